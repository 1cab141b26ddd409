import type { ReadEvent } from './events'
import type { Transport } from './transport'

/** How much of each exchange the run keeps for people to look at. */
export interface Capture {
  /** Bytes of a body that are kept as text in the `answer` event. */
  readonly bodyBytesMax: number
}

/** What runs may be told besides the manifest and the config. All optional parts are for test reads. */
export interface RunOptions {
  /** Keep calls with their bodies; absent in a sync, which reports no `call` and `answer` events. */
  readonly capture?: Capture | undefined
  /** Pages to read of each slice; a slice that reaches it ends with `page-limit`. */
  readonly pagesPerSlice?: number | undefined
  /** After the last page of a slice, ask once for the page behind it. */
  readonly proofCall?: boolean | undefined
  /** Slices to read at the same time; the manifest's concurrency level applies when absent. */
  readonly workers?: number | undefined
}

/**
 * Everything the engine may touch outside itself. Tests pass fakes; nothing is imported, and time,
 * chance and network are never ambient.
 */
export interface EngineContext {
  readonly transport: Transport
  /** Microseconds since 1970-01-01T00:00:00Z. */
  readonly nowMicros: () => number
  /** A clock that only measures, in milliseconds. */
  readonly monotonicMs: () => number
  /** Rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  readonly uuid: () => string
  /** Ends the run: open exchanges are closed at once. */
  readonly signal: AbortSignal
  /** Takes an event as it happens, from wherever in the engine it does. */
  readonly report: (event: ReadEvent) => void
  readonly options: RunOptions
}
