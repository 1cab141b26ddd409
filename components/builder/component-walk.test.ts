import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { registries } from '@/lib/engine/kinds'
import type { StationName } from '@/lib/testread/test-read'
import { schemaOf } from './fields/component-schema'
import { slotOf } from './fields/widget-kind'
import { asObject, objectAt } from './manifest-values'
import { plainText } from './sentences/sentence'
import { stationSentence } from './sentences/station-sentence'
import { stationAt } from './stations/registry'

/** Every component type of the engine, with the kind it is of and the schema of its fields. */
const components = registries.flatMap((registry) =>
  [...registry.components].map(([type, component]) => ({
    kind: registry.kind.name,
    type,
    properties: Object.entries(objectAt(schemaOf(component.schema), 'properties') ?? {}).filter(
      ([key]) => key !== 'type' && !key.startsWith('$'),
    ),
  })),
)
const propertiesOf = (type: string) =>
  components.find((each) => each.type === type)?.properties ?? []

/** Kinds that may stand somewhere in a value, lists included. */
function kindsIn(node: unknown): string[] {
  const object = asObject(node)
  if (object === undefined) return []
  const inner = [object.items, object.additionalProperties].flatMap(kindsIn)
  const fields = Object.values(asObject(object.properties) ?? {}).flatMap(kindsIn)
  const variants = [object.anyOf, object.oneOf].flatMap((each) =>
    Array.isArray(each) ? each.flatMap(kindsIn) : [],
  )
  return [...new Set([...slotOf(object), ...inner, ...fields, ...variants])]
}

/** The kinds below a component, itself included. */
function reachable(kinds: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const queue = [...kinds]
  for (let kind = queue.pop(); kind !== undefined; kind = queue.pop()) {
    if (seen.has(kind)) continue
    seen.add(kind)
    // What a parent or a login request is made of has its own place, where that stands.
    if (kind === 'Stream' || kind === 'Retriever') continue
    for (const each of components.filter((component) => component.kind === kind)) {
      queue.push(...each.properties.flatMap(([, node]) => kindsIn(node)))
    }
  }
  return seen
}

/** The stations of a stream with the kinds that are edited there. */
function kindsByStation(retriever: 'SimpleRetriever' | 'AsyncRetriever') {
  const stream = { retriever: { type: retriever } }
  const found = new Map<StationName | undefined, Set<string>>()
  const put = (path: string[], node: unknown) => {
    const kinds = path.at(-1) === 'partition_router' ? ['PartitionRouter'] : kindsIn(node)
    if (kinds.length === 0) return
    const station = stationAt(stream, path)
    const before = found.get(station) ?? new Set()
    found.set(station, new Set([...before, ...reachable(kinds)]))
  }
  for (const [key, node] of propertiesOf('DeclarativeStream')) {
    if (key !== 'retriever') put([key], node)
  }
  for (const [key, node] of propertiesOf(retriever)) put(['retriever', key], node)
  return found
}

/** Kinds with the stations whose fields hold them directly. */
function stationsAsking(): Map<string, Set<StationName | undefined>> {
  const asking = new Map<string, Set<StationName | undefined>>()
  const stream = { retriever: { type: 'SimpleRetriever' } }
  const put = (path: string[], node: unknown) => {
    const kinds = path.at(-1) === 'partition_router' ? ['PartitionRouter'] : kindsIn(node)
    for (const kind of kinds) {
      asking.set(kind, new Set([...(asking.get(kind) ?? []), stationAt(stream, path)]))
    }
  }
  for (const [key, node] of propertiesOf('DeclarativeStream')) put([key], node)
  for (const [key, node] of propertiesOf('SimpleRetriever')) put(['retriever', key], node)
  for (const [key, node] of propertiesOf('HttpRequester'))
    put(['retriever', 'requester', key], node)
  return asking
}

