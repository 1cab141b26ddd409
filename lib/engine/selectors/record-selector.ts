import { defineKind } from '../component'
import type { Decoder } from '../decoders/decoder'
import type { EngineRecord } from '../events'
import type { CallScope } from '../requesters/requester'
import type { EngineResponse } from '../response'
import type { StreamSlice } from '../slice'
import type { Json } from '../values/value'

/** Records of a part of a response. */
export interface SelectedBatch {
  readonly records: readonly EngineRecord[]
  /** Records found before filters. */
  readonly foundCount: number
  /** The decoded bodies; only those of a response that was read whole. */
  readonly bodies?: readonly Json[] | undefined
}

/** Records that were refined: all of them, or those before one that could not be. */
export interface RefinedRecords {
  readonly records: readonly EngineRecord[]
  readonly failure?: { readonly error: unknown } | undefined
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
  refine(found: readonly Json[], slice: StreamSlice): Promise<RefinedRecords>
  readonly hasFilter: boolean
  /** Whether records are changed in place, so that decoded bodies are no longer what the API sent. */
  readonly changesBodies: boolean
  readonly isUnion: boolean
  /** Whether it reads responses as they arrive, whatever the retriever's decoder does. */
  readonly isStreaming: boolean
  /** Whether responses have to be decoded whole. */
  readonly needsWhole: boolean
}

export const recordSelectorKind = defineKind<RecordSelector>('RecordSelector')
