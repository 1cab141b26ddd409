import { defineKind } from '../component'
import type { EngineResponse } from '../response'
import type { CallScope } from './requester'

/** A request as limits on calls see it. */
export interface BudgetedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Keeps calls within what an API allows. */
export interface ApiBudget {
  /**
   * Waits until the call may go out.
   *
   * @throws ReadFailed `call_limit_unreachable` when no wait helps
   */
  acquire(request: BudgetedRequest, scope: CallScope): Promise<void>
  /** Learns from the answer how many calls are left. */
  observe(request: BudgetedRequest, response: EngineResponse): void
}

export const apiBudgetKind = defineKind<ApiBudget>('HTTPAPIBudget')
