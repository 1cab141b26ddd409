import type { Fact } from '../facts'
import { evidenceOf } from './document'
import type { Operation } from './operations'
import { viewAtPath } from './paging-signals'
import { itemView, namesOf, propertiesOf, type SchemaView, valuesView } from './schema-view'
import { isSameNoun, isVariable, isVersion, lastNoun, normal, segmentsOf, singular } from './words'

/** Where the records of an operation stand, and what one of them looks like. */
export interface RecordPlace {
  readonly path: Fact<readonly string[]>
  readonly item: SchemaView | undefined
  readonly isList: boolean
}

const depthMax = 4

const envelopeNames = [
  'data',
  'results',
  'items',
  'records',
  'value',
  'values',
  'entries',
  'list',
  'result',
  'content',
  'rows',
  'elements',
  'hits',
  'objects',
  'collection',
  'nodes',
  'docs',
  'resources',
  'payload',
  'entities',
  'response',
  'members',
  'edges',
  'member',
  'hydramember',
]
const sideNames =
  /^(errors?|warnings?|links?|included?|includes|meta|facets?|aggregations?|expand|notices|filters?|parameters?|headers?|sort|order|breadcrumbs|scopes|buckets|schema|names|failures|violations|details|invalid\w*|failed\w*|skipped\w*|missing\w*|unavailable\w*)$/
const frameNames =
  /^(total\w*|count|page\w*|perpage|limit|offset|size|next\w*|prev\w*|previous\w*|first\w*|last\w*|hasmore|hasnext\w*|links?|meta\w*|paging|pagination|cursor\w*|status\w*|success|ok|code|message|messages|errors?|warnings?|object|type|kind|etag|url|self|requestid|maxresults|startat|islast|isfirst|num\w*|results?count|more\w*|timestamp|time|took|included|includes|response\w*|expand|incomplete\w*|chunksize|schema|version|order|sort|listinfo|traceid|error\w*)$/

interface Candidate {
  readonly path: readonly string[]
  readonly view: SchemaView
  readonly item: SchemaView
  readonly score: number
  readonly names: number
}

/** Finds the list of records in the declared response. */
export function recordPlace({ response, path }: Operation, isPaged: boolean): RecordPlace {
  return recordsIn(response, path, isPaged)
}

/** Finds the list of records in a response of a path, such as `/v1/orders`. */
export function recordsIn(
  response: SchemaView | undefined,
  path: string,
  isPaged = false,
): RecordPlace {
  if (!response || response.type === 'unknown' || isEmpty(response)) {
    return {
      path: { value: [], confidence: 'unknown', evidence: [] },
      item: undefined,
      isList: false,
    }
  }
  const noun = lastNoun(path)
  const nouns = nounsOf(path)
  if (response.type === 'array') {
    const item = itemView(response)
    return {
      path: {
        value: [],
        confidence: 'certain',
        evidence: [evidenceOf(response.located, 'a list')],
      },
      item,
      isList: !item || item.type === 'object' || item.type === 'unknown',
    }
  }
  const values = isVariable(segmentsOf(path).at(-1) ?? '') ? undefined : valuesOf(response)
  if (values) return values
  const found = candidates(response, nouns)
  const best = found[0]
  if (best && isListOf(best, path, response, isPaged)) return listPlace(best, found[1], nouns)
  return singlePlace(response, noun)
}

/** Records under keys of their own, when the answer is nothing else. */
function valuesOf(response: SchemaView): RecordPlace | undefined {
  const values = propertiesOf(response).size === 0 ? valuesView(response) : undefined
  if (values?.type !== 'object' || propertiesOf(values).size < 2) return undefined
  const evidence = [evidenceOf(response.located, 'objects under keys of their own')]
  return { path: { value: ['*'], confidence: 'likely', evidence }, item: values, isList: true }
}

/** An object about which nothing is said. */
function isEmpty(view: SchemaView): boolean {
  return view.type === 'object' && propertiesOf(view).size === 0 && !valuesView(view)
}

