import type { HttpRequest, HttpResponse } from '../../lib/engine/transport'

/** How one list of an invented API turns its pages. Names of body values are dotted. */
export type MockPaging =
  | { readonly kind: 'page'; readonly name: string; readonly first: number }
  | { readonly kind: 'offset'; readonly name: string }
  | {
      readonly kind: 'cursor'
      readonly name: string
      readonly token: readonly string[]
      readonly more?: string
    }
  | { readonly kind: 'last-id'; readonly name: string; readonly more: string }
  | { readonly kind: 'next-url'; readonly url: readonly string[] }
  | { readonly kind: 'link' }

/** One list of an invented API, as its server behaves. */
export interface MockList {
  readonly method?: 'GET' | 'POST'
  /** With the path of the base URL: `/v1/ovens/{ovenId}/loaves`. */
  readonly path: string
  readonly records: readonly string[]
  readonly id?: string
  /** Absent for a list that always comes as a whole, whatever is asked. */
  readonly paging?: MockPaging
  readonly size?: { readonly name: string; readonly most: number; readonly usual: number }
  /** Further parts of the answer. */
  readonly frame?: Readonly<Record<string, unknown>>
  /** Parameters and headers without which it answers 400. */
  readonly demands?: Readonly<Record<string, string>>
}

export interface MockApi {
  readonly host: string
  readonly lists: readonly MockList[]
  /** Whether a request is signed; all are when absent. */
  readonly isSigned?: (request: HttpRequest) => boolean
  /** Answers of operations that are no lists, by method and path. */
  readonly other?: Readonly<Record<string, unknown>>
}

/** Every parent has so many records. */
const parentCount = 2
/** A read that asks more often goes in circles. */
const requestsMax = 200

/** A server of an invented API: one list has `count` records in each partition, all others have two. */
export class MockServer {
  readonly #api: MockApi
  readonly #tested: MockList
  readonly #count: number
  readonly refusals: string[] = []
  readonly partitions = new Map<string, { requests: number; size: number }>()
  #turn = 0

  constructor(api: MockApi, tested: MockList, count: number) {
    this.#api = api
    this.#tested = tested
    this.#count = count
  }

  /** Ids that a complete read of the tested list has, for the partitions that were asked for. */
  wanted(): Set<string> {
    const ids = [...this.partitions.keys()].flatMap((path) =>
      Array.from({ length: this.#count }, (_, index) => idOf(path, index)),
    )
    return new Set(ids)
  }

  readonly transport = async (request: HttpRequest): Promise<HttpResponse> => {
    const { status, body, headers } = this.#respond(request)
    return {
      status,
      headers: [['content-type', 'application/json'], ...headers],
      url: request.url,
      redirects: [],
      body: bytesOf(JSON.stringify(body)),
    }
  }

  #respond(request: HttpRequest): Answer {
    const url = new URL(request.url)
    const { pathname } = url
    if (this.#turn++ > requestsMax) return this.#refuse(403, 'it does not end')
    if (url.host !== this.#api.host) return this.#refuse(404, `no such host: ${url.host}`)
    const other = this.#api.other?.[`${request.method} ${pathname}`]
    if (other !== undefined) return { status: 200, body: other, headers: [] }
    if (this.#api.isSigned?.(request) === false) return this.#refuse(401, 'not signed')
    const list = this.#api.lists.find(
      (each) => (each.method ?? 'GET') === request.method && matches(each.path, pathname),
    )
    if (!list) return this.#refuse(404, `no such path: ${request.method} ${pathname}`)
    if (!this.#hasParents(list, pathname)) return this.#refuse(404, `no such parent: ${pathname}`)
    const values = valuesOf(request, url)
    for (const [name, value] of Object.entries(list.demands ?? {})) {
      if (values.get(name) !== value) return this.#refuse(400, `${name} is demanded`)
    }
    return this.#page(list, url, values)
  }

  #refuse(status: number, why: string): Answer {
    this.refusals.push(why)
    return { status, body: { error: why }, headers: [] }
  }

  /** Ids in a path have to be ones that the list above has shown. */
  #hasParents(list: MockList, pathname: string): boolean {
    const names = list.path.split('/')
    return pathname.split('/').every((segment, index, all) => {
      if (!names[index]?.startsWith('{')) return true
      const above = all.slice(0, index).join('/')
      const isShown = this.#api.lists.some((each) => matches(each.path, above))
      const ids = Array.from({ length: parentCount }, (_, number) => idOf(above, number))
      return !isShown || ids.includes(decodeURIComponent(segment))
    })
  }

  #page(list: MockList, url: URL, values: ReadonlyMap<string, string>): Answer {
    const isTested = list === this.#tested
    const count = isTested ? this.#count : parentCount
    const size = list.paging ? sizeOf(list, values) : count
    const from = this.#start(list, url.pathname, values, size)
    if (from === undefined) return this.#refuse(400, 'a token that nobody gave')
    if (isTested) {
      const known = this.partitions.get(url.pathname)
      this.partitions.set(url.pathname, {
        requests: (known?.requests ?? 0) + 1,
        size: Math.max(1, size),
      })
    }
    const to = Math.min(count, from + size)
    const records = Array.from({ length: Math.max(0, to - from) }, (_, index) => ({
      [list.id ?? 'id']: idOf(url.pathname, from + index),
    }))
    return this.#answer({ list, url, records, next: to < count ? to : undefined })
  }

  #start(
    { paging }: MockList,
    pathname: string,
    values: ReadonlyMap<string, string>,
    size: number,
  ): number | undefined {
    const value = paging && values.get('name' in paging ? paging.name : 'next')
    if (!paging || value === undefined || value === '') return 0
    if (paging.kind === 'page') return (Number(value) - paging.first) * size
    if (paging.kind === 'offset') return Number(value)
    if (paging.kind === 'last-id') return Number(value.split('-').at(-1)) + 1
    const match = /^t\+\/=(\d+) (.*)$/.exec(value)
    return match?.[2] === pathname ? Number(match[1]) : undefined
  }

