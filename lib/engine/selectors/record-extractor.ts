import { defineKind } from '../component'
import type { Decoder } from '../decoders/decoder'
import type { CallScope } from '../requesters/requester'
import type { Json } from '../values/value'

/** Records found in the bodies of a response. */
export interface Extraction {
  readonly records: readonly Json[]
  /** How many the response had: may be more than the records when empty ones were dropped. */
  readonly foundCount: number
}

/** Finds records in decoded bodies. */
export interface RecordExtractor {
  /** The records of a batch of bodies. Asynchronous only where it has to fetch more. */
  extract(bodies: readonly Json[], scope: CallScope): Extraction | Promise<Extraction>
  /** Reads responses in place of the retriever's decoder. */
  readonly decoder?: Decoder | undefined
  /** Whether all bodies of a response have to come in one batch. */
  readonly needsWhole: boolean
  /** Whether records of several places are put together, so that counts are sums. */
  readonly isUnion: boolean
}

export const recordExtractorKind = defineKind<RecordExtractor>('RecordExtractor')
