import type { SignIn } from '../docs/sign-in'
import type { Imported } from '../imported'
import { isMapping, type SpecDocument } from '../openapi/document'
import { factsFromOpenApi } from '../openapi/import-openapi'
import { singular, snake } from '../openapi/words'
import { credentialsOf } from './credentials'
import { type Exchange, headerOf, partsOf } from './exchange'
import { pageWalk } from './page-walk'

interface Operation {
  readonly path: string
  readonly method: string
  readonly exchanges: Exchange[]
}

/** A parameter that a text describes. */
export interface KnownParameter {
  readonly name: string
  readonly description: string
  readonly place: string
  /** In the query when absent. */
  readonly in?: 'query' | 'body' | undefined
  /** The type that the text names, as JSON Schema calls it; empty when it names none. */
  readonly type?: string | undefined
}

/** What several texts have besides exchanges. */
export interface Surroundings {
  readonly name: string
  readonly title: string
  /** Parameters by `METHOD path`; those of every list under the empty text. */
  readonly parameters?: ReadonlyMap<string, readonly KnownParameter[]> | undefined
  /** What is said about paging: it holds for every operation. */
  readonly description?: string | undefined
  readonly signIn?: SignIn | undefined
}

/**
 * Facts from exchanges: they become a description of the API as OpenAPI would write it, with the
 * places of the exchanges as evidence, and the rules for descriptions do the rest.
 */
export function factsFromExchanges(exchanges: readonly Exchange[], around: Surroundings): Imported {
  const credentials = credentialsOf([...exchanges, ...signedBy(around.signIn)])
  const operations = grouped(exchanges)
  const places = new Map<string, string>([['', exchanges[0]?.place ?? '']])
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const { path, method } = operation
    const pointer = `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}`
    places.set(pointer, operation.exchanges[0]?.place ?? '')
    const answer = operation.exchanges.find(({ response }) => response !== undefined)
    if (answer) places.set(`${pointer}/responses`, answer.place)
    const entry = paths[path] ?? {}
    entry[method.toLowerCase()] = described(operation, credentials.query, around, pointer, places)
    paths[path] = entry
  }
  const names = Object.keys(credentials.schemes)
  const origin = mostFrequent(exchanges.flatMap(({ url }) => partsOf(url)?.origin ?? []))
  const root = {
    openapi: '3.1.0',
    info: { title: around.title },
    ...(origin?.startsWith('http') ? { servers: [{ url: origin }] } : {}),
    components: { securitySchemes: credentials.schemes },
    ...(names.length > 0
      ? { security: [Object.fromEntries(names.map((name) => [name, []]))] }
      : {}),
    paths,
  }
  const document: SpecDocument = { name: around.name, root, isSwagger2: false, places }
  return { facts: factsFromOpenApi([document]), secrets: credentials.secrets }
}

/** How a text says that requests are signed, as a request: it counts after those that are written out. */
function signedBy(signIn: SignIn | undefined): Exchange[] {
  if (!signIn) return []
  const { headers, basic, place, query } = signIn
  const url = `{base_url}/?${new URLSearchParams(query.map(([name, value]) => [name, value]))}`
  return [{ place, method: 'GET', url, headers, basic }]
}

function mostFrequent(list: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const each of list) counts.set(each, (counts.get(each) ?? 0) + 1)
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0]
}

function grouped(exchanges: readonly Exchange[]): Operation[] {
  const found = new Map<string, Operation>()
  for (const exchange of exchanges) {
    const parts = partsOf(exchange.url)
    if (!parts) continue
    const path = templateOf(parts.path)
    const key = `${exchange.method} ${path}`
    const known = found.get(key) ?? { path, method: exchange.method, exchanges: [] }
    known.exchanges.push(exchange)
    found.set(key, known)
  }
  return [...found.values()]
}

