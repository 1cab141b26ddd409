import type { Pagination, Place, TokenSource } from '../../importers/facts'
import { textAt } from '../../importers/openapi/document'
import { pagingParameters } from '../../importers/openapi/paging-parameters'
import { credentialParameters } from '../../importers/openapi/security'
import type { ClaimedFact, RefusalCode } from '../claims'
import {
  type Checked,
  type ClaimContext,
  claimed,
  knownFields,
  names,
  parameterOf,
  recordFields,
  responseAt,
  responseOf,
} from './context'
import { holdsName } from './words'

type PagingClaim = Extract<ClaimedFact, { kind: 'pagination' }>
type SizeClaim = Extract<ClaimedFact, { kind: 'page-size' }>

const wordsOfWay = {
  page: /\bpage( ?number| ?index| ?no\b|s\b|\b)/i,
  offset: /\b(offset|skip\w*|start(ing)?|position|index)\b/i,
  cursor: /\b(cursor|token|next|after|continu\w*|marker|bookmark|last|previous)\b/i,
  'next-url': /\b(next|link|url|uri|href)\b/i,
} as const

/** How the description of a parameter with an unusual name says that it turns pages. */
const phrasesOfWay = {
  page: /\bpage (number|index)|\bnumber of the page|\bwhich page/i,
  offset: /\bto skip\b|\bstart(ing)? (index|position)|\b(position|offset) of the first/i,
  cursor:
    /\b(cursor|next page|following page|continuation|page token|pagination token|next token|more results)\b/i,
} as const

/** Where a way of paging is told in prose, this is spoken about. */
const pagingWords =
  /\b(pages?|paging|paginat\w*|offset|cursor|next|more (results|records|items))\b/i

/**
 * A way of paging. It fills what is unknown, and stands in place of "one page" where that was only
 * assumed. What rules found is kept: they were right more often than any text that could be quoted.
 */
export function withPagination(claim: PagingClaim, context: ClaimContext): Checked {
  const { stream } = context
  const { pagination } = stream
  if (claim.way === 'none') return withoutPages(context)
  if (!stream.isList && stream.records.confidence !== 'unknown') return 'not-plausible'
  const value = pagingOf(claim, context)
  if (typeof value === 'string') return value
  if (JSON.stringify(value) === JSON.stringify(pagination.value)) return 'known-better'
  const isOpen = pagination.value.kind === 'none' && isAssumed(context)
  if (!isOpen) return pagination.confidence === 'certain' ? 'contradicts' : 'known-better'
  const isSaid = pagingWords.test(context.evidence.quote)
  if (!isSaid && pagination.confidence !== 'unknown') return 'not-plausible'
  return { ...stream, pagination: claimed(context, value, isSaid ? 'likely' : 'guess') }
}

/** "One page" is an assumption where a text is read, and where the rules say that they are not sure. */
function isAssumed({ stream, operation }: ClaimContext): boolean {
  return operation === undefined || stream.pagination.confidence !== 'certain'
}

