import { defineKind } from '../component'
import type { EngineRecord } from '../events'
import type { CallScope } from '../requesters/requester'
import type { EngineResponse } from '../response'
import type { StreamSlice } from '../slice'
import type { Json } from '../values/value'
import type { Decoder } from '../decoders/decoder'

/** Records of a part of a response. */
export interface SelectedBatch {
  readonly records: readonly EngineRecord[]
  /** Records found before filters. */
  readonly foundCount: number
  /** The first decoded body of the response; only in the first batch of one that was read whole. */
  readonly firstBody?: Json | undefined
}

/** Finds the records in responses and makes them what the stream promises. */
export interface RecordSelector {
  /** Decodes a response and yields its records after filters, transformations and normalisation. */
  select(
    response: EngineResponse,
    decoder: Decoder,
    slice: StreamSlice,
    scope: CallScope,
  ): AsyncGenerator<SelectedBatch>
  /** Filters, transforms and normalises records that were found elsewhere. */
  refine(found: readonly Json[], slice: StreamSlice): Promise<readonly EngineRecord[]>
  readonly hasFilter: boolean
  readonly isUnion: boolean
}

export const recordSelectorKind = defineKind<RecordSelector>('RecordSelector')
