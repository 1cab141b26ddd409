import { factsFromExchanges } from './exchanges/description'
import type { Exchange } from './exchanges/exchange'
import { type Imported, UnreadableImport } from './imported'
import { isMapping, type Mapping } from './openapi/document'

/** How deep folders of a collection are followed. */
const depthMax = 12

/**
 * Facts from a Postman collection 2.0 or 2.1: requests, saved answers, variables, authentication.
 *
 * @throws UnreadableImport when there is no request in it
 */
export function factsFromPostman(text: string, name: string): Imported {
  const root = parsed(text)
  if (!isMapping(root)) throw new UnreadableImport(`${name} is no Postman collection`)
  const variables = variablesOf(root.variable)
  const exchanges = itemsIn(root.item, '/item', root.auth, 0).flatMap(
    (each) => exchangeOf(each, variables) ?? [],
  )
  if (exchanges.length === 0) throw new UnreadableImport(`${name} has no request that reads`)
  const info = isMapping(root.info) ? root.info : {}
  return factsFromExchanges(exchanges, { name, title: String(info.name ?? 'API') })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

interface Item {
  readonly item: Mapping
  readonly place: string
  readonly auth: unknown
}

function itemsIn(list: unknown, place: string, auth: unknown, depth: number): Item[] {
  if (!Array.isArray(list) || depth > depthMax) return []
  return list.flatMap((item, index) => {
    if (!isMapping(item)) return []
    const here = `${place}/${index}`
    const own = item.auth ?? auth
    return Array.isArray(item.item)
      ? itemsIn(item.item, `${here}/item`, own, depth + 1)
      : [{ item, place: here, auth: own }]
  })
}

function variablesOf(list: unknown): Map<string, string> {
  const found = new Map<string, string>()
  if (!Array.isArray(list)) return found
  for (const each of list) {
    if (isMapping(each)) found.set(String(each.key ?? each.id ?? ''), String(each.value ?? ''))
  }
  return found
}

function exchangeOf(
  { item, place, auth }: Item,
  variables: ReadonlyMap<string, string>,
): Exchange | undefined {
  const request = typeof item.request === 'string' ? { url: item.request } : item.request
  if (!isMapping(request)) return undefined
  const method = String(request.method ?? 'GET').toUpperCase()
  if (!/^(GET|POST)$/.test(method)) return undefined
  const fill = (text: string) => filled(text, variables)
  const url = fill(urlOf(request.url))
  const body =
    isMapping(request.body) && typeof request.body.raw === 'string' ? request.body.raw : undefined
  return {
    place: `${place}/request`,
    method,
    url: /^https?:\/\//i.test(url)
      ? url
      : `{base_url}/${url.replace(/^\{\{?\w*\}?\}/, '').replace(/^\/+/, '')}`,
    headers: [
      ...pairs(request.header).map(([key, value]) => [key, fill(value)] as const),
      ...authHeaders(request.auth ?? auth, fill),
    ],
    basic: basicOf(request.auth ?? auth, fill),
    body,
    response: savedAnswer(item.response),
    title: typeof item.name === 'string' ? item.name : undefined,
  }
}

function filled(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\{\{([^{}]+)\}\}/g,
    (whole, name: string) => variables.get(name.trim()) || whole,
  )
}

/** The address with its query; disabled parameters are parameters all the same. */
function urlOf(url: unknown): string {
  if (typeof url === 'string') return url
  if (!isMapping(url)) return ''
  const [base = ''] = String(url.raw ?? '').split('?')
  const query = pairs(url.query)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return query === '' ? base : `${base}?${query}`
}

function pairs(list: unknown): [string, string][] {
  if (!Array.isArray(list)) return []
  return list.flatMap((each) =>
    isMapping(each) && typeof each.key === 'string'
      ? [[each.key, String(each.value ?? '')] as [string, string]]
      : [],
  )
}

function settings(auth: unknown): { type: string; values: Map<string, string> } {
  if (!isMapping(auth) || typeof auth.type !== 'string') return { type: '', values: new Map() }
  const own = auth[auth.type]
  const values = Array.isArray(own)
    ? new Map(pairs(own))
    : new Map(Object.entries(isMapping(own) ? own : {}).map(([key, value]) => [key, String(value)]))
  return { type: auth.type, values }
}

function authHeaders(auth: unknown, fill: (text: string) => string): [string, string][] {
  const { type, values } = settings(auth)
  const value = (key: string) => fill(values.get(key) ?? '')
  if (type === 'bearer' || type === 'oauth2') {
    return [['Authorization', `Bearer ${value('token') || value('accessToken') || '{{token}}'}`]]
  }
  if (type !== 'apikey' || value('in') === 'query') return []
  return [[value('key') || 'X-API-Key', value('value')]]
}

function basicOf(auth: unknown, fill: (text: string) => string): Exchange['basic'] {
  const { type, values } = settings(auth)
  if (type !== 'basic') return undefined
  return { user: fill(values.get('username') ?? ''), password: fill(values.get('password') ?? '') }
}

function savedAnswer(list: unknown): unknown {
  if (!Array.isArray(list)) return undefined
  for (const each of list) {
    const isGood = isMapping(each) && (each.code === undefined || Number(each.code) < 300)
    if (isGood && typeof each.body === 'string') {
      const value = parsed(each.body)
      if (value !== undefined) return value
    }
  }
  return undefined
}
