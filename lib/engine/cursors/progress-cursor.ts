import type { EngineRecord } from '../events'
import type { StreamSlice } from '../slice'
import type { JsonObject } from '../values/value'

/** Progress through one partition: what windows are left and how far it got. */
export interface ProgressCursor {
  readonly field: string
  windows(): Iterable<StreamSlice>
  observe(record: EngineRecord, slice: StreamSlice): void
  close(slice: StreamSlice): void
  shouldBeSynced(record: EngineRecord): boolean
  state(): JsonObject
}
