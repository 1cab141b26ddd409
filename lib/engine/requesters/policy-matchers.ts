import { z } from 'zod'
import type { BuildContext } from '../component'
import { ReadFailed } from '../errors'
import type { BudgetedRequest } from './api-budget'
import {
  createRequestMatcher,
  type RequestMatcher,
  type RequestMatcherConfig,
  requestMatcherSchema,
} from './request-matcher'

export const matchersSchema = z.array(requestMatcherSchema).meta({
  title: 'For requests',
  description: 'Which requests the limit is for. An empty list means all.',
})

/** The requests that a policy is for. */
export class PolicyMatchers {
  readonly #matchers: readonly RequestMatcher[]
  readonly #path: BuildContext['path']

  constructor(configs: readonly RequestMatcherConfig[], context: BuildContext) {
    this.#path = context.path
    this.#matchers = configs.map((config, i) =>
      createRequestMatcher(config, context, [...context.path, 'matchers', i]),
    )
  }

  fits(request: BudgetedRequest): boolean {
    return this.#matchers.length === 0 || this.#matchers.some((matcher) => matcher.fits(request))
  }

  /**
   * As how many calls a request counts.
   *
   * @throws ReadFailed `call_limit_unreachable` when that is more than the limit
   */
  weightOf(request: BudgetedRequest, limit: number): number {
    const weight = this.#matchers.find((matcher) => matcher.fits(request))?.weight ?? 1
    if (weight <= limit) return weight
    throw new ReadFailed(
      'call_limit_unreachable',
      'manifest',
      `A call counts as ${weight}, but the limit is ${limit}, so it could never be made.`,
      { path: this.#path, internalMessage: 'ValueError: Weight can not exceed the call limit' },
    )
  }
}