function formsOfBuilder(): string[] {
  const folder = import.meta.dirname
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsx') && !name.endsWith('.test.tsx'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}

/** Kinds that belong to the connector as a whole, or name a stream. */
const ofConnector = [
  'Spec',
  'ConnectionCheck',
  'HTTPAPIBudget',
  'Concurrency',
  'ConfigTransformation',
  'ConfigValidator',
  'Stream',
  'StreamList',
  'DynamicStreams',
  'Retriever',
]

describe('a place for every component', () => {
  test.each(['SimpleRetriever', 'AsyncRetriever'] as const)(
    'each part of a stream with a %s stands at one of the nine stations',
    (retriever) => {
      expect(kindsByStation(retriever).get(undefined) ?? new Set()).toEqual(new Set())
    },
  )

  test('each kind of component is reached from a station, the connector or a stream template', () => {
    const stations = [...kindsByStation('SimpleRetriever'), ...kindsByStation('AsyncRetriever')]
    const reached = new Set([
      ...stations.flatMap(([, kinds]) => [...kinds]),
      ...reachable(ofConnector),
    ])
    const lost = registries.map(({ kind }) => kind.name).filter((kind) => !reached.has(kind))
    expect(lost).toEqual([])
  })

  test.each([
    ['Authenticator', 'authentication'],
    ['ErrorHandler', 'errors'],
    ['PartitionRouter', 'partitions'],
    ['Requester', 'request'],
    ['RequestBody', 'request'],
    ['QueryProperties', 'request'],
    ['Paginator', 'pages'],
    ['PaginationReset', 'pages'],
    ['PageSizeReduction', 'pages'],
    ['RecordSelector', 'records'],
    ['Decoder', 'records'],
    ['Transformation', 'transformations'],
    ['Cursor', 'incremental'],
    ['StateMigration', 'incremental'],
    ['RequestWindowSplitting', 'incremental'],
    ['SchemaLoader', 'schema'],
  ])('%s is asked for at one station alone: %s', (kind, station) => {
    expect([...(stationsAsking().get(kind) ?? [])]).toEqual([station])
  })

  test('every kind that a form of the builder offers is one of the engine', () => {
    const known = new Set(registries.map(({ kind }) => kind.name))
    const named = formsOfBuilder().flatMap((source) =>
      [...source.matchAll(/kinds=\{\[([^\]]*)\]\}/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/'(\w+)'/g)].map(([, kind]) => kind),
      ),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((kind) => !known.has(kind ?? ''))).toEqual([])
  })
})

describe('a sentence for every component', () => {
  const streamWith: Readonly<
    Record<string, (component: unknown) => readonly [StationName, unknown]>
  > = {
    Authenticator: (authenticator) => [
      'authentication',
      { retriever: { requester: { authenticator } } },
    ],
    ErrorHandler: (error_handler) => ['errors', { retriever: { requester: { error_handler } } }],
    BackoffStrategy: (strategy) => [
      'errors',
      { retriever: { requester: { error_handler: { backoff_strategies: [strategy] } } } },
    ],
    PartitionRouter: (partition_router) => ['partitions', { retriever: { partition_router } }],
    Paginator: (paginator) => ['pages', { retriever: { paginator } }],
    PaginationStrategy: (pagination_strategy) => [
      'pages',
      { retriever: { paginator: { type: 'DefaultPaginator', pagination_strategy } } },
    ],
    RecordExtractor: (extractor) => ['records', { retriever: { record_selector: { extractor } } }],
    Decoder: (decoder) => ['records', { retriever: { decoder } }],
    Transformation: (step) => ['transformations', { transformations: [step] }],
    Cursor: (incremental_sync) => ['incremental', { incremental_sync }],
    SchemaLoader: (schema_loader) => ['schema', { schema_loader }],
    RequestBody: (request_body) => [
      'request',
      { retriever: { requester: { path: '/a', request_body } } },
    ],
    Retriever: (retriever) => ['request', { retriever }],
    ComponentsResolver: (components_resolver) => [
      'partitions',
      { type: 'DynamicDeclarativeStream', components_resolver },
    ],
  }
  const said = components.filter(({ kind }) => streamWith[kind] !== undefined)

  test('covers every kind that is the main thing of a station', () => {
    expect(new Set(said.map(({ kind }) => kind))).toEqual(new Set(Object.keys(streamWith)))
  })

  test.each(said.map(({ kind, type }) => [type, kind] as const))('%s', (type, kind) => {
    const [station, stream] = streamWith[kind]?.({ type }) ?? ['request' as const, {}]
    const sentence = plainText(stationSentence(station, stream, {}))
    expect(sentence).not.toBe('')
    expect(sentence).not.toContain(type)
  })
})
