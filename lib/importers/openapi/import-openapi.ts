import type { ApiFacts, AuthAlternative, Fact, StreamFacts, Variable } from '../facts'
import type { Candidate } from './candidate'
import { withCommonAuth } from './common-auth'
import { cursorOf } from './cursors'
import { at, evidenceOf, rootOf, type SpecDocument, textAt } from './document'
import { declaredKey, declaredRecords } from './extensions'
import { inherited, type OwnFacts } from './inherit'
import { itemSchema } from './item-schema'
import { primaryKey, readOneIndex, readOneVariables } from './keys'
import { streamNames } from './names'
import { type Operation, operationsOf } from './operations'
import { pagingOf } from './paging'
import { viewAtPath } from './paging-signals'
import { listIndex } from './parents'
import { isSelected, type RankContext, worthOf } from './ranking'
import { recordPlace } from './records'
import { authOf, commonAuth, credentialParameters } from './security'
import { baseUrlOf } from './servers'
import { loginOf, withLogin } from './session-login'
import { VariableSource } from './variables'
import { isSameNoun, isVariable, lastNoun, segmentsOf, singular, variablesOf } from './words'

type Own = OwnFacts & {
  readonly auth: Fact<readonly AuthAlternative[]>
  readonly secrets: ReadonlySet<string>
}

/**
 * What the documents of one API say: its streams with everything needed to read them.
 *
 * Pure and deterministic: the order of keys in a document changes nothing. Only references inside a
 * document are followed. Rules: see docs/assistant.md.
 */
export function factsFromOpenApi(documents: readonly SpecDocument[]): ApiFacts {
  const own = inherited(withCommonAuth(documents.flatMap(ownFacts)))
  const candidates = complete(own)
  const index = listIndex(candidates)
  const source = new VariableSource(index)
  const variables = new Map(candidates.map((each) => [each, source.of(each)]))
  const children = countChildren([...variables.values()])
  const readOne = readOneIndex(own.map(({ operation }) => operation.path))
  const streams = candidates
    .map((candidate) => {
      const context: RankContext = {
        variables: variables.get(candidate) ?? [],
        hasReadOne: readOneVariables(candidate.operation.path, readOne).length > 0,
        childCount: children.get(candidate.name) ?? 0,
        depth: depthOf(candidate.name, source, index.byName),
      }
      return {
        stream: streamFrom(candidate, context, candidates),
        worth: worthOf(candidate, context),
      }
    })
    .sort(
      (one, other) =>
        Number(other.stream.isSelected) - Number(one.stream.isSelected) ||
        other.worth - one.worth ||
        segmentsOf(one.stream.path).length - segmentsOf(other.stream.path).length ||
        (one.stream.name < other.stream.name ? -1 : 1),
    )
    .map(({ stream }) => stream)
  return {
    title: titleOf(documents),
    documents: documents.map(({ name }) => name),
    streams,
    notes: streams.length === 0 ? ['No operation was found that reads data.'] : [],
  }
}

function titleOf(documents: readonly SpecDocument[]): string {
  const titles = documents.map((document) => textAt(at(rootOf(document), 'info'), 'title'))
  return titles.find((title) => title !== '') ?? 'API'
}

function ownFacts(document: SpecDocument): Own[] {
  const operations = operationsOf(document)
  const common = commonAuth(document, operations)
  const login = loginOf(document, operations)
  return operations.flatMap((operation) => {
    const auth = withLogin(authOf(operation, common), login)
    const secrets = credentialParameters(operation, auth.value)
    const paging = pagingOf(operation, secrets)
    const place = placeOf(operation, turnsPages(paging))
    const facts = { operation, auth, secrets, paging, place }
    return isReadable(facts) ? [facts] : []
  })
}

function turnsPages({ pagination, parameters }: Own['paging']): boolean {
  return pagination.value.kind !== 'none' || parameters.some(({ role }) => role !== 'size')
}

function placeOf(operation: Operation, isPaged: boolean) {
  const found = recordPlace(operation, isPaged)
  const declared = declaredRecords(operation)
  if (!declared) return isListByName(operation, found) ? { ...found, isList: true } : found
  const view = viewAtPath(operation.response, [...declared.path, '*'])
  return {
    path: {
      value: declared.path,
      confidence: 'certain' as const,
      evidence: [evidenceOf(declared.located)],
    },
    item: view ?? found.item,
    isList: true,
  }
}

/** A request alone tells nothing of its answer; where it asks for things, a list is likely. */
function isListByName({ document, method, path }: Operation, { path: records }: Own['place']) {
  const last = segmentsOf(path).at(-1) ?? ''
  return (
    document.places !== undefined &&
    method === 'GET' &&
    records.confidence === 'unknown' &&
    !isVariable(last) &&
    singular(last) !== last
  )
}

/** GET reads; POST reads where it searches, lists or queries. */
function isReadable({ operation, paging, place }: Own): boolean {
  if (operation.method === 'GET') {
    const isJson = operation.response !== undefined || paging.pagination.value.kind !== 'none'
    return isJson || !/export|download|file|image|pdf|binary/i.test(operation.path)
  }
  const words = `${operation.path} ${textAt(operation.located, 'operationId')}`
  const isChange =
    /(^|[/_-]|\b)(create|update|delete|remove|add|set|upload|import|send|cancel|revoke|reset|refresh|validate|verify|bulk|batch|merge|sync|approve|reject|move|copy|archive|restore|submit|attach|login|token|webhook|fire|exchange|simulate|sandbox|invite|assign|start|stop|enable|disable)\w*/i.test(
      words,
    )
  const isReading =
    /(search|list|query|get|find|filter|fetch|lookup|report|retrieve|read|browse)/i.test(words)
  const isPaged = paging.parameters.some(({ role }) => role !== 'size')
  return (
    (!isChange &&
      (isReading
        ? place.isList || place.path.confidence === 'unknown'
        : isPaged && place.isList)) ||
    (isReading && isPaged)
  )
}

