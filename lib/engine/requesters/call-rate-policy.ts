import { defineKind } from '../component'
import type { BudgetedRequest } from './api-budget'

/** What an answer says about the calls that are left. */
export interface CallAllowance {
  readonly remaining: number | undefined
  /** Seconds since 1970. */
  readonly resetSeconds: number | undefined
}

/** A limit on calls of some kind. */
export interface CallRatePolicy {
  fits(request: BudgetedRequest): boolean
  /**
   * Takes the calls that a request counts for; seconds to wait when there are not enough.
   *
   * @throws ReadFailed `call_limit_unreachable` when the request alone is beyond the limit
   */
  take(request: BudgetedRequest): number | undefined
  learn(allowance: CallAllowance): void
}

export const callRatePolicyKind = defineKind<CallRatePolicy>('CallRatePolicy')
