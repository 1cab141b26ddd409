import type { Row, Value } from './json'

/** The ways in which the practice API hands out a long list. */
export type PagingKind =
  | 'none'
  | 'page-number'
  | 'offset'
  | 'cursor'
  | 'next-url'
  | 'link-header'
  | 'cursor-header'
  | 'last-id'
  | 'total'
  | 'ignores-page'
  | 'stops-early'

/** One page: its rows, what stands beside them in the body, and headers. */
export interface Page {
  readonly rows: readonly Row[]
  readonly beside: Readonly<Record<string, Value>>
  readonly headers: Readonly<Record<string, string>>
}

export interface PagingParameter {
  readonly name: string
  readonly type: 'integer' | 'string'
  readonly description: string
  readonly default?: number
}

interface Paging {
  readonly title: string
  readonly description: string
  readonly parameters: readonly PagingParameter[]
  readonly pageSize: number
  /** Names in the body beside the records, for documentation. */
  readonly beside: Readonly<Record<string, 'integer' | 'string' | 'boolean' | 'links'>>
  readonly headers?: Readonly<Record<string, string>>
  page(rows: readonly Row[], url: URL, key: string): Page
}

const largestPage = 100

/** The request asks for something that the API does not understand: status 400. */
export class BadParameter extends Error {
  override readonly name = 'BadParameter'
}

function wholeNumber(url: URL, name: string, fallback: number, least: number): number {
  const text = url.searchParams.get(name)
  if (text === null || text === '') return fallback
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) {
    throw new BadParameter(`${name} must be a whole number from ${least} up, not "${text}"`)
  }
  return Number(text)
}

/** Rows to a page: what was asked for, and never more than the largest page. */
function sizeFrom(url: URL, name: string, fallback: number): number {
  return Math.min(wholeNumber(url, name, fallback, 1), largestPage)
}

function withParameter(url: URL, name: string, value: string | number): string {
  const next = new URL(url)
  next.searchParams.set(name, String(value))
  return next.href
}

/** Cursors are opaque to clients; inside stands `offset=50`. */
function writeCursor(offset: number): string {
  return btoa(`offset=${offset}`).replaceAll('=', '')
}

function readCursor(url: URL): number {
  const cursor = url.searchParams.get('cursor')
  if (cursor === null || cursor === '') return 0
  let text = ''
  try {
    text = atob(cursor)
  } catch {
    // Not Base64: the check below says so.
  }
  const offset = /^offset=(\d{1,9})$/.exec(text)?.[1]
  if (offset === undefined) throw new BadParameter('cursor was not given out by this API')
  return Number(offset)
}

const noHeaders = {}
const sizeParameter = (name: string, pageSize: number): PagingParameter => ({
  name,
  type: 'integer',
  description: `Number of records to return. Between 1 and ${largestPage}, default ${pageSize}.`,
  default: pageSize,
})
const pageParameter: PagingParameter = {
  name: 'page',
  type: 'integer',
  description: 'Number of the page. The first page is 1.',
  default: 1,
}
const cursorParameter: PagingParameter = {
  name: 'cursor',
  type: 'string',
  description: 'Asks for the page after an earlier one. Leave it out on the first page.',
}

/** Cuts page `page` of `per_page` records out of the rows. */
function numbered(rows: readonly Row[], url: URL, pageSize: number) {
  const page = wholeNumber(url, 'page', 1, 1)
  const size = sizeFrom(url, 'per_page', pageSize)
  const pages = Math.ceil(rows.length / size)
  return { page, size, pages, rows: rows.slice((page - 1) * size, page * size) }
}

/** Cuts the page at the cursor out of the rows; `next` is absent on the last page. */
function atCursor(rows: readonly Row[], url: URL, pageSize: number) {
  const offset = readCursor(url)
  const size = sizeFrom(url, 'limit', pageSize)
  const next = offset + size < rows.length ? writeCursor(offset + size) : undefined
  return { next, rows: rows.slice(offset, offset + size) }
}