function withoutPages(context: ClaimContext): Checked {
  const { stream, evidence } = context
  if (stream.pagination.confidence !== 'unknown') return 'known-better'
  const isSaid =
    /\b(not paginated|no paginat\w*|without paginat\w*|does(n't| not) (support )?paginat\w*|all (\w+ )?(at once|in one|in a single)|single (page|response))\b/i.test(
      evidence.quote,
    )
  if (!isSaid) return 'not-plausible'
  return { ...stream, pagination: claimed(context, { kind: 'none' as const }, 'likely') }
}

function pagingOf(claim: PagingClaim, context: ClaimContext): Pagination | RefusalCode {
  if (!wordsOfWay[claim.way === 'none' ? 'page' : claim.way].test(spaced(context.words))) {
    return 'not-plausible'
  }
  if (claim.way === 'next-url') return nextUrl(claim, context)
  const { token } = claim
  if (!token) return 'not-plausible'
  const wrong = wrongToken(claim.way as 'page' | 'offset' | 'cursor', token, context)
  if (wrong) return wrong
  if (claim.way === 'page') return { kind: 'page', token, firstPage: claim.firstPage ?? 1 }
  return claim.way === 'offset' ? { kind: 'offset', token } : cursor(claim, token, context)
}

const spaced = (text: string) =>
  text.replaceAll(/[_-]/g, ' ').replaceAll(/([a-z])([A-Z])/g, '$1 $2')

/** A declared parameter has to be of this role; one that only prose names has to stand at the place. */
function wrongToken(
  way: 'page' | 'offset' | 'cursor',
  token: Place,
  context: ClaimContext,
): RefusalCode | undefined {
  const { operation, stream } = context
  const parameter = parameterOf(context, token)
  if (!operation || !parameter) return isTold(token, context) ? undefined : 'name-not-there'
  const secrets = credentialParameters(operation, stream.auth.value)
  if (secrets.has(token.name)) return 'not-plausible'
  const role = pagingParameters(operation, secrets).find((each) => each.parameter === parameter)
  if (role) return role.role === way ? undefined : 'not-plausible'
  const { type } = parameter.schema
  const isRight = type === 'integer' || type === 'string' || type === 'unknown'
  const isSaid = phrasesOfWay[way].test(parameter.description)
  return isRight && isSaid && names(context, token.name) ? undefined : 'not-plausible'
}

/** Prose names the parameter and says that it is about pages; the operation declares none of its own. */
function isTold(token: Place, context: ClaimContext): boolean {
  const { words, operation, stream, evidence } = context
  if (!names(context, token.name) || !pagingWords.test(words)) return false
  if (token.in !== 'query' && !(token.in === 'body' && stream.method === 'POST')) return false
  if (!operation) return true
  const declared = pagingParameters(operation, credentialParameters(operation, stream.auth.value))
  return declared.length === 0 && pagingWords.test(evidence.quote)
}

function cursor(claim: PagingClaim, token: Place, context: ClaimContext): Pagination | RefusalCode {
  const from = tokenSource(claim.from, context)
  if (typeof from === 'string') return from
  const more = flag(claim.more, context)
  if (more === 'not-plausible') return more
  return { kind: 'cursor', token, from, ...(more && { more }) }
}

function tokenSource(from: PagingClaim['from'], context: ClaimContext): TokenSource | RefusalCode {
  const path = from?.path ?? []
  if (from?.in === 'header') {
    const { header } = from
    if (header === null || !names(context, header)) return 'name-not-there'
    return { in: 'header', name: header }
  }
  if (from?.in === 'last-record') return lastRecord(path, context)
  if (from?.in !== 'body') return 'not-plausible'
  const wrong = wrongPath(path, context)
  return wrong ?? { in: 'body', path }
}

/** A field of the last record that tells it from others. */
function lastRecord(path: readonly string[], context: ClaimContext): TokenSource | RefusalCode {
  const fields = recordFields(context) ?? knownFields(context)
  const [field = ''] = path
  if (path.length !== 1 || !fields.has(field)) return 'name-not-there'
  const isKey = context.stream.key.value.includes(field) || /(id|key|token|cursor)$/i.test(field)
  return isKey ? { in: 'last-record', path } : 'not-plausible'
}

/** A declared answer must have the path; of an answer that nobody declares the place must tell it. */
function wrongPath(path: readonly string[], context: ClaimContext): RefusalCode | undefined {
  if (path.length === 0) return 'not-plausible'
  if (responseOf(context)) {
    const type = responseAt(context, path)?.type
    const isScalar = type === 'string' || type === 'integer' || type === 'unknown'
    if (!isScalar) return 'name-not-there'
    return leadsOn(path, context) ? undefined : 'not-plausible'
  }
  return names(context, ...path) ? undefined : 'name-not-there'
}

/** Whether a field of an answer is called, or said to be, the way to the next page. */
function leadsOn(path: readonly string[], context: ClaimContext): boolean {
  const located = responseAt(context, path)?.located
  const text = located ? textAt(located, 'description') : ''
  return (
    /next|cursor|token|after|continu|marker|bookmark|more/i.test(path.join('.')) ||
    phrasesOfWay.cursor.test(text)
  )
}

function flag(
  path: readonly string[] | null,
  context: ClaimContext,
): readonly string[] | undefined | 'not-plausible' {
  if (path === null || path.length === 0) return undefined
  const type = responseAt(context, path)?.type
  const isThere = responseOf(context) ? type === 'boolean' : names(context, ...path)
  return isThere ? path : 'not-plausible'
}

function nextUrl(claim: PagingClaim, context: ClaimContext): Pagination | RefusalCode {
  const { from } = claim
  if (from?.in === 'link') {
    const isSaid = /\blink\b.{0,40}\bheaders?\b|\bheaders?\b.{0,60}\blink\b|rel=\\?["']?next/i.test(
      context.words,
    )
    return isSaid ? { kind: 'next-url', from: { in: 'link' } } : 'not-plausible'
  }
  if (from?.in !== 'body') return 'not-plausible'
  const path = from.path ?? []
  const wrong = wrongPath(path, context)
  if (wrong) return wrong
  if (!/next|url|uri|link|href|more/i.test(path.join('.'))) return 'not-plausible'
  const more = flag(claim.more, context)
  if (more === 'not-plausible') return more
  return { kind: 'next-url', from: { in: 'body', path }, ...(more && { more }) }
}

/** Prose names the parameter and says that it is for the number of records. */
function isSizeTold(
  place: Place,
  { operation, stream, evidence: { quote } }: ClaimContext,
): boolean {
  if (place.in !== 'query' && !(place.in === 'body' && stream.method === 'POST')) return false
  const isSaid = /size|limit|number of|how many|at most|max|per page|up to/i.test(quote)
  const secrets = operation && credentialParameters(operation, stream.auth.value)
  const own = operation && secrets ? pagingParameters(operation, secrets) : []
  return isSaid && holdsName(quote, place.name) && own.every(({ role }) => role !== 'size')
}

/** A page size fills what is unknown. Its number has to stand at the place and may not be too large. */
export function withPageSize({ place, value }: SizeClaim, context: ClaimContext): Checked {
  const { stream, operation, words } = context
  const { pageSize, pagination } = stream
  const known = pageSize.value
  if (known) {
    const isSame = known.place.name === place.name && known.value === value
    return pageSize.confidence === 'certain' && !isSame ? 'contradicts' : 'known-better'
  }
  if (pagination.value.kind === 'none') return 'not-plausible'
  const isNumber = new RegExp(`(?<![\\d.])${value}(?![\\d]|[.,]\\d)`).test(
    words.replaceAll(/(\d),(\d{3})\b/g, '$1$2'),
  )
  if (!isNumber) return 'name-not-there'
  const parameter = parameterOf(context, place)
  if (!operation || !parameter) {
    if (!isSizeTold(place, context)) return 'name-not-there'
  } else {
    const secrets = credentialParameters(operation, stream.auth.value)
    const role = pagingParameters(operation, secrets).find((each) => each.parameter === parameter)
    if (role?.role !== 'size') return 'not-plausible'
  }
  return { ...stream, pageSize: claimed(context, { place, value }, 'likely') }
}
