import { z } from 'zod'
import { defineComponent, template } from '../component'
import type { BackoffStrategy } from './backoff-strategy'
import { createHeaderNumber, headerSchema, regexSchema } from './header-number'
import { capSchema, createCap, secondsOf } from './seconds'

export const waitUntilTimeFromHeader = defineComponent({
  schema: z
    .object({
      type: z.literal('WaitUntilTimeFromHeader'),
      header: headerSchema(template('config'), ['X-RateLimit-Reset']),
      min_wait: z
        .union([z.number(), template('config')])
        .optional()
        .meta({
          title: 'Shortest wait',
          description: 'Seconds to wait at least, also when the header is missing or in the past.',
          examples: [10, '60'],
        }),
      regex: regexSchema(template('config')),
      max_waiting_time_in_seconds: capSchema,
    })
    .meta({
      title: 'Wait until a time that a header states',
      description: 'Waits until the moment in a header, given as seconds since 1970.',
    }),

  create({ header, min_wait, regex, max_waiting_time_in_seconds }, context): BackoffStrategy {
    const read = createHeaderNumber(header, regex, context)
    const capped = createCap(max_waiting_time_in_seconds, context)
    const least = min_wait === undefined ? 0 : secondsOf(min_wait, context, 'min_wait')
    return {
      async seconds({ response }) {
        const until = response && read(response)
        if (until === undefined) return least || undefined
        const wait = until - context.engine.nowMicros() / 1e6
        if (least) return capped(Math.max(wait, least))
        return wait < 0 ? undefined : capped(wait)
      },
    }
  },
})
