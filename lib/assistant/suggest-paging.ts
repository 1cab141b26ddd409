import type { PageSize, Pagination, Place } from '../importers/facts'
import { isJsonObject } from '../testread/json-object'
import { streamInfo } from '../testread/stream-info'
import type { CallView, PageSignals, Proof, TestRead } from '../testread/test-read'
import { paginatorPart } from './manifest-paging'
import { bodyNamesOf, callOf, evidenceOfCall, keysOfPlace, queryOf, telling } from './run-evidence'
import type { RunContext } from './suggest-from-run'
import type { Suggestion } from './suggestions'

interface Mend {
  readonly pagination: Pagination
  readonly title: string
  readonly confidence: Suggestion['confidence']
  readonly pointer: string
  readonly quote: string
}

/** The paginator that would go on where a read stopped too early. Nothing for reads that did not. */
export function pagingFromRun(read: TestRead, proof: Proof, context: RunContext): Suggestion[] {
  const isCut = proof.level === 'truncated' && proof.station !== 'records'
  const page = telling(read)?.pages.at(-1)
  const call = callOf(read, page)
  if (!isCut || !page?.signals || !call) return []
  const mend =
    byNext(page.signals, call, context) ??
    byLastRecord(page.signals, call, context) ??
    byCount(page.signals, call, context)
  if (!mend) return []
  const size = sizeOf(call, page.signals, page.foundCount)
  return [
    {
      path: `${context.at}/retriever/paginator`,
      value: paginatorPart(mend.pagination, size),
      title: mend.title,
      confidence: mend.confidence,
      evidence: [evidenceOfCall(call, mend.pointer, mend.quote)],
    },
  ]
}

/** A link or token that nothing followed. */
function byNext(
  { next, hasMore }: PageSignals,
  call: CallView,
  context: RunContext,
): Mend | undefined {
  if (!next || next.value === '') return undefined
  const quote = `${next.place}: ${next.value}`
  const more = hasMore && keysOfPlace(hasMore.place)
  if (/^header link$/i.test(next.place)) {
    const pagination: Pagination = { kind: 'next-url', from: { in: 'link' } }
    return {
      pagination,
      title: 'Follow the Link header',
      confidence: 'certain',
      pointer: next.place,
      quote,
    }
  }
  const path = keysOfPlace(next.place)
  if (path && /^(https?:)?\/{1,2}\w/.test(next.value)) {
    const pagination: Pagination = { kind: 'next-url', from: { in: 'body', path }, more }
    return {
      pagination,
      title: `Follow the URL in ${path.join('.')}`,
      confidence: 'certain',
      pointer: pointerOf(path),
      quote,
    }
  }
  const header = /^header (.+)$/.exec(next.place)?.[1]
  const key = path?.at(-1) ?? header?.replace(/^x-/i, '') ?? ''
  const [name, confidence] = tokenParameter(key, call, context)
  const from = path
    ? ({ in: 'body', path } as const)
    : header
      ? ({ in: 'header', name: header } as const)
      : undefined
  if (!from) return undefined
  const token = placeIn(call, name)
  return {
    pagination: { kind: 'cursor', token, from, more },
    title: `Send ${next.place.replace('body.', '')} as ${name}`,
    confidence,
    pointer: path ? pointerOf(path) : next.place,
    quote,
  }
}

function pointerOf(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/**
 * The parameter that takes a token: one that the manifest, the request or the document has; else
 * the token's own name without `next`, as most APIs have it.
 */
function tokenParameter(
  key: string,
  call: CallView,
  context: RunContext,
): [string, 'likely' | 'guess'] {
  const own = bare(key)
  const known = namesOf(call, context)
  const same = known.find((name) => bare(name.split('.').at(-1) ?? name) === own)
  if (same !== undefined) return [same, 'likely']
  const current = currentToken(context)
  if (current !== undefined) return [current, 'likely']
  const stripped = key
    .replace(/^next[_-]?/i, '')
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase())
  return [stripped === '' ? 'cursor' : stripped, 'guess']
}

function bare(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^next/, '')
}