function complete(own: readonly Own[]): Candidate[] {
  const names = streamNames(
    own.map(({ operation, place }) => ({ operation, isList: place.isList })),
  )
  const readOne = readOneIndex(own.map(({ operation }) => operation.path))
  const candidates = own.map((each) => {
    const { operation, place } = each
    const declared = declaredKey(place.item?.located)
    const key =
      declared && place.item
        ? {
            value: declared,
            confidence: 'certain' as const,
            evidence: [evidenceOf(place.item.located)],
          }
        : primaryKey(place.item, {
            path: operation.path,
            recordPath: place.path.value,
            readOne: readOneVariables(operation.path, readOne),
          })
    const { value } = each.paging.pagination
    const token = 'token' in value ? [value.token.name] : []
    const taken = new Set([...each.paging.names, ...each.secrets, ...token])
    return {
      ...each,
      ...(key.value.length > 0 ? { paging: withKey(each.paging, key.value) } : {}),
      name: names.get(operation) ?? operation.path,
      baseUrl: baseUrlOf(operation.document, operation.located, operation.pathItem),
      key,
      cursor: cursorOf(operation, place.item, taken),
    }
  })
  return withUsualKey(candidates)
}

/** Records of which nothing is known are guessed to have the key that most others have. */
function withUsualKey(candidates: readonly Candidate[]): Candidate[] {
  const known = candidates.filter(({ key, place }) => place.isList && key.value.length === 1)
  const counts = new Map<string, number>()
  for (const { key } of known) counts.set(key.value.join(), (counts.get(key.value.join()) ?? 0) + 1)
  const [usual] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  const donor = known.find(({ key }) => key.value.join() === usual?.[0])
  if (!usual || !donor || usual[1] < known.length * 0.6) return [...candidates]
  return candidates.map((each) =>
    each.place.isList && !each.place.item
      ? { ...each, key: { ...donor.key, confidence: 'guess' } }
      : each,
  )
}

/** Paging by the last record goes by the records' key. */
function withKey(paging: Own['paging'], key: readonly string[]): Own['paging'] {
  const { value } = paging.pagination
  if (!paging.needsKey || value.kind !== 'cursor') return paging
  return {
    ...paging,
    pagination: {
      ...paging.pagination,
      value: { ...value, from: { in: 'last-record', path: key.slice(0, 1) } },
    },
  }
}

function countChildren(all: readonly (readonly Fact<Variable>[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { value } of all.flat()) {
    if (value.source.kind !== 'parent') continue
    counts.set(value.source.stream, (counts.get(value.source.stream) ?? 0) + 1)
  }
  return counts
}

function depthOf(
  name: string,
  source: VariableSource,
  byName: ReadonlyMap<string, Candidate>,
  depth = 0,
): number {
  const candidate = byName.get(name)
  if (!candidate || depth > 6) return depth
  const parents = source
    .of(candidate)
    .flatMap(({ value }) => (value.source.kind === 'parent' ? [value.source.stream] : []))
  return parents.reduce(
    (most, parent) => Math.max(most, depthOf(parent, source, byName, depth + 1)),
    depth,
  )
}

/** A list of the same things that is not deprecated. */
function hasSuccessor({ operation }: Candidate, all: readonly Candidate[]): boolean {
  const noun = lastNoun(operation.path)
  const count = variablesOf(operation.path).length
  return all.some(
    (other) =>
      !other.operation.isDeprecated &&
      other.place.isList &&
      isSameNoun(lastNoun(other.operation.path), noun) &&
      variablesOf(other.operation.path).length === count,
  )
}

function streamFrom(
  candidate: Candidate,
  context: RankContext,
  all: readonly Candidate[],
): StreamFacts {
  const { operation, place, paging } = candidate
  const schema = itemSchema(place.item)
  return {
    name: candidate.name,
    title: textAt(operation.located, 'summary') || candidate.name,
    document: operation.document.name,
    method: operation.method,
    path: operation.path,
    isList: place.isList,
    isSelected: isSelected(
      candidate,
      context,
      operation.isDeprecated && hasSuccessor(candidate, all),
    ),
    evidence: evidenceOf(operation.located, `${operation.method} ${operation.path}`),
    baseUrl: candidate.baseUrl,
    auth: candidate.auth,
    pagination:
      place.isList || paging.pagination.value.kind !== 'none'
        ? paging.pagination
        : onePage(paging.pagination),
    pageSize: paging.pageSize,
    records: place.path,
    key: candidate.key,
    cursor: candidate.cursor,
    variables: context.variables,
    schema: {
      value: schema,
      confidence: schema && place.item ? 'certain' : 'unknown',
      evidence: place.item ? [evidenceOf(place.item.located, 'schema of a record')] : [],
    },
  }
}

function onePage(fact: StreamFacts['pagination']): StreamFacts['pagination'] {
  return { ...fact, value: { kind: 'none' } }
}