  #answer({ list, url, records, next }: Page): Answer {
    const { paging } = list
    const token = next === undefined ? undefined : `t+/=${next} ${url.pathname}`
    // A token that is not there is null or missing, in turns.
    const end = this.#turn % 2 === 0 ? null : undefined
    let body: unknown = records
    if (list.records.length > 0) {
      body = { ...structuredClone(list.frame ?? {}) }
      put(body, list.records, records)
    }
    const headers: [string, string][] = []
    if (paging?.kind === 'cursor') put(body, paging.token, token ?? end)
    if (paging?.kind === 'next-url') put(body, paging.url, token ? nextUrl(url, token) : end)
    if (paging?.kind === 'link' && token) {
      headers.push(['link', `<${nextUrl(url, token)}>; rel="next"`])
    }
    if ((paging?.kind === 'cursor' || paging?.kind === 'last-id') && paging.more)
      put(body, paging.more.split('.'), next !== undefined)
    return { status: 200, body, headers }
  }
}

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers: readonly [string, string][]
}

interface Page {
  readonly list: MockList
  readonly url: URL
  readonly records: readonly unknown[]
  readonly next: number | undefined
}

function idOf(path: string, index: number): string {
  return `${path.split('/').slice(2).join('.')}-${index}`
}

function matches(template: string, pathname: string): boolean {
  const names = template.split('/')
  const segments = pathname.split('/')
  return (
    names.length === segments.length &&
    names.every((name, index) => name.startsWith('{') || name === segments[index])
  )
}

function sizeOf({ size }: MockList, values: ReadonlyMap<string, string>): number {
  const asked = Number(values.get(size?.name ?? '') ?? Number.NaN)
  if (!size) return 20
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, size.most) : size.usual
}

function nextUrl(url: URL, token: string): string {
  const next = new URL(url)
  next.searchParams.set('next', token)
  return next.href
}

/** Parameters, headers and values of the body in one. */
function valuesOf({ headers, body }: HttpRequest, url: URL): Map<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of headers) values.set(name.toLowerCase(), value)
  for (const [name, value] of url.searchParams) values.set(name, value)
  const text = typeof body === 'string' ? body : body ? new TextDecoder().decode(body) : ''
  if (text.startsWith('{')) flatten(JSON.parse(text), '', values)
  return values
}

function flatten(value: unknown, name: string, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return void into.set(name, String(value))
  for (const [key, each] of Object.entries(value))
    flatten(each, name ? `${name}.${key}` : key, into)
}

function put(body: unknown, path: readonly string[], value: unknown): void {
  let inner = body as Record<string, unknown>
  for (const key of path.slice(0, -1)) {
    inner[key] ??= {}
    inner = inner[key] as Record<string, unknown>
  }
  const last = path.at(-1)
  if (last !== undefined && value !== undefined) inner[last] = value
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
