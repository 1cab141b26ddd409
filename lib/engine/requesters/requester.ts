import { defineKind } from '../component'
import type { CallPlace, CallPurpose } from '../events'
import type { EngineResponse } from '../response'
import type { StreamSlice } from '../slice'
import type { Patch } from '../stream-scope'
import type { Value } from '../values/value'
import type { QueryProperties } from './query-properties-kind'

/** Where and why a request is made, for the events that report it. */
export interface CallScope {
  readonly purpose: CallPurpose
  readonly place: CallPlace
  readonly signal: AbortSignal
}

/** What makes one request of a requester different from the next. */
export interface Ask {
  readonly slice: StreamSlice
  /** What asks for the page; templates see it as `next_page_token.next_page_token`. */
  readonly token?: Value | undefined
  /** Stands in for the requester's path: the token of a paginator that sends it as a path or URL. */
  readonly path?: string | undefined
  /** The body is read as it arrives, so that losing the connection in it is not tried again. */
  readonly isStreamed?: boolean | undefined
  /** What the paginator, partitions and cursor add. */
  readonly patch?: Patch | undefined
}

/** Sends requests to one endpoint, with authentication, retries and error handling. */
export interface Requester {
  /**
   * The response that the error handler accepted, or told to ignore: then with a status that may be
   * 400 to 599, whose body holds no records.
   *
   * @throws ReadFailed when the error handler gives up
   * @throws PageSignal when the error handler asks for another way to read the page
   */
  send(ask: Ask, scope: CallScope): Promise<EngineResponse>
  /** The fields that requests ask for, when they have to be named. */
  readonly properties?: QueryProperties | undefined
  /** Actions that the error handler may decide on, as far as known before reading. */
  readonly actions: ReadonlySet<string>
}

export const requesterKind = defineKind<Requester>('Requester')

/** Why a page is not read as it was asked for: thrown by `send`, handled by the retriever. */
export type SignalKind = 'reset' | 'reduce_page_size' | 'split_window'

/** Not an error: an answer that asks the retriever to go about the page in another way. */
export class PageSignal extends Error {
  override readonly name = 'PageSignal'
  readonly kind: SignalKind
  /** What the error handler has to say. */
  readonly reason: string

  constructor(kind: SignalKind, reason: string) {
    super(reason)
    this.kind = kind
    this.reason = reason
  }
}
