import { z } from 'zod'
import { defineComponent, template } from '../component'
import type { BackoffStrategy } from './backoff-strategy'
import { createHeaderNumber, headerSchema, regexSchema } from './header-number'
import { capSchema, createCap } from './seconds'

export const waitTimeFromHeader = defineComponent({
  schema: z
    .object({
      type: z.literal('WaitTimeFromHeader'),
      header: headerSchema(template('config'), ['Retry-After']),
      regex: regexSchema(template('config')),
      max_waiting_time_in_seconds: capSchema,
    })
    .meta({
      title: 'Wait that a header states',
      description: 'Waits as many seconds as a header of the answer says.',
    }),

  create({ header, regex, max_waiting_time_in_seconds }, context): BackoffStrategy {
    const read = createHeaderNumber(header, regex, context)
    const capped = createCap(max_waiting_time_in_seconds, context)
    return {
      async seconds({ response }) {
        const seconds = response && read(response)
        return seconds === undefined ? undefined : capped(seconds)
      },
    }
  },
})