function listPlace(
  best: Candidate,
  second: Candidate | undefined,
  nouns: readonly string[],
): RecordPlace {
  const isAlone = !second || best.score - second.score >= 20
  const isNamed = best.score >= 30
  const confidence = isAlone && isNamed ? 'certain' : isAlone || isNamed ? 'likely' : 'guess'
  const name = best.path.at(-1) ?? ''
  const evidence = [evidenceOf(best.view.located, `${name}: a list`)]
  const inner = innerRecord(best.item, nouns)
  return {
    path: { value: inner ? [...best.path, '*', inner[0]] : best.path, confidence, evidence },
    item: inner?.[1] ?? best.item,
    isList: true,
  }
}

/**
 * The record inside an item that only wraps it: `node` beside a cursor, or an object called as the
 * resource beside other objects.
 */
function innerRecord(item: SchemaView, nouns: readonly string[]): [string, SchemaView] | undefined {
  const properties = [...propertiesOf(item)]
  const objects = properties.filter(([, { type }]) => type === 'object')
  const rest = properties.filter(([, { type }]) => type !== 'object').map(([name]) => normal(name))
  const node = objects.find(([name]) => normal(name) === 'node')
  if (node && objects.length === 1 && rest.every((name) => name === 'cursor')) return node
  const isWrapper = rest.length === 0 && properties.length < 6
  return isWrapper
    ? objects.find(
        ([name, view]) => isSameNoun(name, nouns.at(-1) ?? '') && propertiesOf(view).size > 1,
      )
    : undefined
}

/** One object; a wrapper around it is taken off. */
function singlePlace(response: SchemaView, noun: string): RecordPlace {
  const path: string[] = []
  let view = response
  for (let depth = 0; depth < 3; depth++) {
    const inner = wrapped(view, noun)
    if (!inner) break
    path.push(inner[0])
    view = inner[1]
  }
  const evidence = [evidenceOf(view.located, 'one object')]
  const confidence = view.type === 'object' ? 'likely' : 'guess'
  return { path: { value: path, confidence, evidence }, item: view, isList: false }
}

function wrapped(view: SchemaView, noun: string): [string, SchemaView] | undefined {
  const rest = [...propertiesOf(view)].filter(
    ([name, inner]) =>
      !(frameNames.test(normal(name)) && !/^(data|result|response)$/.test(normal(name))) ||
      (isSameNoun(name, noun) && inner.type === 'object'),
  )
  const [only] = rest
  if (rest.length !== 1 || !only || only[1].type !== 'object') return undefined
  const isEnvelope = /^(data|result|response|payload|object|value|item|record|entity)$/.test(
    normal(only[0]),
  )
  return isEnvelope || isSameNoun(only[0], noun) || propertiesOf(view).size === 1 ? only : undefined
}

/** Objects of one answer that are looked into: where all schemas know each other there is no end. */
const objectsMax = 60

function candidates(response: SchemaView, nouns: readonly string[]): Candidate[] {
  const found: Candidate[] = []
  const waiting: Inside[] = [{ view: response, path: [], within: new Set() }]
  // Breadth first: what is looked into stands as high as possible.
  for (let count = 0; count < Math.min(waiting.length, objectsMax); count++) {
    const next = waiting[count]
    if (next) waiting.push(...search(next, nouns, found))
  }
  return found.sort(
    (one, other) => other.score - one.score || (one.path.join('/') < other.path.join('/') ? -1 : 1),
  )
}

interface Inside {
  readonly view: SchemaView
  readonly path: readonly string[]
  /** The schemas around it. */
  readonly within: ReadonlySet<unknown>
}

