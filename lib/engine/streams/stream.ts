import { defineKind } from '../component'
import type { Cursor } from '../cursors/cursor'
import type { DateTime } from '../datetime/date-time'
import type { EngineRecord } from '../events'
import type { SliceScope } from '../retrievers/retriever'
import type { StreamSlice } from '../slice'
import type { Json, JsonObject } from '../values/value'

/** What a stream is opened with, besides the manifest and the config. */
export interface StreamStart {
  /** The state to go on from; absent when the stream never ran. */
  readonly state?: JsonObject | undefined
  /** A bare cursor value of an old state, which belongs under the cursor field. */
  readonly legacyValue?: Json | undefined
  /** The cursor field that whoever set up the sync chose, where the manifest lets them. */
  readonly catalogCursorField?: readonly string[] | undefined
  /** The schema in the configured catalog; absent without a catalog. */
  readonly configuredSchema?: JsonObject | undefined
  /** Opened to be read, not only to be described. */
  readonly isSelected?: boolean | undefined
  /** Takes a state that has to be reported before anything is read. */
  readonly reportState?: ((state: JsonObject) => void) | undefined
}

/** A stream ready to be read or described. It holds the state of one read: open a new one for the next. */
export interface Stream {
  readonly name: string
  /** Paths of the key's fields; absent when there is none. */
  readonly primaryKey: readonly (readonly string[])[] | undefined
  readonly cursor: Cursor
  /** Whether the catalog may choose the cursor field. */
  readonly isCursorChosen: boolean
  readonly isFileBased: boolean
  /** The names of the streams whose records make this one's slices, at any depth. */
  readonly ancestors: readonly string[]
  /** The stream's JSON Schema. Loaded at most once. */
  schema(): Promise<JsonObject>
  slices(): AsyncGenerator<StreamSlice>
  /** The records of a slice, in batches, after filters and transformations. */
  read(slice: StreamSlice, scope: SliceScope): AsyncGenerator<readonly EngineRecord[]>
}

/** A stream as the manifest describes it. */
export interface StreamDefinition {
  readonly name: string
  /** How far a state got, as a date; absent when that cannot be told. */
  stateDate(state: JsonObject): DateTime | undefined
  /**
   * Builds the stream's parts.
   *
   * @throws ManifestInvalid when a part is wrong
   * @throws ConfigInvalid when the config lacks a value that a part needs at once
   * @throws ComponentUnsupported when a part is custom code
   */
  open(start: StreamStart): Stream
}

export const streamKind = defineKind<StreamDefinition>('Stream')
