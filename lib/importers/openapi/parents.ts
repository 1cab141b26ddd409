import type { Confidence } from '../facts'
import type { Candidate } from './candidate'
import type { Operation } from './operations'
import { namesOf, propertiesOf } from './schema-view'
import {
  isSameNoun,
  isVersion,
  lastNoun,
  normal,
  segmentsOf,
  singular,
  variablesOf,
  wordsOf,
} from './words'

/** The lists of an API, ready for look-up. */
export interface ListIndex {
  readonly byName: ReadonlyMap<string, Candidate>
  readonly byPath: ReadonlyMap<string, readonly Candidate[]>
  /** Lists by the nouns that they go by: last word of the path, name of the list, schema of a record. */
  readonly byNoun: ReadonlyMap<string, readonly Candidate[]>
}

export interface Parent {
  readonly candidate: Candidate
  readonly key: string
  readonly confidence: Confidence
}

/** How many lists of one name are looked at. */
const sameNounMax = 60

/** Words of variables that say how a thing is named, not what it is. */
const namingWords = new Set([
  'id',
  'ids',
  'or',
  'key',
  'gid',
  'uuid',
  'guid',
  'slug',
  'url',
  'name',
  'code',
  'token',
  'number',
  'identifier',
  'sid',
  'no',
  'uid',
  'ref',
  'handle',
  'email',
  'in',
  'path',
  'num',
])

/** The lists of an API by path, for finding what fills in a path variable. */
export function listIndex(candidates: readonly Candidate[]): ListIndex {
  const lists = candidates.filter((each) => each.place.isList && each.place.item)
  const byPath = new Map<string, Candidate[]>()
  for (const each of lists) {
    if (each.operation.method !== 'GET') continue
    const path = plainPath(segmentsOf(each.operation.path))
    byPath.set(path, [...(byPath.get(path) ?? []), each])
  }
  const byNoun = new Map<string, Candidate[]>()
  // Of very many lists with one name the simplest are the ones that could be parents.
  const simplest = [...lists].sort(
    (one, other) => variableCount(one) - variableCount(other) || compare(one, other),
  )
  for (const each of simplest) {
    for (const noun of new Set(nounsOf(each))) {
      const group = byNoun.get(noun) ?? []
      if (group.length < sameNounMax) group.push(each)
      byNoun.set(noun, group)
    }
  }
  return { byName: new Map(candidates.map((each) => [each.name, each])), byPath, byNoun }
}

/** The list whose records give a variable its values. `open` are operations that wait for theirs. */
export function findParent(
  index: ListIndex,
  operation: Operation,
  variable: string,
  open: ReadonlySet<Operation>,
): Parent | undefined {
  const segments = segmentsOf(operation.path)
  const position = segments.findIndex((each) => each.includes(`{${variable}}`))
  const before = position >= 0 ? segments.slice(0, position) : []
  const noun = nounOf(variable, before)
  if (noun === '') return undefined
  const direct = before.length > 0 ? (index.byPath.get(plainPath(before)) ?? []) : []
  const above = best(direct.filter((each) => isFree(each, operation, open)))
  if (above) return withKey(above, variable, noun, 'certain')
  const related = (index.byNoun.get(singular(normal(noun))) ?? [])
    .filter((each) => isFree(each, operation, open))
    .map((candidate) => ({ candidate, worth: worth(candidate, noun, operation) }))
    .filter(({ worth: value }) => value > 0)
    .sort((one, other) => other.worth - one.worth || compare(one.candidate, other.candidate))[0]
  return (
    related && withKey(related.candidate, variable, noun, related.worth >= 8 ? 'likely' : 'guess')
  )
}

function nounsOf(candidate: Candidate): string[] {
  const list = lastNoun(candidate.operation.path)
  const own = [list, list.replace(/list$/i, ''), candidate.place.path.value.at(-1) ?? '']
  return [...own.map((name) => singular(normal(name))), ...schemaNouns(candidate)].filter(
    (noun) => noun !== '',
  )
}

/** Names of a record's schema without the words that generators add. */
function schemaNouns({ place }: Candidate): string[] {
  const names = place.item ? namesOf(place.item) : []
  return names.map((name) =>
    singular(normal(name)).replace(
      /(base|full|mini|dto|model|summary|item|response|resource|object|details?)$/,
      '',
    ),
  )
}

function variableCount({ operation }: Candidate): number {
  return variablesOf(operation.path).length
}

