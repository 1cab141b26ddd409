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
  const siblings = siblingsOf(all.filter(({ paging }) => isSettled(paging.pagination)))
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
    const found = byParameter(each, siblings) ?? byToken(each, siblings)
    if (!found) return byProse(each)
    const { donor } = found
    return {
      ...each,
      paging: { ...each.paging, pagination: found.fact },
      place: each.place.path.confidence === 'unknown' ? borrowed(donor) : each.place,
    }
  })
}

function isSettled({ value, confidence }: Fact<Pagination>): boolean {
  return (value.kind === 'cursor' || value.kind === 'next-url') && confidence !== 'unknown'
}

interface Donation {
  readonly fact: Fact<Pagination>
  readonly donor: OwnFacts
}

/** Operations that know how they page, by what others may share with them. */
interface Siblings {
  /** For each cursor parameter the operation that pages as most with it do. */
  readonly byCursor: ReadonlyMap<string, OwnFacts>
  /** One operation for each way of paging by a token, the most frequent way first. */
  readonly byWay: readonly OwnFacts[]
}

function siblingsOf(paged: readonly OwnFacts[]): Siblings {
  const byCursor = new Map<string, OwnFacts[]>()
  for (const each of paged) {
    for (const { role, parameter } of each.paging.parameters) {
      if (role !== 'cursor') continue
      const group = byCursor.get(parameter.name) ?? []
      group.push(each)
      byCursor.set(parameter.name, group)
    }
  }
  const best = [...byCursor].flatMap(([name, group]): [string, OwnFacts][] => {
    const [first] = byFrequency(group, sourceOf)
    return first ? [[name, first]] : []
  })
  return { byCursor: new Map(best), byWay: byFrequency(paged, (value) => JSON.stringify(value)) }
}

function sourceOf(value: Pagination): string {
  return JSON.stringify('from' in value ? [value.kind, value.from] : value)
}

/** One of each group, the largest group first. */
function byFrequency(all: readonly OwnFacts[], keyOf: (value: Pagination) => string): OwnFacts[] {
  const groups = new Map<string, OwnFacts[]>()
  for (const each of all) {
    const key = keyOf(each.paging.pagination.value)
    const group = groups.get(key) ?? []
    group.push(each)
    groups.set(key, group)
  }
  return [...groups]
    .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
    .flatMap(([, group]) => group.slice(0, 1))
}

/** Siblings with the same cursor parameter: the way of most of them. */
function byParameter(own: OwnFacts, { byCursor }: Siblings): Donation | undefined {
  const cursor = own.paging.parameters.find(({ role }) => role === 'cursor')?.parameter
  const donor = cursor && byCursor.get(cursor.name)
  if (!donor) return undefined
  const { value } = donor.paging.pagination
  if (own.operation.method === 'POST' && value.kind === 'next-url') return undefined
  const pagination = value.kind === 'cursor' ? { ...value, token: placeOf(cursor) } : value
  const evidence = [evidenceOf(cursor.located), ...donor.paging.pagination.evidence.slice(-1)]
  return { fact: { value: pagination, confidence: 'likely', evidence }, donor }
}

/** A token in the answer that siblings give to a parameter which is not declared here. */
function byToken(own: OwnFacts, { byWay }: Siblings): Donation | undefined {
  for (const donor of byWay) {
    const { value, evidence } = donor.paging.pagination
    if (value.kind !== 'cursor' || value.from.in !== 'body' || value.token.in !== 'query') continue
    const view = viewAtPath(own.operation.response, value.from.path)
    if (!view) continue
    const shown = [evidenceOf(view.located), ...evidence.slice(0, 1)]
    return { fact: { value, confidence: 'guess', evidence: shown }, donor }
  }
  return undefined
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

/** The records' place of a sibling, for an operation that declares no response. */
function borrowed(donor: OwnFacts): RecordPlace {
  const { path } = donor.place
  return { path: { ...path, confidence: 'guess' }, item: undefined, isList: donor.place.isList }
}