/** Numbers, UUIDs and long codes in a path are variables, called after what stands before them. */
function templateOf(path: string): string {
  const segments = path.split('/')
  return segments
    .map((segment, index) => {
      if (/^[:]\w+$/.test(segment)) return `{${segment.slice(1)}}`
      const isId =
        /^\d+$|^[0-9a-f]{8}-[0-9a-f-]{27}$|^[0-9a-f]{16,}$|^(?=.*\d)[A-Za-z0-9_-]{18,}$/i.test(
          segment,
        )
      return isId ? `{${singular(snake(segments[index - 1] ?? '')) || 'item'}_id}` : segment
    })
    .join('/')
}

function described(
  { exchanges, method, path }: Operation,
  secrets: ReadonlySet<string>,
  around: Surroundings,
  pointer: string,
  places: Map<string, string>,
): object {
  const known = parametersOf(method, path, exchanges, around)
  const query = new Map<string, string>()
  for (const { url } of exchanges) {
    for (const [name, value] of partsOf(url)?.query ?? [])
      if (!query.has(name)) query.set(name, value)
  }
  const inQuery = known.filter((each) => each.in !== 'body')
  const names = [...new Set([...query.keys(), ...inQuery.map(({ name }) => name)])]
  const parameters = names
    .filter((name) => !secrets.has(name))
    .map((name, index) => {
      const told = inQuery.find((each) => each.name === name)
      if (told) places.set(`${pointer}/parameters/${index}`, told.place)
      return {
        name,
        in: 'query',
        description: told?.description ?? '',
        schema: schemaOf(query.get(name), told?.type),
      }
    })
  const answer = exchanges.find(({ response }) => isMapping(response) || Array.isArray(response))
  const link = exchanges.some(
    ({ responseHeaders }) => responseHeaders && headerOf(responseHeaders, 'link'),
  )
  const body = bodyOf(
    exchanges[0],
    known.filter((each) => each.in === 'body'),
  )
  return {
    summary: exchanges[0]?.title ?? '',
    description: around.description ?? '',
    parameters: [...parameters, ...versionHeaders(exchanges[0])],
    ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: {
        ...(link ? { headers: { Link: {} } } : {}),
        content: { 'application/json': answer ? { example: answer.response } : {} },
      },
    },
    ...(pageWalk(exchanges) ?? {}),
  }
}

/** Parameters that a text describes: the operation's own, and those of every list. */
function parametersOf(
  method: string,
  path: string,
  exchanges: readonly Exchange[],
  { parameters }: Surroundings,
): readonly KnownParameter[] {
  const keys = new Set([`${method} ${path}`])
  for (const { url } of exchanges) keys.add(`${method} ${partsOf(url)?.path ?? ''}`)
  const own = [...keys].flatMap((key) => parameters?.get(key) ?? [])
  // One thing has no pages.
  const isOne = method !== 'GET' || /\}\/?$/.test(path)
  return isOne ? own : [...own, ...(parameters?.get('') ?? [])]
}

function schemaOf(value: string | undefined, type = ''): object {
  if (type === 'date' || type === 'date-time') return { type: 'string', format: type }
  if (type !== '') return { type }
  if (value === undefined) return {}
  return /^\d{1,9}$/.test(value)
    ? { type: 'integer', example: Number(value) }
    : { type: 'string', example: value }
}

/** Headers that name a version go along as they were. */
function versionHeaders(exchange: Exchange | undefined): object[] {
  return (exchange?.headers ?? [])
    .filter(([name]) => /version/i.test(name))
    .map(([name, value]) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string', default: value },
    }))
}

/** The schema of a body: its example, with what a text says about its fields. */
function bodyOf(
  exchange: Exchange | undefined,
  known: readonly KnownParameter[],
): object | undefined {
  const value = sampleOf(exchange?.body)
  const shown = Object.entries(value ?? {}).map(([key, each]): [string, object] => [
    key,
    { type: jsonType(each), example: each },
  ])
  const told = known.map(({ name, description, type }): [string, object] => [
    name,
    { ...schemaOf(undefined, type), description },
  ])
  const properties = Object.fromEntries([...shown, ...told])
  return Object.keys(properties).length > 0 ? { type: 'object', properties } : undefined
}

function sampleOf(body: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body ?? '')
    return isMapping(value) ? value : undefined
  } catch {
    return undefined
  }
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return value === null ? 'string' : typeof value
}
