import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manifestFromFacts } from '../../assistant/manifest-from-facts'
import { documentOf, envelope, factsOf, get, listOf, query, spec, streamAt } from '../testing/spec'
import { factsFromOpenApi } from './import-openapi'
import { NotOpenApi, parseOpenApi } from './parse'

const text = { type: 'string' }
const id = { type: 'integer' }

describe('records', () => {
  const records = (schema: unknown, path = '/loaves') =>
    streamAt(spec({ [path]: get([], schema) }), path).records

  it('are the answer where it is a list', () => {
    expect(records(listOf({ id }))).toMatchObject({ value: [], confidence: 'certain' })
  })

  it('are the list that is called like the resource, not a list of errors', () => {
    const schema = {
      type: 'object',
      properties: { errors: listOf({ code: text }), loaves: listOf({ id }) },
    }
    expect(records(schema).value).toEqual(['loaves'])
  })

  it('are found below an envelope', () => {
    expect(records({ type: 'object', properties: { data: envelope('items') } }).value).toEqual([
      'data',
      'items',
    ])
  })

  it('are one object where a path ends in a variable', () => {
    const loaf = { type: 'object', properties: { id, name: text, slices: listOf({ id }) } }
    expect(
      streamAt(
        spec({ '/loaves/{id}': get([], { type: 'object', properties: { data: loaf } }) }),
        '/loaves/{id}',
      ),
    ).toMatchObject({
      isList: false,
      records: { value: ['data'] },
    })
  })

  it('stay unknown where no schema and no example is there', () => {
    expect(records({ type: 'object' }).confidence).toBe('unknown')
  })

  it('come from an example where the schema says nothing', () => {
    const operation = {
      get: {
        responses: { 200: { content: { 'application/json': { example: { rows: [{ id: 1 }] } } } } },
      },
    }
    const stream = streamAt(spec({ '/loaves': operation }), '/loaves')
    expect(stream.records.value).toEqual(['rows'])
    expect(stream.records.evidence[0]?.pointer).toBe(
      '/paths/~1loaves/get/responses/200/content/application~1json/example',
    )
  })
})

describe('the key', () => {
  const key = (item: Record<string, unknown>, paths = {}) =>
    streamAt(spec({ '/loaves': get([], envelope('loaves', {}, item)), ...paths }), '/loaves').key

  it('is id before everything else', () => {
    expect(key({ id, loaf_id: id, uuid: text })).toMatchObject({
      value: ['id'],
      confidence: 'certain',
    })
  })

  it('is called after the resource', () => {
    const root = spec({ '/rolls': get([], envelope('rolls', {}, { rollId: id, oven_id: id })) })
    expect(streamAt(root, '/rolls').key.value).toEqual(['rollId'])
  })

  it('is the variable of the operation that reads one', () => {
    expect(
      key(
        { code: text, name: text },
        { '/loaves/{code}': get([], { type: 'object', properties: { code: text } }) },
      ).value,
    ).toEqual(['code'])
  })

  it('stays unknown for reports', () => {
    expect(key({ day: text, total: id })).toMatchObject({ value: [], confidence: 'unknown' })
  })
})

describe('the cursor field', () => {
  it('is the date of change that a parameter filters by', () => {
    const item = {
      id,
      created_at: { type: 'string', format: 'date-time' },
      updated_at: { type: 'string', format: 'date-time' },
    }
    const since = query('updated_since', { type: 'string', format: 'date-time' })
    expect(
      streamAt(spec({ '/loaves': get([since], envelope('loaves', {}, item)) }), '/loaves').cursor,
    ).toMatchObject({
      value: { field: 'updated_at', start: { in: 'query', name: 'updated_since' } },
      confidence: 'likely',
    })
  })

  it('knows Unix time and deep objects', () => {
    const created = query('created', { type: 'object', properties: { gte: id, lte: id } })
    const item = { id, created: { type: 'integer', description: 'Seconds since the Unix epoch.' } }
    expect(
      streamAt(spec({ '/loaves': get([created], envelope('loaves', {}, item)) }), '/loaves').cursor
        .value,
    ).toMatchObject({
      field: 'created',
      format: '%s',
      start: { name: 'created[gte]' },
      end: { name: 'created[lte]' },
    })
  })
})

