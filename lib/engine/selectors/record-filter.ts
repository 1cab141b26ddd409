import { defineKind } from '../component'
import type { EngineRecord } from '../events'
import type { StreamSlice } from '../slice'

/** Says which records stay. */
export interface RecordFilter {
  keeps(record: EngineRecord, slice: StreamSlice): boolean
}

export const recordFilterKind = defineKind<RecordFilter>('RecordFilter')
