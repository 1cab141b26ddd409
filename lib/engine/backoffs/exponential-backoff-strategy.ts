import { z } from 'zod'
import { defineComponent, template } from '../component'
import type { BackoffStrategy } from './backoff-strategy'
import { jitterSchema, secondsOf, withJitter } from './seconds'

export const exponentialBackoffStrategy = defineComponent({
  schema: z
    .object({
      type: z.literal('ExponentialBackoffStrategy'),
      factor: z
        .union([z.number(), template('config')])
        .default(5)
        .meta({
          title: 'Factor',
          description: 'Waits twice the factor, then 4, 8, 16… times it, in seconds.',
          examples: [5, '10'],
        }),
      jitter_range_in_seconds: jitterSchema,
    })
    .meta({ title: 'Growing wait', description: 'Doubles the wait before each further try.' }),

  create({ factor, jitter_range_in_seconds }, context): BackoffStrategy {
    const seconds = secondsOf(factor, context, 'factor') || 5
    return {
      seconds: async (_outcome, attempt) =>
        withJitter(seconds * 2 ** attempt, jitter_range_in_seconds, context),
    }
  },
})
