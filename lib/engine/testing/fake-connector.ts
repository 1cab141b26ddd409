import { type Connector, createConnector } from '../connector'
import type { RunOptions } from '../context'
import type { EngineRecord, ReadEvent } from '../events'
import type { ManifestTools } from '../resolvers/dynamic-stream'
import type { Json, JsonObject } from '../values/value'
import { type Exchange, type FakeApi, fakeApi } from './fake-api'
import { type FakeEngine, fakeEngine } from './fake-context'

export const origin = 'https://api.example.com'

/** A body with records. */
export const list = (...records: Json[]): Json => ({ data: records })

/** A request option for a URL parameter. */
export const inParameter = (field_name: string): JsonObject => ({
  type: 'RequestOption',
  inject_into: 'request_parameter',
  field_name,
})

/** A requester of a path that gives up at once. */
export const aRequester = (path: string, parts: JsonObject = {}): JsonObject => ({
  type: 'HttpRequester',
  url_base: origin,
  path,
  error_handler: { type: 'DefaultErrorHandler', max_retries: 0 },
  ...parts,
})

export const aSelector = (...field_path: string[]): JsonObject => ({
  type: 'RecordSelector',
  extractor: { type: 'DpathExtractor', field_path },
})

/** A stream that reads `/name` and finds its records under `data`. */
export function aStream(
  name: string,
  parts: JsonObject = {},
  retriever: JsonObject = {},
): JsonObject {
  return {
    type: 'DeclarativeStream',
    name,
    primary_key: 'id',
    schema_loader: { type: 'InlineSchemaLoader', schema: {} },
    retriever: {
      type: 'SimpleRetriever',
      requester: aRequester(`/${name}`),
      record_selector: aSelector('data'),
      ...retriever,
    },
    ...parts,
  }
}

/** A cursor over the days 1 to 10 of January 2024. */
export const byDate: JsonObject = {
  type: 'DatetimeBasedCursor',
  cursor_field: 'u',
  datetime_format: '%Y-%m-%d',
  start_datetime: '2024-01-01',
  end_datetime: '2024-01-10',
}

/** A router over the records of a stream. */
export const parentOf = (stream: JsonObject, parts: JsonObject = {}): JsonObject => ({
  type: 'SubstreamPartitionRouter',
  parent_stream_configs: [
    {
      type: 'ParentStreamConfig',
      stream,
      parent_key: 'id',
      partition_field: 'pid',
      request_option: inParameter('pid'),
      ...parts,
    },
  ],
})

interface ConnectorOptions {
  readonly streams?: readonly JsonObject[]
  readonly exchanges?: readonly Exchange[]
  readonly config?: JsonObject
  /** Further parts of the manifest. */
  readonly manifest?: JsonObject
  readonly workers?: number
  readonly tools?: ManifestTools
  readonly options?: RunOptions
}

/** A connector whose API plays back exchanges. */
export function aConnector({
  streams = [],
  exchanges = [],
  config = {},
  manifest = {},
  workers = 1,
  tools,
  options = {},
}: ConnectorOptions): { connector: Connector; api: FakeApi; engine: FakeEngine } {
  const api = fakeApi(exchanges)
  const engine = fakeEngine({ transport: api.transport, options: { workers, ...options } })
  const connector = createConnector({
    manifest: {
      type: 'DeclarativeSource',
      check: { type: 'CheckStream', stream_names: [streams[0]?.name ?? ''] },
      streams,
      ...manifest,
    },
    config,
    context: engine,
    tools,
  })
  return { connector, api, engine }
}

/** A read that came to its end, by what matters of it. */
export interface Reading {
  readonly events: readonly ReadEvent[]
  readonly records: readonly EngineRecord[]
  readonly statuses: readonly string[]
  readonly errors: readonly string[]
  readonly state: JsonObject | undefined
  readonly asked: readonly string[]
}

/** Reads all streams, or those named, from a state. */
export async function read(
  options: ConnectorOptions & { readonly state?: Json; readonly names?: readonly string[] },
): Promise<Reading> {
  const { connector, api } = aConnector(options)
  const names = options.names ?? (options.streams ?? []).map((stream) => String(stream.name))
  const catalog = { streams: names.map((name) => ({ stream: { name } })) }
  const events: ReadEvent[] = []
  for await (const event of connector.read({ catalog, state: options.state })) events.push(event)
  const states = events.flatMap((event) => (event.kind === 'state' ? [event.state] : []))
  return {
    events,
    records: events.flatMap((event) => (event.kind === 'records' ? event.records : [])),
    statuses: events.flatMap((event) => (event.kind === 'stream' ? [event.status] : [])),
    errors: events.flatMap((event) => (event.kind === 'error' ? [event.message] : [])),
    state: states.at(-1),
    asked: api.log,
  }
}

/** State messages with the state of one stream. */
export const stateOf = (stream: string, stream_state: Json): Json => [
  { type: 'STREAM', stream: { stream_descriptor: { name: stream }, stream_state } },
]
