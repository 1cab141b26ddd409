import type { ImportDocument, RecognisedDocument } from '../../contracts/imports'
import type { ApiFacts } from '../../importers/facts'
import type { SpecDocument } from '../../importers/openapi/document'
import { factsFromOpenApi } from '../../importers/openapi/import-openapi'
import { NotOpenApi, parseOpenApi } from '../../importers/openapi/parse'
import { ManifestError } from '../../manifest/manifest-error'

/** What documents turned out to be and what they say. */
export interface ReadDocuments {
  readonly recognised: readonly RecognisedDocument[]
  /** Undefined when none of them could be read. */
  readonly facts: ApiFacts | undefined
  /** Values of secrets by the name of their input. Never sent to a browser. */
  readonly secrets: Readonly<Record<string, string>>
}

/** Reads documents about one API. A document that cannot be read is said so; the others still count. */
export function readDocuments(documents: readonly ImportDocument[]): ReadDocuments {
  const names = uniqueNames(documents)
  const read = documents.map(({ text }, index) => readOne(text, names[index] ?? 'document'))
  const specs = read.flatMap(({ spec }) => spec ?? [])
  return {
    recognised: read.map(({ recognised }) => recognised),
    facts: specs.length > 0 ? factsFromOpenApi(specs) : undefined,
    secrets: {},
  }
}

interface ReadOne {
  readonly recognised: RecognisedDocument
  readonly spec?: SpecDocument
}

function readOne(text: string, name: string): ReadOne {
  try {
    const spec = parseOpenApi(text, name)
    const title = `${spec.isSwagger2 ? 'Swagger' : 'OpenAPI'} ${versionOf(spec)}`
    return { spec, recognised: { name, title, text: contentsOf(spec), isRead: true } }
  } catch (error) {
    if (error instanceof ManifestError) {
      const { message, line, column } = error
      const place = line === undefined || column === undefined ? undefined : { line, column }
      return { recognised: { name, text: message, isRead: false, ...(place && { place }) } }
    }
    if (error instanceof NotOpenApi) {
      return { recognised: { name, text: error.message, isRead: false } }
    }
    throw error
  }
}

function versionOf({ root, isSwagger2 }: SpecDocument): string {
  const version = String(isSwagger2 ? root.swagger : root.openapi)
  return version.slice(0, 20)
}

const methods = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace'])

function contentsOf({ root }: SpecDocument): string {
  const paths = Object.values(root.paths as Record<string, unknown>)
  const count = paths.reduce<number>((sum, path) => {
    if (typeof path !== 'object' || path === null) return sum
    return sum + Object.keys(path).filter((key) => methods.has(key)).length
  }, 0)
  return `${count.toLocaleString('en')} ${count === 1 ? 'operation' : 'operations'}`
}

/** Evidence names documents, so two of them never have the same name. */
function uniqueNames(documents: readonly ImportDocument[]): string[] {
  const taken = new Set<string>()
  return documents.map(({ name }, index) => {
    const wanted = name ?? (documents.length === 1 ? 'document' : `document ${index + 1}`)
    let free = wanted
    for (let count = 2; taken.has(free); count += 1) free = `${wanted} (${count})`
    taken.add(free)
    return free
  })
}
