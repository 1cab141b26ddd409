import { rawAt, textAt } from './document'
import { itemView, propertiesOf, type SchemaView, valuesView } from './schema-view'
import { normal } from './words'

export interface Signal {
  readonly path: readonly string[]
  readonly view: SchemaView
  readonly strength: number
}

/** What a declared response says about further pages. */
export interface PagingSignals {
  readonly urls: readonly Signal[]
  readonly tokens: readonly Signal[]
  readonly more: readonly Signal[]
  /** Something that counts records or pages. */
  readonly totals: readonly Signal[]
}

const depthMax = 4

const nextNames =
  /^(next|nextpage|nexturl|nexturi|nextlink|nexthref|nextpageurl|nextpageuri|nextpagelink|nextpageurlfull|odatanextlink|nextresultsurl|nextrecordsurl|nextrecordset|nextresults|nextset|nextresultsurllink|nextrecords|hydranext)$/
const tokenNames = [
  /^(nextcursor|nextpagetoken|nexttoken|nextpagecursor|endcursor|continuationtoken|nextcontinuationtoken|nextmarker|nextpageid|nextpagekey|cursornext|nextcursortoken|paginationtoken|nextstreamposition|nextposition|nextkey|nextid|nextoffset|nextbookmark|nextstart|nextafter|nextskiptoken|nextcursorid|nextpaginationtoken)$/,
  /^(next|nextpage|after|cursor|continuation|bookmark|scrollid|pagetoken|marker|pagingtoken|cursorafter|lastevaluatedkey|nextpageindex|lastid|endingbefore|aftercursor|lastcursor|offset|startcursor)$/,
]
/** What stands under `next` and is sent as it is called. */
const afterNames =
  /^(startingafter|startafter|pageafter|searchafter|fromid|lastid|afterid|scrollid)$/
const moreNames =
  /^(hasmore|hasnext|hasnextpage|more|moreresults|moreresultsavailable|moreavailable|moreitems|istruncated|hasmoreitems|hasmoreresults|hasmorepages|hasadditionalresults|morepages|hasmorerecords|ismore|hasmoredata)$/
const totalNames =
  /^(total|totalcount|totalresults|totalitems|totalrecords|totalpages|totalelements|pagecount|numpages|lastpage|numresults|count|pages|totalsize|totalhits)$/
const linkParents =
  /^(links|link|paging|pagination|pages|meta|cursors|pageinfo|pager|navigation|next|cursor|nextpage|responsemetadata|metadata|page|view|hydraview)$/

const envelopes =
  /^(data|results?|response|payload|content|body|output|list|listinfo|info|search|container|hits|headers?|d|embedded|additionaldata|summary|status|context|state)$/

/** Searches the frame of a response, never the records in it. */
export function pagingSignals(response: SchemaView | undefined): PagingSignals {
  const found = {
    urls: [] as Signal[],
    tokens: [] as Signal[],
    more: [] as Signal[],
    totals: [] as Signal[],
  }
  if (response?.type === 'object') search(response, [], found, new Set())
  for (const list of Object.values(found)) {
    list.sort(
      (one, other) =>
        other.strength - one.strength || (one.path.join() < other.path.join() ? -1 : 1),
    )
  }
  return found
}

type Found = { [K in keyof PagingSignals]: Signal[] }

function search(view: SchemaView, path: readonly string[], into: Found, seen: Set<unknown>): void {
  if (path.length >= depthMax || seen.has(view.located.value)) return
  seen.add(view.located.value)
  for (const [name, inner] of propertiesOf(view)) {
    const here = [...path, name]
    note(name, inner, here, into)
    // Records of one object may hold pages of their own; only frames are entered.
    if (inner.type === 'object' && isFrame(name, inner, path)) {
      search(inner, here, into, seen)
    }
  }
}

function isFrame(name: string, view: SchemaView, path: readonly string[]): boolean {
  const word = normal(name)
  if (linkParents.test(word)) return true
  return path.length === 0 && (envelopes.test(word) || countsRecords(view))
}

