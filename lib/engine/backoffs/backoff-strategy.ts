import { defineKind } from '../component'
import type { Outcome } from '../error-handlers/error-handler'

/** Says how long to wait before another try. */
export interface BackoffStrategy {
  /**
   * Seconds, or undefined (and 0) to leave it to the next strategy.
   *
   * @param attempt the number of tries so far, from 1
   * @throws ReadFailed `rate_limit_wait_too_long` when the wait is longer than allowed
   */
  seconds(outcome: Outcome, attempt: number): Promise<number | undefined>
}

export const backoffStrategyKind = defineKind<BackoffStrategy>('BackoffStrategy')
