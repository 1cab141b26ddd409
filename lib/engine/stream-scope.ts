import type { EngineRecord } from './events'
import type { StreamSlice } from './slice'
import type { Json, JsonObject, Value } from './values/value'

/** What a component adds to a request. */
export interface Patch {
  readonly params?: Readonly<Record<string, Value>> | undefined
  readonly headers?: Readonly<Record<string, Value>> | undefined
  readonly bodyData?: Readonly<Record<string, Value>> | string | undefined
  readonly bodyJson?: Readonly<Record<string, Value>> | string | undefined
}

/** Puts a slice's values into requests, as partition routers and cursors do. */
export interface SlicePatcher {
  patch(slice: StreamSlice): Patch
}

/** What a retriever may ask the stream's cursor while it reads. */
export interface CursorPort {
  /** Whether the retriever has to drop records that the cursor does not want. */
  readonly isClientSide: boolean
  /** Whether pages stop at the first record that is too old. */
  readonly isDataFeed: boolean
  shouldBeSynced(record: EngineRecord, slice: StreamSlice): boolean
  /** Follows the records of a slice, so that a pagination reset can go on where it stood. */
  readonly trackWindow?: (() => WindowTracker) | undefined
  /**
   * Prepares for cutting windows in two.
   *
   * @throws ManifestInvalid when this cursor cannot, with the reason
   */
  readonly windowSplitter?:
    | ((options: { readonly minWindow?: string | undefined }) => WindowSplitter)
    | undefined
}

/** A private copy of a cursor that knows only the records of one slice. */
export interface WindowTracker {
  observe(record: EngineRecord): void
  /** The slice that is left to read: from the newest record seen to the end. */
  rest(slice: StreamSlice): StreamSlice
}

/** Cuts the window of a slice into two that follow each other; nothing when it is too small. */
export type WindowSplitter = (slice: StreamSlice) => readonly [StreamSlice, StreamSlice] | undefined

/** A change made to each record; returns nothing, since it works on the record itself. */
export interface Transformation {
  transform(record: { [key: string]: Json }, slice: StreamSlice): void
  /** Loads what the transformation needs; awaited before the first record. */
  readonly prepare?: (() => Promise<void>) | undefined
}

/** What the parts of a stream know about the stream they belong to. */
export interface StreamScope {
  readonly name: string
  /** Empty when the stream has none; each entry is a path. */
  readonly primaryKey: readonly (readonly string[])[]
  readonly transformations: readonly Transformation[]
  readonly slicePatcher: SlicePatcher
  readonly cursor: CursorPort | undefined
  /** The state that the stream starts from; empty when there is none. */
  readonly state: JsonObject
  readonly isIncremental: boolean
  /** The stream's JSON Schema, loaded at most once. */
  readonly schema: () => Promise<JsonObject>
  /** The schema that the configured catalog has for the stream; absent when nothing is read. */
  readonly configuredSchema?: JsonObject | undefined
}
