import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { ReadFailed } from '../errors'
import type { EngineResponse } from '../response'
import { waitFor } from '../wait'
import type { ApiBudget } from './api-budget'
import { type CallAllowance, callRatePolicyKind } from './call-rate-policy'

const resetHeader = 'ratelimit-reset'
const remainingHeader = 'ratelimit-remaining'

/** Far more than any limit takes; a policy that never lets a call through is broken. */
const attemptsMax = 100_000

const schema = z
  .object({
    type: z.literal('HTTPAPIBudget'),
    policies: z.array(slot(callRatePolicyKind)).meta({
      title: 'Limits',
      description: 'In order: the first that a request fits is the one that counts.',
    }),
    ratelimit_reset_header: z
      .string()
      .default(resetHeader)
      .meta({
        title: 'Reset header',
        description: 'The header with the time of the next window, in seconds since 1970.',
        examples: ['X-RateLimit-Reset'],
      }),
    ratelimit_remaining_header: z
      .string()
      .default(remainingHeader)
      .meta({
        title: 'Remaining header',
        description: 'The header with the number of calls that are left.',
        examples: ['X-RateLimit-Remaining'],
      }),
    status_codes_for_ratelimit_hit: z
      .array(z.int())
      .default([429])
      .meta({
        title: 'Status of a reached limit',
        description: 'Statuses that mean that no calls are left.',
        examples: [[429]],
      }),
  })
  .meta({ title: 'Limits on calls', description: 'Keeps all streams within what the API allows.' })

export const httpApiBudget = defineComponent({
  schema,
  create(config, context): ApiBudget {
    const policies = config.policies.map((each, i) =>
      context.build(callRatePolicyKind, each, ['policies', i]),
    )
    return {
      async acquire(request, scope) {
        const policy = policies.find((each) => each.fits(request))
        for (let attempt = 0; policy && attempt < attemptsMax; attempt += 1) {
          const seconds = policy.take(request)
          if (seconds === undefined) return
          const text = `The limit on calls is reached. Going on in ${Math.ceil(seconds)} s.`
          await waitFor(context.engine, { seconds, reason: 'rate-limit', text }, scope)
        }
        if (policy) throw neverFree(context)
      },
      observe(request, response) {
        const policy = policies.find((each) => each.fits(request))
        policy?.learn(allowanceIn(response, config, context))
      },
    }
  },
})

function neverFree({ path }: BuildContext): ReadFailed {
  return new ReadFailed(
    'call_limit_unreachable',
    'manifest',
    'The limit on calls never lets this call through.',
    {
      path,
      internalMessage: 'CallRateLimitHit',
    },
  )
}

function allowanceIn(
  response: EngineResponse,
  config: z.output<typeof schema>,
  context: BuildContext,
): CallAllowance {
  const codes = config.status_codes_for_ratelimit_hit
  const isHit = (codes.length === 0 ? [429] : codes).includes(response.status)
  const read = (name: string) => wholeNumber(response.header(name), name, context)
  return {
    remaining:
      read(config.ratelimit_remaining_header || remainingHeader) ?? (isHit ? 0 : undefined),
    resetSeconds: read(config.ratelimit_reset_header || resetHeader),
  }
}

/** @throws ReadFailed `rate_limit_header_invalid` */
function wholeNumber(
  text: string | undefined,
  name: string,
  { path }: BuildContext,
): number | undefined {
  if (!text) return undefined
  if (/^\s*[+-]?\d+\s*$/.test(text)) return Number(text)
  throw new ReadFailed(
    'rate_limit_header_invalid',
    'api',
    `The header "${name}" holds no whole number. Name another header in the limits on calls.`,
    { path, internalMessage: 'ValueError' },
  )
}
