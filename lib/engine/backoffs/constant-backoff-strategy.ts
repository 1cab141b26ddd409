import { z } from 'zod'
import { defineComponent, template } from '../component'
import type { BackoffStrategy } from './backoff-strategy'
import { jitterSchema, secondsOf, withJitter } from './seconds'

export const constantBackoffStrategy = defineComponent({
  schema: z
    .object({
      type: z.literal('ConstantBackoffStrategy'),
      backoff_time_in_seconds: z.union([z.number(), template('config')]).meta({
        title: 'Seconds',
        description: 'How long to wait before each further try.',
        examples: [30, "{{ config['backoff_time'] }}"],
      }),
      jitter_range_in_seconds: jitterSchema,
    })
    .meta({ title: 'Fixed wait', description: 'Waits the same time before each further try.' }),

  create({ backoff_time_in_seconds, jitter_range_in_seconds }, context): BackoffStrategy {
    const seconds = secondsOf(backoff_time_in_seconds, context, 'backoff_time_in_seconds')
    return { seconds: async () => withJitter(seconds, jitter_range_in_seconds, context) }
  },
})
