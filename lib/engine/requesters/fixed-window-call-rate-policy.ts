import { z } from 'zod'
import { durationMicros } from '../auth/duration'
import { defineComponent } from '../component'
import { ManifestInvalid } from '../errors'
import type { CallRatePolicy } from './call-rate-policy'
import { matchersSchema, PolicyMatchers } from './policy-matchers'

/** Until the API says when its window ends, the first one is taken to be this long. */
const firstWindowSeconds = 10 * 86_400

export const fixedWindowCallRatePolicy = defineComponent({
  schema: z
    .object({
      type: z.literal('FixedWindowCallRatePolicy'),
      period: z.string().meta({
        title: 'Period',
        description: 'Length of a window, as an ISO 8601 duration.',
        examples: ['PT1H'],
      }),
      call_limit: z.int().meta({
        title: 'Calls',
        description: 'Calls in a window.',
        examples: [1000],
      }),
      matchers: matchersSchema,
    })
    .meta({
      title: 'Calls per fixed window',
      description: 'Allows a number of calls until the API’s reset time, then as many again.',
    }),

  create({ period, call_limit, matchers }, context): CallRatePolicy {
    const fitting = new PolicyMatchers(matchers, context)
    const periodMicros = durationMicros(period)
    if (periodMicros === undefined || periodMicros <= 0) {
      throw new ManifestInvalid('period has to be a duration such as PT1H', {
        path: [...context.path, 'period'],
      })
    }
    const now = () => context.engine.nowMicros() / 1_000_000
    let resetSeconds = now() + firstWindowSeconds
    let taken = 0
    return {
      fits: (request) => fitting.fits(request),
      take(request) {
        if (now() >= resetSeconds) {
          resetSeconds += periodMicros / 1_000_000
          taken = 0
        }
        const weight = fitting.weightOf(request, call_limit)
        if (taken + weight > call_limit) return Math.max(0, resetSeconds - now())
        taken += weight
        return undefined
      },
      learn({ remaining, resetSeconds: announced }) {
        if (remaining !== undefined && remaining < call_limit - taken)
          taken = call_limit - remaining
        if (announced !== undefined) resetSeconds = announced
      },
    }
  },
})
