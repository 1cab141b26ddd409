import type { ConfiguredCatalog } from '../../engine/catalog'
import { createConnector } from '../../engine/connector'
import type { EngineContext } from '../../engine/context'
import type { ReadEvent } from '../../engine/events'
import { describeFailure, type Failure } from '../../engine/failure'
import type { Json, JsonObject } from '../../engine/values/value'
import type { Har } from '../../recording/har'
import { createReplay, type ReplayedRequest } from '../../recording/replay'
import type { LoadedManifest } from '../load-manifest'
import { recordData } from '../record-data'

/** A recorded read: what went in. What came of it is compared elsewhere. */
export interface RecordedCase {
  readonly stream: string
  /** The instant the clock stands at, ISO 8601. */
  readonly now: string
  readonly configured_catalog: JsonObject
  readonly state: Json
}

/** What came of reading a recorded case. */
export interface ReplayResult {
  readonly records: Json[]
  state: JsonObject | null
  readonly statuses: string[]
  readonly errors: JsonObject[]
  raised: JsonObject | null
  readonly requests: JsonObject[]
  readonly waits: number[]
  readonly unmatched: JsonObject[]
  readonly controls: JsonObject[]
}

interface ReplayInput {
  readonly manifest: LoadedManifest
  readonly config: JsonObject
  readonly recorded: RecordedCase
  readonly har: Har
  readonly signal: AbortSignal
}

/**
 * Reads a case from its recording: the clock stands still, waits are noted and not slept, and one
 * slice is read after the other.
 */
export async function replayCase(input: ReplayInput): Promise<ReplayResult> {
  const replay = createReplay(input.har)
  const waits: number[] = []
  const result: ReplayResult = {
    records: [],
    state: null,
    statuses: [],
    errors: [],
    raised: null,
    requests: [],
    waits,
    unmatched: [],
    controls: [],
  }
  try {
    await readCase(input, createFrozenContext(input, replay.transport, waits), result)
    if (result.errors.length > 0) result.raised = streamsFailed()
  } catch (error) {
    result.raised = shownFailure(describeFailure(error))
  }
  result.requests.push(...replay.requests.map(shownRequest))
  result.unmatched.push(...replay.unmatched.map(shownRequest))
  return result
}

async function readCase(
  { manifest, config, recorded }: ReplayInput,
  context: EngineContext,
  result: ReplayResult,
): Promise<void> {
  const connector = createConnector({
    manifest: manifest.resolved,
    config,
    context,
    originOf: manifest.originOf,
    tools: manifest.tools,
  })
  const catalog = recorded.configured_catalog as unknown as ConfiguredCatalog
  for await (const event of connector.read({ catalog, state: recorded.state })) {
    keep(event, result)
  }
}

function keep(event: ReadEvent, result: ReplayResult): void {
  switch (event.kind) {
    case 'records':
      for (const record of event.records) result.records.push(recordData(record))
      return
    case 'stream':
      result.statuses.push(event.status)
      return
    case 'state':
      result.state = {
        type: 'STREAM',
        stream: { stream_descriptor: { name: event.stream }, stream_state: event.state },
      }
      return
    case 'error':
      result.errors.push(shownFailure(event))
      return
    case 'control':
      result.controls.push(event.config)
      return
    default:
  }
}

function createFrozenContext(
  { recorded, signal }: ReplayInput,
  transport: EngineContext['transport'],
  waits: number[],
): EngineContext {
  const nowMicros = Date.parse(recorded.now) * 1000
  return {
    transport,
    nowMicros: () => nowMicros,
    monotonicMs: () => performance.now(),
    async sleep(ms, until) {
      until.throwIfAborted()
      waits.push(ms / 1000)
    },
    uuid: () => crypto.randomUUID(),
    signal,
    report: () => {},
    options: { workers: 1 },
  }
}

/** What the reference engine raises at the end of a read in which streams failed. */
function streamsFailed(): JsonObject {
  return {
    message: 'During the sync, some streams did not sync successfully',
    failure_type: 'config_error',
  }
}

function shownFailure({
  message,
  failureType,
  internalMessage,
}: Omit<Failure, 'path'>): JsonObject {
  return {
    message,
    failure_type: failureType,
    ...(internalMessage === undefined ? {} : { internal_message: internalMessage }),
  }
}

function shownRequest({ method, url, headers, body }: ReplayedRequest): JsonObject {
  return { method, url, headers: headers.map(([name, value]) => ({ name, value })), body }
}