/** Notes the lists in an object and returns the objects in it. */
function search(
  { view, path, within: around }: Inside,
  nouns: readonly string[],
  into: Candidate[],
): Inside[] {
  if (path.length >= depthMax || around.has(view.located.value)) return []
  const within = new Set([...around, view.located.value])
  return [...propertiesOf(view)].flatMap(([name, inner]): Inside[] => {
    const here = [...path, name]
    if (inner.type === 'array') {
      const item = itemView(inner)
      if (item) into.push(scored(here, inner, item, nouns))
    }
    if (inner.type !== 'object') return []
    const values = valuesView(inner)
    if (values?.type === 'object' && propertiesOf(inner).size === 0) {
      const candidate = scored([...here, '*'], inner, values, nouns)
      into.push({ ...candidate, score: candidate.score - 25 })
    }
    return [{ view: inner, path: here, within }]
  })
}

function scored(
  path: readonly string[],
  view: SchemaView,
  item: SchemaView,
  nouns: readonly string[],
): Candidate {
  const name = path.filter((key) => key !== '*').at(-1) ?? ''
  const names = nameScore(name, item, nouns)
  const isSide = sideNames.test(normal(name)) && !isSameNoun(name, nouns.at(-1) ?? '')
  const shape = item.type === 'object' ? 20 : item.type === 'unknown' ? 5 : -25
  const parents = path.slice(0, -1).some((key) => sideNames.test(normal(key))) ? -30 : 0
  const score = names + shape + parents - (isSide ? 60 : 0) - 9 * (path.length - 1)
  return { path, view, item, score, names }
}

function nameScore(name: string, item: SchemaView, nouns: readonly string[]): number {
  const noun = nouns.at(-1) ?? ''
  if (isSameNoun(name, noun)) return 50
  const index = envelopeNames.indexOf(normal(name))
  if (index >= 0) return 40 - index / 10
  if (nouns.some((each) => isSameNoun(name, each))) return 36
  const one = singular(normal(name))
  const other = singular(normal(noun))
  if (one.length > 3 && (one.endsWith(other) || other.endsWith(one))) return 30
  const isItem = namesOf(item).some((each) => normal(each).includes(other)) && other.length > 2
  return isItem ? 15 : 0
}

/**
 * Whether the response is a list of records and not one record that happens to have a list.
 * A path that ends in a variable reads one thing unless it turns pages.
 */
function isListOf(best: Candidate, path: string, response: SchemaView, isPaged: boolean): boolean {
  if (best.item.type !== 'object' && best.names < 30) return false

  const listName = best.path.filter((key) => key !== '*').at(-1)
  const frame = viewAtPath(response, best.path.slice(0, best.path.lastIndexOf(listName ?? '')))
  const own = [...propertiesOf(frame ?? response)].filter(
    ([name, inner]) =>
      name !== listName && !frameNames.test(normal(name)) && inner.type !== 'array',
  )
  const wrappers = best.path.slice(0, best.path.lastIndexOf(listName ?? ''))
  if (!wrappers.every((key) => isWrapper(key, path))) return false
  const isAboutOne = isVariable(segmentsOf(path).at(-1) ?? '')
  if (isPaged) return best.score > -20
  const isIdentified = own.some(([name]) =>
    /^(id|uuid|gid|key|name|createdat|created|updatedat)$/.test(normal(name)),
  )
  if (isAboutOne) return best.names >= 39 && own.length === 0
  if (best.names >= 30) return !(isIdentified && best.names < 50 && own.length > 3)
  return best.path.length === 1 && best.score > 0 && own.length <= 1
}

/** A key that only wraps: an envelope's name, or the resource's own. */
function isWrapper(key: string, path: string): boolean {
  return (
    envelopeNames.includes(normal(key)) ||
    wrapperNames.test(normal(key)) ||
    nounsOf(path).some((noun) => isSameNoun(noun, key))
  )
}

const wrapperNames =
  /^(embedded|attributes|body|output|page|container|search|d|info|content|collection|query|message|listing|reply|out|\w*response|\w*results?|\w*list)$/

function nounsOf(path: string): string[] {
  const nouns = segmentsOf(path).filter((each) => !isVariable(each) && !isVersion(each))
  return [...nouns, lastNoun(path)]
}
