import type { HeaderList } from '../engine/transport'
import { Float, type Json, type JsonObject } from '../engine/values/value'
import { isJsonObject } from './json-object'
import type { PageSignals, Signal } from './test-read'

type Found = Omit<PageSignals, 'fingerprint'>

/** How deep below the root of a body a sign of more pages is looked for. */
const depthMax = 3

const totalNames =
  /^(total|total_?(count|results|records|items|size|elements|entries|hits|rows|objects)|(record|item|result|row)_?count|num_?(results|found|records|items)|nb_?hits|count_?total|@?odata\.?count)$/i
const totalPagesNames = /^(total_?pages|page_?count|num_?pages|last_?page|pages)$/i
const nextNames =
  /^(next|next_?(page|url|uri|link|href|cursor|token|page_?(token|url|uri|link|cursor|id)|record|offset|marker|results?_?url)|@?odata\.?next_?link|continuation(_?token)?|end_?cursor|cursor_?next|nextlink|scroll_?id)$/i
const moreNames =
  /^(has_?(more|next)(_?(items|results|pages?|records|data))?|more(_?(results|available|items|data))?|is_?truncated)$/i
const lastNames = /^(is_?last(_?page)?|last|is_?final|end_?of_?(results|records|list))$/i
const pageSizeNames = /^(per_?page|page_?size|limit|size|results_?per_?page)$/i
const pageNumberNames = /^(page|page_?number|current_?page|page_?index|number)$/i

/**
 * What a response says about the pages around it: totals, links, tokens, flags.
 *
 * Only the frame of a body is searched: objects up to three levels down and lists of links, never
 * the records themselves. `foundCount` is the number of records on the page; it keeps a `count`
 * that means "in this page" from being taken for a total.
 */
export function signalsOf(body: Json | undefined, headers: HeaderList, foundCount: number): Found {
  const found: { -readonly [K in keyof Found]: Found[K] } = {}
  readHeaders(headers, found)
  if (isJsonObject(body)) readObject(body, '', 1, foundCount, found)
  return found
}

type Draft = { -readonly [K in keyof Found]: Found[K] }

function readObject(
  object: JsonObject,
  place: string,
  depth: number,
  foundCount: number,
  into: Draft,
) {
  for (const [key, value] of Object.entries(object)) {
    const inside = place === '' ? key : `${place}.${key}`
    readField(key, value, inside, into)
    if (key === 'count') readCount(object, value, inside, foundCount, into)
    if (Array.isArray(value)) readLinkList(value, inside, into)
    else if (isJsonObject(value) && depth < depthMax) {
      readObject(value, inside, depth + 1, foundCount, into)
    }
  }
}

function readField(key: string, value: Json, place: string, into: Draft) {
  const whole = wholeNumber(value)
  if (whole !== undefined) {
    if (totalNames.test(key)) into.total ??= { value: whole, place }
    else if (totalPagesNames.test(key)) into.totalPages ??= { value: whole, place }
    else if (pageSizeNames.test(key)) into.pageSize ??= { value: whole, place }
    else if (pageNumberNames.test(key)) into.pageNumber ??= { value: whole, place }
  }
  if (typeof value === 'boolean') {
    if (moreNames.test(key)) into.hasMore ??= { value, place }
    else if (lastNames.test(key)) into.hasMore ??= { value: !value, place }
  }
  if (nextNames.test(key)) into.next = better(into.next, nextSignal(value, place))
}

/** `count` is a total where it stands beside links to pages or exceeds the page. */
function readCount(
  object: JsonObject,
  value: Json,
  place: string,
  foundCount: number,
  into: Draft,
) {
  const count = wholeNumber(value)
  if (count === undefined || into.total) return
  const besideLinks = 'next' in object || 'previous' in object
  if (besideLinks || count > foundCount) into.total = { value: count, place }
}

function nextSignal(value: Json, place: string): Signal<string> | undefined {
  if (value === null || value === '' || value === false) return { value: '', place }
  if (typeof value === 'string') return { value, place }
  const whole = wholeNumber(value)
  if (whole !== undefined) return { value: String(whole), place }
  if (!isJsonObject(value)) return undefined
  for (const key of ['href', 'url', 'link', 'cursor', 'after']) {
    const inner = value[key]
    if (typeof inner === 'string') return { value: inner, place: `${place}.${key}` }
  }
  return undefined
}

/** A way forward says more than its absence elsewhere in the same response. */
function better(
  old: Signal<string> | undefined,
  found: Signal<string> | undefined,
): Signal<string> | undefined {
  if (!old) return found
  if (!found || old.value !== '') return old
  return found.value === '' ? old : found
}

/** HAL and JSON:API write links as lists: `[{ "rel": "next", "href": … }]`. */
function readLinkList(list: readonly Json[], place: string, into: Draft) {
  if (list.length > 20) return
  for (const [index, item] of list.entries()) {
    if (!isJsonObject(item) || item.rel !== 'next') continue
    const link = item.href ?? item.url ?? item.uri
    if (typeof link === 'string') {
      into.next = better(into.next, { value: link, place: `${place}[${index}]` })
    }
  }
}

const totalHeaders = /^x-(total(-count)?|wp-total|pagination-total(-count)?)$/i
const totalPagesHeaders =
  /^x-((total|wp-total)-?pages|pagination-(total-pages|page-count)|page-count)$/i
const nextHeaders = /^(x-)?(next(-page|-cursor|-token|-link)?|cursor-next|continuation(-token)?)$/i

function readHeaders(headers: HeaderList, into: Draft) {
  for (const [name, value] of headers) {
    const place = `header ${name}`
    into.next = better(into.next, nextFromHeader(name, value, place))
    const total = totalFromHeader(name, value)
    if (total !== undefined) into.total ??= { value: total, place }
    if (totalPagesHeaders.test(name) && /^\d+$/.test(value)) {
      into.totalPages ??= { value: Number(value), place }
    }
  }
}

/** RFC 8288 for `Link`; the rest are names that many APIs share. */
function nextFromHeader(name: string, value: string, place: string): Signal<string> | undefined {
  if (nextHeaders.test(name)) return { value, place }
  if (!/^link$/i.test(name)) return undefined
  const link = /<([^>]*)>[^,]*;\s*rel="?next"?/i.exec(value)
  return { value: link?.[1] ?? '', place }
}

/** `X-Total-Count` and its kin, and RFC 9110 14.4: `Content-Range: items 0-24/250`. */
function totalFromHeader(name: string, value: string): number | undefined {
  const range = /^content-range$/i.test(name) ? /\/(\d+)\s*$/.exec(value)?.[1] : undefined
  if (range !== undefined) return Number(range)
  return totalHeaders.test(name) && /^\d+$/.test(value) ? Number(value) : undefined
}

function wholeNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  if (value instanceof Float && Number.isSafeInteger(value.value)) return value.value
  return undefined
}
