import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestFromFacts } from '../../lib/assistant/manifest-from-facts'
import { manifestText } from '../../lib/assistant/manifest-text'
import { suggestionsFrom } from '../../lib/assistant/suggestions'
import type { SpecDocument } from '../../lib/importers/openapi/document'
import { factsFromOpenApi } from '../../lib/importers/openapi/import-openapi'
import { parseOpenApi } from '../../lib/importers/openapi/parse'
import { printEntry } from '../../lib/manifest/text/print'
import { ownApis } from './own-apis'

type Part = Readonly<Record<string, unknown>>

const folder = process.env.PLUMBLINE_SHARED ? join(process.env.PLUMBLINE_SHARED, 'assist/dev') : ''

/** Everything that `suggest` writes, as one text. */
function written(documents: readonly SpecDocument[]): string {
  const facts = factsFromOpenApi(documents)
  const { shared, resolved } = manifestFromFacts(facts)
  const suggestions = JSON.stringify(suggestionsFrom(facts, resolved))
  return `${manifestText(shared, facts)}\n${JSON.stringify(resolved)}\n${suggestions}`
}

/** The manifest alone: forms of one document differ in where their evidence stands. */
function manifestOf(document: SpecDocument): unknown {
  return manifestFromFacts(factsFromOpenApi([document])).resolved
}

const parsed = (root: unknown) => parseOpenApi(JSON.stringify(root), 'own.json')

describe.each(ownApis.map(({ rule, document }) => [rule, document] as const))(
  'the result for %s',
  (_, document) => {
    it('is the same in 20 runs and in any order of keys', () => {
      const wanted = written([parsed(document)])
      for (let run = 0; run < 20; run++) expect(written([parsed(document)])).toBe(wanted)
      for (let seed = 1; seed <= 5; seed++)
        expect(written([parsed(shuffled(document, seed))])).toBe(wanted)
    })

    it('is the same from YAML', () => {
      expect(written([parseOpenApi(yamlOf(document), 'own.json')])).toBe(
        written([parsed(document)]),
      )
    })

    it('is the same from references', () => {
      expect(manifestOf(parsed(referenced(document)))).toEqual(manifestOf(parsed(document)))
    })

    const swagger = swaggerOf(document)
    it.skipIf(swagger === undefined)('is the same from Swagger 2.0', () => {
      expect(manifestOf(parsed(swagger))).toEqual(manifestOf(parsed(document)))
    })
  },
)

const names = folder !== '' && existsSync(folder) ? readdirSync(folder) : []
const small = names.filter((name) => sizeOf(name) < 700_000).slice(0, 6)

describe.skipIf(small.length === 0)('the result for a public API (needs PLUMBLINE_SHARED)', () => {
  it.each(small)('%s is the same in any order of keys', (name) => {
    const documents = read(name)
    const wanted = written(documents)
    expect(written(read(name))).toBe(wanted)
    const mixed = documents.map((each) => ({ ...each, root: shuffled(each.root, 7) as Part }))
    expect(written(mixed)).toBe(wanted)
  })

  it.each(small.slice(0, 3))('%s is the same from YAML', (name) => {
    const documents = read(name)
    const others = documents.map(({ name: own, root }) => parseOpenApi(yamlOf(root), own))
    expect(written(others)).toBe(written(documents))
  })
})

function filesOf(name: string): string[] {
  return readdirSync(join(folder, name)).filter((file) => file.startsWith('openapi'))
}

function sizeOf(name: string): number {
  return filesOf(name).reduce((sum, file) => sum + readFileSync(join(folder, name, file)).length, 0)
}

function read(name: string): SpecDocument[] {
  return filesOf(name).map((file) =>
    parseOpenApi(readFileSync(join(folder, name, file), 'utf8'), file),
  )
}

/** The same value with the keys of every mapping in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((each) => shuffled(each, seed))
  if (typeof value !== 'object' || value === null) return value
  const rank = (key: string) =>
    [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0) + seed) % 9973, 7)
  const entries = Object.entries(value).sort(([one], [other]) => rank(one) - rank(other))
  return Object.fromEntries(entries.map(([key, each]) => [key, shuffled(each, seed)]))
}

function yamlOf(root: Part): string {
  const style = { step: 2, listIndent: 2, newline: '\n', isJson: false }
  return Object.entries(root)
    .map(([key, value]) => `${printEntry(key, value, 0, style)}\n`)
    .join('')
}

/** The same document with schemas, parameters and answers as references. */
function referenced(root: Part): Part {
  const isOld = 'swagger' in root
  const schemas: Record<string, unknown> = {}
  const parameters: Record<string, unknown> = {}
  const refer = (pool: Record<string, unknown>, place: string, value: unknown) => {
    const name = `P${Object.keys(pool).length + 1}`
    pool[name] = value
    return { $ref: `#/${place}/${name}` }
  }
  const schemaPlace = isOld ? 'definitions' : 'components/schemas'
  const walk = (value: unknown, key: string): unknown => {
    if (key === 'example') return value
    if (Array.isArray(value)) {
      const items = value.map((each) => walk(each, ''))
      const isParameters = key === 'parameters'
      return isParameters
        ? items.map((each) =>
            refer(parameters, isOld ? 'parameters' : 'components/parameters', each),
          )
        : items
    }
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, walk(each, name)]),
    )
    const isSchema = 'type' in inner && ['object', 'array'].includes(String(inner.type))
    return isSchema ? refer(schemas, schemaPlace, inner) : inner
  }
  const paths = walk(root.paths, 'paths')
  if (isOld) return { ...root, paths, definitions: schemas, parameters }
  const components = { ...(root.components as Part | undefined), schemas, parameters }
  return { ...root, paths, components }
}

/** An OpenAPI 3 document as Swagger 2.0; undefined when it says what 2.0 cannot say. */
function swaggerOf(root: Part): Part | undefined {
  const { components, servers, paths, openapi, ...rest } = root
  const text = JSON.stringify(root)
  if (!openapi || /deepObject|"http"|\{subdomain|"example":\{/.test(text)) return undefined
  const [server] = servers as { url: string }[]
  const url = new URL(server?.url ?? '')
  const securityDefinitions = (components as Part | undefined)?.securitySchemes
  return {
    swagger: '2.0',
    ...rest,
    host: url.host,
    basePath: url.pathname,
    schemes: ['https'],
    paths: Object.fromEntries(
      Object.entries(paths as Part).map(([path, item]) => [path, oldItem(item as Part)]),
    ),
    ...(securityDefinitions ? { securityDefinitions } : {}),
  }
}

function oldItem(item: Part): Part {
  const operations = Object.entries(item as Record<string, Part>).map(([method, operation]) => {
    const { requestBody, responses, parameters = [], ...rest } = operation
    const body = requestBody as { content: Record<string, { schema: unknown }> } | undefined
    const json = body?.content['application/json']
    const old = (parameters as Part[]).map(({ schema, ...each }) => ({
      ...each,
      ...(schema as Part),
    }))
    const added = json ? [...old, { name: 'body', in: 'body', schema: json.schema }] : old
    const answers = Object.entries(responses as Record<string, Part>).map(([code, answer]) => {
      const { content, ...own } = answer as { content?: Record<string, { schema: unknown }> }
      return [code, { ...own, schema: content?.['application/json']?.schema }]
    })
    return [method, { ...rest, parameters: added, responses: Object.fromEntries(answers) }]
  })
  return Object.fromEntries(operations)
}