function currentToken({ stream }: RunContext): string | undefined {
  const retriever = isJsonObject(stream.retriever) ? stream.retriever : {}
  const paginator = isJsonObject(retriever.paginator) ? retriever.paginator : {}
  const option = isJsonObject(paginator.page_token_option) ? paginator.page_token_option : {}
  return typeof option.field_name === 'string' ? option.field_name : undefined
}

/** Names of parameters that the call sent or the document has. */
function namesOf(call: CallView, { parameters = [] }: RunContext): string[] {
  return [...queryOf(call).keys(), ...bodyNamesOf(call).keys(), ...parameters]
}

/** Searches take their paging in the body, unless the query has it already. */
function placeIn(call: CallView, name: string): Place {
  const isBody = call.sent.method === 'POST' && !queryOf(call).has(name)
  return { in: isBody ? 'body' : 'query', name }
}

const afterNames = /^(starting_?after|after_?id|last_?id|start_?after(_?id)?|since_?id|from_?id)$/i

/** More is said to follow, and a parameter asks for what comes after a record. */
function byLastRecord(
  { next, hasMore }: PageSignals,
  call: CallView,
  context: RunContext,
): Mend | undefined {
  const name = namesOf(call, context).find((each) => afterNames.test(each))
  if (next || !hasMore?.value || name === undefined) return undefined
  const [key] = streamInfo(context.stream).primaryKey
  const more = keysOfPlace(hasMore.place)
  return {
    pagination: {
      kind: 'cursor',
      token: placeIn(call, name),
      from: { in: 'last-record', path: key ?? ['id'] },
      more,
    },
    title: `Send the last record's ${(key ?? ['id']).join('.')} as ${name}`,
    confidence: key ? 'likely' : 'guess',
    pointer: more ? pointerOf(more) : hasMore.place,
    quote: `${hasMore.place}: ${hasMore.value}`,
  }
}

/** Totals that were not reached: count on with the page or offset that the API knows. */
function byCount(
  { total, totalPages, pageNumber }: PageSignals,
  call: CallView,
  context: RunContext,
): Mend | undefined {
  const names = namesOf(call, context)
  const page = names.find((name) =>
    /(^|\.)page([_-]?(number|no|index))?$|^page\[number\]$/i.test(name),
  )
  const offset = names.find((name) =>
    /(^|\.)(offset|skip|start_?at|start_?index)$|^page\[offset\]$/i.test(name),
  )
  const signal = totalPages ?? total ?? pageNumber
  if (!signal) return undefined
  const said = { pointer: signal.place, quote: `${signal.place}: ${signal.value}` }
  if (offset !== undefined && page === undefined) {
    const pagination: Pagination = { kind: 'offset', token: placeIn(call, offset) }
    return { pagination, title: `Count on with ${offset}`, confidence: 'likely', ...said }
  }
  if (page === undefined && !totalPages && !pageNumber) return undefined
  const name = page ?? 'page'
  const firstPage = pageNumber?.value === 0 ? 0 : 1
  const pagination: Pagination = { kind: 'page', token: placeIn(call, name), firstPage }
  return {
    pagination,
    title: `Count pages with ${name}`,
    confidence: page ? 'likely' : 'guess',
    ...said,
  }
}

const sizeName = /(^|\.)(limit|per_?page|page_?size|count|size|max_?results)$|^page\[size\]$/i

/**
 * The page size that the call asked for, to go on asking for it; what the server gives where that is
 * less, since a page with fewer records than asked for looks like the last one.
 */
function sizeOf(
  call: CallView,
  { pageSize, total, hasMore, next }: PageSignals,
  foundCount: number,
): PageSize | undefined {
  const goesOn =
    hasMore?.value === true || (next?.value ?? '') !== '' || (total?.value ?? 0) > foundCount
  const sent = [...queryOf(call), ...bodyNamesOf(call)]
  for (const [name, value] of sent) {
    if (!sizeName.test(name) || !/^\d+$/.test(String(value)) || Number(value) < 1) continue
    const given = [pageSize?.value, goesOn ? foundCount : undefined].filter(
      (each) => (each ?? 0) > 0,
    )
    return {
      place: placeIn(call, name),
      value: Math.min(Number(value), ...given.map(Number)),
    }
  }
  return undefined
}
