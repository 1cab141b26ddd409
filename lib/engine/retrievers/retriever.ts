import { defineKind } from '../component'
import type { CallPurpose, EngineRecord } from '../events'
import type { StreamSlice } from '../slice'

/** Where a retriever is in the read, for the events that it reports. */
export interface SliceScope {
  /** The slice's number within its stream, from 0. */
  readonly index: number
  /** `data` for the stream that is read; `parent` when its records only make slices. */
  readonly purpose: CallPurpose
  readonly signal: AbortSignal
}

/** Reads the records of a slice. */
export interface Retriever {
  /**
   * Yields records in batches in the order they arrive, after filters and transformations, and
   * reports calls, pages and the slice's end to the context. Stops where the consumer stops.
   */
  read(slice: StreamSlice, scope: SliceScope): AsyncGenerator<readonly EngineRecord[]>
  /** Does what has to happen before slices can be read, such as running jobs for them. */
  slices?(source: () => AsyncGenerator<StreamSlice>): AsyncGenerator<StreamSlice>
}

export const retrieverKind = defineKind<Retriever>('Retriever')