describe('signing in', () => {
  const auth = (securitySchemes: unknown, security: unknown) =>
    streamAt(
      spec({ '/loaves': get([], listOf({ id })) }, { components: { securitySchemes }, security }),
      '/loaves',
    ).auth

  it('reads the word before a key in the Authorization header', () => {
    const key = {
      type: 'apiKey',
      in: 'header',
      name: 'Authorization',
      description: 'Send `Authorization: Crumb <key>`.',
    }
    expect(auth({ key }, [{ key: [] }]).value[0]?.schemes).toEqual([
      { kind: 'api-key', in: 'header', name: 'Authorization', prefix: 'Crumb ' },
    ])
  })

  it('sends two keys where one requirement names both', () => {
    const key = (name: string) => ({ type: 'apiKey', in: 'header', name })
    expect(auth({ a: key('X-Api'), b: key('X-App') }, [{ a: [], b: [] }]).value).toHaveLength(1)
    expect(auth({ a: key('X-Api'), b: key('X-App') }, [{ a: [] }, { b: [] }]).value).toHaveLength(2)
  })

  it('takes token address and scopes of OAuth', () => {
    const flows = {
      clientCredentials: { tokenUrl: 'https://id.bakery.example/token', scopes: { read: 'r' } },
    }
    expect(auth({ o: { type: 'oauth2', flows } }, [{ o: [] }]).value[0]?.schemes[0]).toEqual({
      kind: 'oauth2',
      grant: 'client_credentials',
      tokenUrl: 'https://id.bakery.example/token',
      scopes: ['read'],
    })
  })

  it('finds a key among header parameters where no scheme is declared', () => {
    const header = { name: 'X-Bakery-Token', in: 'header', required: true, schema: text }
    const stream = streamAt(spec({ '/loaves': get([header], listOf({ id })) }), '/loaves')
    expect(stream.auth.value[0]?.schemes[0]).toMatchObject({
      kind: 'api-key',
      name: 'X-Bakery-Token',
    })
  })
})

describe('the base URL', () => {
  const base = (servers: unknown) =>
    streamAt({ ...spec({ '/loaves': get([], listOf({ id })) }), servers }, '/loaves').baseUrl.value

  it('is the first server that is meant for use', () => {
    expect(
      base([
        { url: 'http://localhost:1' },
        { url: 'https://sandbox.bakery.example' },
        { url: 'https://api.bakery.example/' },
      ]).template,
    ).toBe('https://api.bakery.example')
  })

  it('asks for what differs from customer to customer', () => {
    expect(base([{ url: 'https://your-domain.bakery.example/v2' }])).toMatchObject({
      template: 'https://{domain}/v2',
      inputs: [{ name: 'domain' }],
    })
    const variables = { shop: { default: 'demo' } }
    expect(base([{ url: 'https://{shop}.bakery.example', variables }])).toMatchObject({
      template: 'https://{shop}.bakery.example',
    })
  })

  it('is an input where the document has none', () => {
    expect(base(undefined)).toMatchObject({
      template: '{base_url}',
      inputs: [{ name: 'base_url' }],
    })
  })
})

describe('parents', () => {
  it('give the variables of their children, over two levels', () => {
    const root = spec({
      '/ovens': get([], listOf({ id })),
      '/ovens/{ovenId}/trays': get([], listOf({ id })),
      '/ovens/{ovenId}/trays/{trayId}/loaves': get([], listOf({ id })),
    })
    const sources = streamAt(root, '/ovens/{ovenId}/trays/{trayId}/loaves').variables.map(
      ({ value }) => value.source,
    )
    expect(sources).toEqual([
      { kind: 'grandparent', name: 'ovenId', depth: 1 },
      { kind: 'parent', stream: 'trays', key: 'id' },
    ])
  })

  it('are not looked for where two variables stand side by side', () => {
    const root = spec({
      '/repos': get([], listOf({ id })),
      '/repos/{owner}/{name}/loaves': get([], listOf({ id })),
    })
    const kinds = streamAt(root, '/repos/{owner}/{name}/loaves').variables.map(
      ({ value }) => value.source.kind,
    )
    expect(kinds).toEqual(['input', 'input'])
  })
})

const sample = spec(
  {
    '/ovens': get(
      [query('page'), query('per_page', { type: 'integer', maximum: 50 })],
      envelope('ovens', { total: id }),
    ),
    '/ovens/{ovenId}': get([], { $ref: '#/components/schemas/Oven' }),
    '/ovens/{ovenId}/loaves': get([query('cursor', text)], envelope('data', { next_cursor: text })),
  },
  { components: { schemas: { Oven: { type: 'object', properties: { id, name: text } } } } },
)

