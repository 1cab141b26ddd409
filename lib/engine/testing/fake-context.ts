import { createBuildContext } from '../build'
import type { BuildContext } from '../component'
import type { EngineContext, RunOptions } from '../context'
import type { ReadEvent } from '../events'
import { registries } from '../kinds'
import type { CallScope } from '../requesters/requester'
import type { SliceScope } from '../retrievers/retriever'
import type { StreamScope } from '../stream-scope'
import type { Transport } from '../transport'
import type { JsonObject } from '../values/value'

export interface FakeEngineOptions {
  readonly transport?: Transport
  readonly options?: RunOptions
  /** Milliseconds since 1970; 2024-01-16T12:34:56Z when absent. */
  readonly nowMs?: number
}

/** A context whose clock stands still except while something sleeps, with everything it was told. */
export interface FakeEngine extends EngineContext {
  readonly events: ReadEvent[]
  /** Seconds of every sleep. */
  readonly sleeps: number[]
}

/** A world for the engine in which nothing happens by itself. */
export function fakeEngine({ transport, options = {}, nowMs }: FakeEngineOptions = {}): FakeEngine {
  const events: ReadEvent[] = []
  const sleeps: number[] = []
  let elapsedMs = 0
  let ids = 0
  return {
    transport: transport ?? (() => Promise.reject(new Error('This test expects no request'))),
    nowMicros: () => ((nowMs ?? Date.UTC(2024, 0, 16, 12, 34, 56)) + elapsedMs) * 1000,
    monotonicMs: () => elapsedMs,
    sleep: async (ms, signal) => {
      signal.throwIfAborted()
      sleeps.push(ms / 1000)
      elapsedMs += ms
    },
    uuid: () => {
      ids += 1
      return `${String(ids).padStart(8, '0')}-0000-4000-8000-000000000000`
    },
    signal: new AbortController().signal,
    report: (event) => events.push(event),
    options,
    events,
    sleeps,
  }
}

/** What a stream's parts know of a stream that has nothing special. */
export function aStream(stream: Partial<StreamScope> = {}): StreamScope {
  return {
    name: 'items',
    primaryKey: [],
    transformations: [],
    slicePatcher: { patch: () => ({}) },
    cursor: undefined,
    state: {},
    isIncremental: false,
    schema: async () => ({}),
    ...stream,
  }
}

export interface FakeContextOptions extends FakeEngineOptions {
  readonly engine?: EngineContext
  readonly config?: JsonObject
  readonly stream?: Partial<StreamScope>
}

/** A context to build components in. */
export function fakeContext(options: FakeContextOptions = {}): BuildContext {
  const { engine = fakeEngine(options), config = {}, stream = {} } = options
  return createBuildContext({ engine, config, registries, stream: aStream(stream) })
}

/** The first slice of a read that nobody cancels. */
export const aSliceScope: SliceScope = {
  index: 0,
  purpose: 'data',
  signal: new AbortController().signal,
}

/** A call of that slice's first page. */
export const aCallScope: CallScope = {
  purpose: 'data',
  place: { stream: 'items', slice: 0, page: 0 },
  signal: aSliceScope.signal,
}
