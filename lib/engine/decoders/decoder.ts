import { defineKind } from '../component'
import type { EngineResponse } from '../response'
import type { Json } from '../values/value'

/** Turns the body of a response into values. */
export interface Decoder {
  /**
   * Yields the bodies of a response in batches. A decoder that does not stream yields one batch.
   *
   * @throws ReadFailed when the body breaks the format in a way the format does not forgive
   */
  decode(response: EngineResponse): AsyncIterable<readonly Json[]>
  /** Whether bodies arrive while the response is still being read. */
  readonly isStreaming: boolean
  /** Whether paginators may look at the bodies. */
  readonly canPaginate: boolean
  /** The same for the content of archives, when it differs there. */
  readonly strict?: Decoder | undefined
}

export const decoderKind = defineKind<Decoder>('Decoder')