describe('the result', () => {
  it('does not depend on the order of keys', () => {
    const wanted = JSON.stringify(manifestFromFacts(factsOf(sample)))
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(JSON.stringify(manifestFromFacts(factsOf(shuffled(sample, seed))))).toBe(wanted)
      }),
      { numRuns: 20 },
    )
  })

  it('is the same from YAML and JSON', () => {
    const yaml = `openapi: 3.0.3
info: {title: Bakery, version: "1"}
servers:
  - url: https://api.bakery.example/v1
paths:
  /ovens:
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
      responses:
        "200": {description: ok, content: {application/json: {schema: ${JSON.stringify(envelope('ovens'))}}}}
`
    const json = spec({ '/ovens': get([query('page')], envelope('ovens')) })
    const fromYaml = factsFromOpenApi([parseOpenApi(yaml, 'bakery.json')])
    expect(manifestFromFacts(fromYaml)).toEqual(manifestFromFacts(factsOf(json)))
  })

  it('is the same from Swagger 2.0 and OpenAPI 3', () => {
    const swagger = {
      swagger: '2.0',
      info: { title: 'Bakery', version: '1' },
      host: 'api.bakery.example',
      basePath: '/v1',
      schemes: ['https'],
      paths: {
        '/ovens': {
          get: {
            parameters: [{ name: 'page', in: 'query', type: 'integer' }],
            responses: { 200: { description: 'ok', schema: envelope('ovens') } },
          },
        },
      },
    }
    const modern = spec({ '/ovens': get([query('page')], envelope('ovens')) })
    expect(manifestFromFacts(factsOf(swagger)).resolved).toEqual(
      manifestFromFacts(factsOf(modern)).resolved,
    )
  })

  it('has evidence that stands in the document', () => {
    const root = documentOf(sample).root
    for (const stream of factsOf(sample).streams) {
      for (const fact of [
        stream.pagination,
        stream.records,
        stream.key,
        stream.baseUrl,
        stream.schema,
      ]) {
        for (const { pointer } of fact.evidence) expect(resolve(root, pointer)).toBeDefined()
      }
    }
  })
})

describe('a document', () => {
  it('with references in circles or to nowhere is read all the same', () => {
    const schemas = {
      A: { $ref: '#/components/schemas/B' },
      B: { $ref: '#/components/schemas/A' },
      Loaf: {
        type: 'object',
        properties: {
          id,
          parts: { type: 'array', items: { $ref: '#/components/schemas/Loaf' } },
          a: { $ref: '#/components/schemas/A' },
          far: { $ref: 'other.yaml#/x' },
        },
      },
    }
    const root = spec(
      { '/loaves': get([], { type: 'array', items: { $ref: '#/components/schemas/Loaf' } }) },
      { components: { schemas } },
    )
    expect(streamAt(root, '/loaves').key.value).toEqual(['id'])
  })

  it('that is none says why', () => {
    expect(() => parseOpenApi('{"openapi":"3.0.0"}', 'x.json')).toThrow(NotOpenApi)
    expect(() => parseOpenApi('just words', 'x.txt')).toThrow(NotOpenApi)
  })

  it('of any shape ends in facts, never in a crash', () => {
    const anything = fc.dictionary(
      fc.constantFrom('get', 'parameters', 'servers', 'post'),
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('/a', '/a/{b}', '/__proto__'), anything),
        (paths) => {
          expect(manifestFromFacts(factsOf({ openapi: '3.1.1', paths }))).toBeDefined()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('with 5,000 operations is read within seconds', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [
        `/things${index}/{id}/parts`,
        get([query('page')], envelope('parts')),
      ]),
    )
    expect(factsOf(spec(paths)).streams).toHaveLength(5000)
  }, 20_000)

  it('cannot bring a template into the manifest', () => {
    const paths = {
      '/loaves': get([query('page')], envelope('loaves'), { summary: '{{ 7 * 7 }}' }),
    }
    const security = {
      key: { type: 'apiKey', in: 'header', name: 'Authorization', 'x-prefix': "{{ config['x'] }}" },
    }
    const root = spec(paths, { components: { securitySchemes: security }, security: [{ key: [] }] })
    const { authenticator } = JSON.parse(JSON.stringify(manifestFromFacts(factsOf(root)).resolved))
      .streams[0].retriever.requester
    expect(authenticator.api_token).toMatch(/^\{\{ '\{\{ config\[\\'x\\'\] \}\} ' \}\}|^\{\{ '/)
  })
})

function resolve(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) =>
        (value as Record<string, unknown>)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
      root,
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
