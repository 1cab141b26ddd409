import { defineKind } from '../component'
import type { DateTime } from '../datetime/date-time'
import type { EngineRecord } from '../events'
import type { PartitionRouter } from '../partitions/partition-router'
import type { StreamSlice } from '../slice'
import type { CursorPort, SlicePatcher } from '../stream-scope'
import type { JsonObject } from '../values/value'

/** Where a stream is: what slices are left, and the state after those that are done. */
export interface Cursor extends CursorPort, SlicePatcher {
  /** The record key that the cursor follows; absent when there is none. */
  readonly field: string | undefined
  /** Runs once. */
  slices(): AsyncGenerator<StreamSlice>
  /** Takes in a record that was sent on. Called for each record, so it allocates nothing. */
  observe(record: EngineRecord, slice: StreamSlice): void
  /** The slice was read to its end. Says whether the state is worth reporting now. */
  close(slice: StreamSlice): boolean
  /** No more slices will be read; some may have failed. */
  finish(): void
  /** The state as it stands, as a new object. */
  state(): JsonObject
}

/** What a cursor is made for. */
export interface CursorStart {
  readonly streamName: string
  readonly state: JsonObject | undefined
  /** Absent when the stream has one partition. */
  readonly router: PartitionRouter | undefined
  readonly catalogCursorField: readonly string[] | undefined
}

/** A cursor as the manifest describes it. */
export interface CursorDefinition {
  /** The record key that the manifest names. */
  readonly field: string
  /** How far a state got; absent when it is in another form or for cursors that follow no date. */
  stateDate(state: JsonObject): DateTime | undefined
  /** Whether a read of one partition takes several slices. */
  readonly hasSteps: boolean
  /** Whether the catalog may choose another field. */
  readonly isFieldChosen: boolean
  /**
   * @throws ManifestInvalid when the description contradicts itself
   * @throws ConfigInvalid when a date of the config or the state cannot be read
   */
  start(start: CursorStart): Cursor
}

export const cursorKind = defineKind<CursorDefinition>('Cursor')