/** Every kind of paging: how it is described, and how it cuts a page. */
export const pagings: Readonly<Record<PagingKind, Paging>> = {
  none: {
    title: 'No pages',
    description: 'The whole list in one answer.',
    parameters: [],
    pageSize: 0,
    beside: {},
    page: (rows) => ({ rows, beside: {}, headers: noHeaders }),
  },
  'page-number': {
    title: 'Page number',
    description: 'Ask for page 1, 2, 3… until a page is empty or `page` reaches `total_pages`.',
    parameters: [pageParameter, sizeParameter('per_page', 25)],
    pageSize: 25,
    beside: { page: 'integer', per_page: 'integer', total_pages: 'integer' },
    page(all, url) {
      const { page, size, pages, rows } = numbered(all, url, 25)
      return { rows, beside: { page, per_page: size, total_pages: pages }, headers: noHeaders }
    },
  },
  offset: {
    title: 'Offset and limit',
    description: 'Skip `offset` records and take `limit`. The last page is short or empty.',
    parameters: [
      { name: 'offset', type: 'integer', description: 'Records to skip.', default: 0 },
      sizeParameter('limit', 50),
    ],
    pageSize: 50,
    beside: { offset: 'integer', limit: 'integer' },
    page(all, url) {
      const offset = wholeNumber(url, 'offset', 0, 0)
      const limit = sizeFrom(url, 'limit', 50)
      return { rows: all.slice(offset, offset + limit), beside: { offset, limit }, headers: {} }
    },
  },
  cursor: {
    title: 'Cursor in the body',
    description:
      'Send `next_cursor` of a page as `cursor` to get the page after it. On the last page it is null.',
    parameters: [cursorParameter, sizeParameter('limit', 50)],
    pageSize: 50,
    beside: { next_cursor: 'string', total_count: 'integer' },
    page(all, url) {
      const { next, rows } = atCursor(all, url, 50)
      return {
        rows,
        beside: { next_cursor: next ?? null, total_count: all.length },
        headers: noHeaders,
      }
    },
  },
  'next-url': {
    title: 'Next URL in the body',
    description: 'Call the whole address at `links.next` until it is missing.',
    parameters: [pageParameter, sizeParameter('per_page', 100)],
    pageSize: 100,
    beside: { links: 'links', total_count: 'integer' },
    page(all, url) {
      const { page, pages, rows } = numbered(all, url, 100)
      const links: Row = page < pages ? { next: withParameter(url, 'page', page + 1) } : {}
      return { rows, beside: { links, total_count: all.length }, headers: noHeaders }
    },
  },
  'link-header': {
    title: 'Link header',
    description: 'Follow `rel="next"` of the Link header (RFC 8288) until there is none.',
    parameters: [pageParameter, sizeParameter('per_page', 50)],
    pageSize: 50,
    beside: {},
    headers: { link: 'Addresses of the first, next and last page.' },
    page(all, url) {
      const { page, pages, rows } = numbered(all, url, 50)
      const targets = [
        ...(page < pages ? [[page + 1, 'next'] as const] : []),
        [1, 'first'] as const,
        [Math.max(1, pages), 'last'] as const,
      ]
      const link = targets.map(([to, rel]) => `<${withParameter(url, 'page', to)}>; rel="${rel}"`)
      return { rows, beside: {}, headers: { link: link.join(', ') } }
    },
  },
  'cursor-header': {
    title: 'Cursor in a header',
    description: 'Send the header X-Next-Cursor of a page as `cursor`. The last page has none.',
    parameters: [cursorParameter, sizeParameter('limit', 50)],
    pageSize: 50,
    beside: {},
    headers: { 'x-next-cursor': 'Asks for the page after this one. Absent on the last page.' },
    page(all, url) {
      const { next, rows } = atCursor(all, url, 50)
      return { rows, beside: {}, headers: next === undefined ? {} : { 'x-next-cursor': next } }
    },
  },
  'last-id': {
    title: 'Id of the last record',
    description: 'Send the id of the last record as `after` until `has_more` is false.',
    parameters: [
      { name: 'after', type: 'string', description: 'Records that follow the one with this id.' },
      sizeParameter('limit', 100),
    ],
    pageSize: 100,
    beside: { has_more: 'boolean' },
    page(all, url, key) {
      const after = url.searchParams.get('after') ?? ''
      const at = after === '' ? 0 : all.findIndex((row) => String(row[key]) === after) + 1
      if (after !== '' && at === 0) throw new BadParameter(`after: no record has the id "${after}"`)
      const end = at + sizeFrom(url, 'limit', 100)
      return { rows: all.slice(at, end), beside: { has_more: end < all.length }, headers: {} }
    },
  },
  total: {
    title: 'Page number with a total',
    description:
      'The body says in `total` how many records there are, and the header X-Total-Count says so too.',
    parameters: [pageParameter, sizeParameter('per_page', 50)],
    pageSize: 50,
    beside: { total: 'integer' },
    headers: { 'x-total-count': 'How many records there are on all pages.' },
    page(all, url) {
      const { rows } = numbered(all, url, 50)
      return {
        rows,
        beside: { total: all.length },
        headers: { 'x-total-count': String(all.length) },
      }
    },
  },
  'ignores-page': {
    title: 'Page number that is ignored',
    description: 'A fault on purpose: whatever page is asked for, page 1 comes back.',
    parameters: [pageParameter, sizeParameter('per_page', 50)],
    pageSize: 50,
    beside: { total: 'integer' },
    page(all, url) {
      const rows = all.slice(0, sizeFrom(url, 'per_page', 50))
      return { rows, beside: { total: all.length }, headers: noHeaders }
    },
  },
  'stops-early': {
    title: 'Cursor that stops too early',
    description: 'A fault on purpose: the total is right, and only the first 100 records come.',
    parameters: [cursorParameter, sizeParameter('limit', 50)],
    pageSize: 50,
    beside: { next_cursor: 'string', total_count: 'integer' },
    page(all, url) {
      const { next, rows } = atCursor(all.slice(0, 100), url, 50)
      return {
        rows,
        beside: { next_cursor: next ?? null, total_count: all.length },
        headers: noHeaders,
      }
    },
  },
}
