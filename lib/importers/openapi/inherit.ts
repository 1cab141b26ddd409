import type { Fact, Pagination } from '../facts'
import { evidenceOf } from './document'
import type { Operation } from './operations'
import { placeOf } from './page-size'
import type { Paging } from './paging'
import { viewAtPath } from './paging-signals'
import { proseToken } from './prose-token'
import type { RecordPlace } from './records'

/** What an operation says itself, before its siblings are asked. */
export interface OwnFacts {
  readonly operation: Operation
  readonly paging: Paging
  readonly place: RecordPlace
}

/**
 * Completes operations that say half of how they page by what their siblings say, never without
 * evidence of their own: the same parameter, or the same value in the answer.
 */
export function inherited<T extends OwnFacts>(all: readonly T[]): T[] {
  const paged = all.filter(({ paging }) => isSettled(paging.pagination))
  const lists = all.filter(({ place }) => place.isList)
  const turning = lists.filter(
    ({ paging }) =>
      paging.pagination.value.kind !== 'none' || paging.pagination.confidence === 'unknown',
  )
  const share = turning.length / lists.length
  return all.map((each) => {
    const { pagination } = each.paging
    if (pagination.value.kind === 'none' && pagination.confidence === 'certain' && share > 0.25) {
      return {
        ...each,
        paging: { ...each.paging, pagination: { ...pagination, confidence: 'likely' } },
      }
    }
    if (pagination.value.kind !== 'none' || pagination.confidence !== 'unknown') return each
    const found = byParameter(each, paged) ?? byToken(each, paged)
    if (!found) return byProse(each)
    const donor = paged.find((other) => other.paging.pagination.value === found.donor)
    return {
      ...each,
      paging: { ...each.paging, pagination: found.fact },
      place: each.place.path.confidence === 'unknown' && donor ? borrowed(donor) : each.place,
    }
  })
}

function isSettled({ value, confidence }: Fact<Pagination>): boolean {
  return (value.kind === 'cursor' || value.kind === 'next-url') && confidence !== 'unknown'
}

interface Donation {
  readonly fact: Fact<Pagination>
  readonly donor: Pagination
}

/** Siblings with the same cursor parameter: the way of most of them. */
function byParameter(own: OwnFacts, paged: readonly OwnFacts[]): Donation | undefined {
  const cursor = own.paging.parameters.find(({ role }) => role === 'cursor')?.parameter
  if (!cursor) return undefined
  const siblings = paged.filter(({ paging }) =>
    paging.parameters.some(
      ({ role, parameter }) => role === 'cursor' && parameter.name === cursor.name,
    ),
  )
  const donor = mostFrequent(siblings)
  if (!donor) return undefined
  const { value } = donor.paging.pagination
  const isPost = own.operation.method === 'POST'
  if (isPost && value.kind === 'next-url') return undefined
  const pagination = value.kind === 'cursor' ? { ...value, token: placeOf(cursor) } : value
  const evidence = [evidenceOf(cursor.located), ...donor.paging.pagination.evidence.slice(-1)]
  return { fact: { value: pagination, confidence: 'likely', evidence }, donor: value }
}

/** A token in the answer that siblings give to a parameter which is not declared here. */
function byToken(own: OwnFacts, paged: readonly OwnFacts[]): Donation | undefined {
  const donors = paged.filter(({ paging }) => {
    const { value } = paging.pagination
    return (
      value.kind === 'cursor' &&
      value.from.in === 'body' &&
      viewAtPath(own.operation.response, value.from.path)
    )
  })
  const donor = mostFrequent(donors, true)
  const cursor = donor?.paging.pagination.value
  if (!donor || cursor?.kind !== 'cursor' || cursor.token.in !== 'query') return undefined
  const view =
    cursor.from.in === 'body' ? viewAtPath(own.operation.response, cursor.from.path) : undefined
  const evidence = [
    ...(view ? [evidenceOf(view.located)] : []),
    ...donor.paging.pagination.evidence.slice(0, 1),
  ]
  return { fact: { value: cursor, confidence: 'guess', evidence }, donor: cursor }
}

/** A cursor parameter whose token only a text of the document names. */
function byProse<T extends OwnFacts>(own: T): T {
  const cursor = own.paging.parameters.find(({ role }) => role === 'cursor')
  const token = cursor && cursor.rank < 5 ? proseToken(own.operation.document) : undefined
  if (!cursor || !token) return own
  const pagination: Fact<Pagination> = {
    value: {
      kind: 'cursor',
      token: placeOf(cursor.parameter),
      from: { in: 'body', path: [token.name], inside: cursor.parameter.name },
    },
    confidence: 'guess',
    evidence: [evidenceOf(cursor.parameter.located), token.evidence],
  }
  return { ...own, paging: { ...own.paging, pagination } }
}

function mostFrequent(siblings: readonly OwnFacts[], isExact = false): OwnFacts | undefined {
  const groups = new Map<string, OwnFacts[]>()
  for (const each of siblings) {
    const { value } = each.paging.pagination
    const key = JSON.stringify('from' in value && !isExact ? [value.kind, value.from] : value)
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  const [best] = [...groups].sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  )
  return best?.[1][0]
}

/** The records' place of a sibling, for an operation that declares no response. */
function borrowed(donor: OwnFacts): RecordPlace {
  const { path } = donor.place
  return { path: { ...path, confidence: 'guess' }, item: undefined, isList: donor.place.isList }
}
