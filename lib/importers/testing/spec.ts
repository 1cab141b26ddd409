import type { StreamFacts } from '../facts'
import type { SpecDocument } from '../openapi/document'
import { factsFromOpenApi } from '../openapi/import-openapi'
import { parseOpenApi } from '../openapi/parse'

type Part = Record<string, unknown>

/** A GET operation with query parameters and the schema of its answer. */
export function get(parameters: readonly Part[], schema: unknown, more: Part = {}): Part {
  return {
    get: {
      parameters,
      responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
      ...more,
    },
  }
}

/** A parameter of the query. */
export function query(name: string, schema: Part = { type: 'integer' }, more: Part = {}): Part {
  return { name, in: 'query', schema, ...more }
}

/** A list of objects with these properties. */
export function listOf(properties: Part): Part {
  return { type: 'array', items: { type: 'object', properties } }
}

/** An envelope with the list under `key` and further properties. */
export function envelope(
  key: string,
  rest: Part = {},
  item: Part = { id: { type: 'integer' } },
): Part {
  return { type: 'object', properties: { [key]: listOf(item), ...rest } }
}

/** A small OpenAPI document around some paths. */
export function spec(paths: Part, more: Part = {}): Part {
  return {
    openapi: '3.0.3',
    info: { title: 'Bakery', version: '1' },
    servers: [{ url: 'https://api.bakery.example/v1' }],
    paths,
    ...more,
  }
}

/** A document as the importer reads it. */
export function documentOf(root: unknown, name = 'bakery.json'): SpecDocument {
  return parseOpenApi(JSON.stringify(root), name)
}

/** The facts that the rules find in a document. */
export function factsOf(root: unknown) {
  return factsFromOpenApi([documentOf(root)])
}

/** The facts of the stream at a path. */
export function streamAt(root: unknown, path: string): StreamFacts {
  const found = factsOf(root).streams.find((each) => each.path === path)
  if (!found) throw new Error(`There is no stream at ${path}`)
  return found
}