function isFree(candidate: Candidate, operation: Operation, open: ReadonlySet<Operation>): boolean {
  return candidate.operation !== operation && !open.has(candidate.operation)
}

/** What a variable stands for: `project_gid` for a project, `id` for what the word before it names. */
function nounOf(variable: string, before: readonly string[]): string {
  const words = wordsOf(variable).filter((word) => !namingWords.has(word))
  if (words.length > 0) return words.join('')
  const last = before.at(-1) ?? ''
  return last.includes('{') ? '' : singular(normal(last))
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].sort(
    (one, other) =>
      Number(one.operation.isDeprecated) - Number(other.operation.isDeprecated) ||
      hardness(one) - hardness(other) ||
      versionOf(other) - versionOf(one) ||
      compare(one, other),
  )[0]
}

/** Required values make a list hard to read as a parent. */
function hardness({ operation, paging }: Candidate): number {
  return operation.parameters.filter(
    (each) => each.isRequired && each.in === 'query' && !paging.names.has(each.name),
  ).length
}

function versionOf({ operation }: Candidate): number {
  const version = segmentsOf(operation.path).find((each) => /^v\d+/.test(each))
  return version ? Number.parseInt(version.slice(1), 10) : 0
}

function worth(candidate: Candidate, noun: string, child: Operation): number {
  const { operation, place } = candidate
  const variables = variablesOf(operation.path)
  const list = lastNoun(operation.path)
  const isNamed = isSameNoun(list, noun) || isSameNoun(list.replace(/list$/i, ''), noun)
  const isRecordsName = isSameNoun(place.path.value.at(-1) ?? '', noun)
  const isSchema = schemaNouns(candidate).includes(singular(normal(noun)))
  const isSearch = /search|query|recent|trash|events/i.test(operation.path.split('/').at(-1) ?? '')
  if (isSearch && !isRecordsName && !isNamed) return 0
  const points = isNamed ? 12 : isRecordsName ? 10 : isSchema ? 9 : 0
  if (points === 0) return 0
  const own = new Set(variablesOf(child.path))
  const foreign = variables.filter((name) => !own.has(name)).length
  const isOther = operation.method !== 'GET' ? 4 : 0
  const penalties =
    foreign * 3 + hardness(candidate) * 3 + (operation.isDeprecated ? 3 : 0) + isOther
  return Math.max(0, points - penalties - segmentsOf(operation.path).length / 10)
}

function compare(one: Candidate, other: Candidate): number {
  const length = segmentsOf(one.operation.path).length - segmentsOf(other.operation.path).length
  return length || (one.operation.path < other.operation.path ? -1 : 1)
}

/** The field of the parent's records that fills the variable: of its own name, else the parent's key. */
function withKey(
  candidate: Candidate,
  variable: string,
  noun: string,
  confidence: Confidence,
): Parent | undefined {
  const properties = candidate.place.item ? [...propertiesOf(candidate.place.item).keys()] : []
  const [key] = candidate.key.value
  const wanted = wordsOf(variable).filter((word) => namingWords.has(word))
  const same =
    properties.find((name) => normal(name) === normal(variable)) ??
    properties.find((name) => normal(name) === `${singular(noun)}id`)
  const asked = wanted.filter((word) => !/^(ids?|or|in|path|no|num|ref)$/.test(word))
  // `org_slug` is filled by a slug, whatever else is the key.
  const own =
    asked.length === 1 &&
    !wanted.includes('or') &&
    !wanted.includes('id') &&
    !isSameNoun(variable, lastNoun(candidate.operation.path))
      ? properties.find((name) => normal(name) === asked[0])
      : undefined
  if (own !== undefined) return { candidate, key: own, confidence }
  const isOwn =
    same !== undefined && !(key !== undefined && normal(key) === 'id' && normal(same) !== 'id')
  if (isOwn) return { candidate, key: same, confidence }
  if (key !== undefined)
    return {
      candidate,
      key,
      confidence: candidate.key.confidence === 'guess' ? 'guess' : confidence,
    }
  const named = wanted.flatMap((word) => properties.filter((name) => normal(name) === word))[0]
  return named === undefined ? undefined : { candidate, key: named, confidence: 'guess' }
}

/** A path without versions, names of variables and case. */
function plainPath(segments: readonly string[]): string {
  return segments
    .filter((segment) => !isVersion(segment))
    .map((segment) => (segment.includes('{') ? '{}' : segment.toLowerCase()))
    .filter((segment) => segment !== 'list')
    .join('/')
}