/** An object of a frame that counts records or holds a token, and no records. */
function countsRecords(view: SchemaView): boolean {
  const properties = [...propertiesOf(view)]
  return (
    properties.length <= 8 &&
    properties.every(([, { type }]) => type !== 'object' && type !== 'array') &&
    properties.some(([name]) => totalNames.test(normal(name)) && normal(name) !== 'count')
  )
}

function note(name: string, view: SchemaView, path: readonly string[], into: Found): void {
  const word = normal(name)
  const add = (list: Signal[], strength: number) =>
    list.push({ path, view, strength: strength - path.length })
  if (view.type === 'boolean') {
    if (moreNames.test(word)) add(into.more, 10)
    return
  }
  if (view.type === 'object' || view.type === 'array') return
  if (totalNames.test(word)) add(into.totals, 10)
  const url = urlSignal(word, view, path)
  if (url > 0) return void add(into.urls, url)
  const token = tokenStrength(word, view, path)
  if (token > 0) add(into.tokens, token)
}

function isUnderNext(path: readonly string[]): boolean {
  return /^(next|nextpage)$/.test(normal(path.at(-2) ?? ''))
}

function urlSignal(word: string, view: SchemaView, path: readonly string[]): number {
  const isHref = isUnderNext(path) && /^(href|url|uri|link)$/.test(word)
  return isHref || nextNames.test(word) ? urlStrength(word, view, normal(path.at(-2) ?? '')) : 0
}

function tokenStrength(word: string, view: SchemaView, path: readonly string[]): number {
  if (isUnderNext(path) && afterNames.test(word)) return 20
  const rank = tokenNames.findIndex((each) => each.test(word))
  if (rank === 0) return 20
  return rank === 1 && isTokenPlace(word, view, path) ? 10 : 0
}

/** How much speaks for a URL: its format, its example, its description, its name. */
function urlStrength(word: string, view: SchemaView, parent: string): number {
  if (view.type === 'integer' || view.type === 'number') return 0
  const { located } = view
  if (/^ur[il]/.test(String(rawAt(located, 'format') ?? ''))) return 30
  const example = rawAt(located, 'example') ?? rawAt(located, 'default')
  if (typeof example === 'string' && /^(https?:)?\//.test(example)) return 28
  const description = textAt(located, 'description')
  if (/\b(token|cursor)\b/i.test(description) && !/\b(ur[il]|link)\b/i.test(description)) return 0
  if (/(url|uri|link|href)$/.test(word) || /^(href|url|uri|link)$/.test(word)) return 24
  if (/\b(ur[il]|link|href|uniform resource)\b/i.test(description)) return 26
  if (/https?:\/\//.test(description) || /\bpath (to|of|for) the\b|^path to\b/i.test(description))
    return 22
  return /^links?$/.test(parent) ? 24 : 0
}

/** A name like `next` or `after` is a token only where a frame speaks about pages. */
function isTokenPlace(word: string, view: SchemaView, path: readonly string[]): boolean {
  if (word === 'offset') return path.length > 1 && /next/.test(normal(path.at(-2) ?? ''))
  if (view.type === 'unknown' && path.length === 1)
    return /^(next|nextpage|cursor|after)$/.test(word)
  if (path.length === 1) return true
  return path.slice(0, -1).every((each) => linkParents.test(normal(each)) || path.length === 2)
}

/** Whether a frame shows pages at all: links, flags, totals or tokens. */
export function hasSignals(signals: PagingSignals): boolean {
  return signals.urls.length + signals.tokens.length + signals.more.length > 0
}

/** The schema at a path of keys, through objects only. */
export function viewAtPath(view: SchemaView | undefined, path: readonly string[]) {
  let current = view
  for (const key of path) {
    if (!current) return undefined
    current = key === '*' ? itemOrValue(current) : propertiesOf(current).get(key)
  }
  return current
}

function itemOrValue(view: SchemaView): SchemaView | undefined {
  return view.type === 'array' ? itemView(view) : valuesView(view)
}
