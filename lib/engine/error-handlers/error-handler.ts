import type { BackoffStrategy } from '../backoffs/backoff-strategy'
import { defineKind } from '../component'
import type { FailureType } from '../errors'
import type { ManifestPath } from '../path'
import type { EngineResponse } from '../response'
import type { TransportError } from '../transport'

/** The actions of the language, as they are written in the manifest. */
export type ResponseAction =
  | 'SUCCESS'
  | 'FAIL'
  | 'RETRY'
  | 'IGNORE'
  | 'RESET_PAGINATION'
  | 'RATE_LIMITED'
  | 'REFRESH_TOKEN_THEN_RETRY'
  | 'REDUCE_PAGE_SIZE'
  | 'SPLIT_REQUEST_WINDOW'

/** What came of one attempt. */
export type Outcome =
  | { readonly response: EngineResponse; readonly failure?: undefined }
  | { readonly response?: undefined; readonly failure: TransportError }

/** What to do about an outcome. */
export interface Resolution {
  readonly action: ResponseAction
  readonly failureType: FailureType | undefined
  /** For a person; empty when there is nothing to say. */
  readonly message: string
  /** The filter or default that decided. */
  readonly path: ManifestPath
  readonly reason: string
}

/** Decides what answers mean. */
export interface ErrorHandler {
  resolve(outcome: Outcome): Promise<Resolution>
  readonly backoffs: readonly BackoffStrategy[]
  /** Tries after the first one. */
  readonly maxRetries: number
  /** Actions that its filters name. */
  readonly actions: ReadonlySet<ResponseAction>
}

export const errorHandlerKind = defineKind<ErrorHandler>('ErrorHandler')
