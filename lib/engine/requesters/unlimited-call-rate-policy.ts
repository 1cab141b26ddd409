import { z } from 'zod'
import { defineComponent } from '../component'
import type { CallRatePolicy } from './call-rate-policy'
import { matchersSchema, PolicyMatchers } from './policy-matchers'

export const unlimitedCallRatePolicy = defineComponent({
  schema: z.object({ type: z.literal('UnlimitedCallRatePolicy'), matchers: matchersSchema }).meta({
    title: 'No limit',
    description: 'Excepts requests from the limits that stand after it.',
  }),

  create({ matchers }, context): CallRatePolicy {
    const fitting = new PolicyMatchers(matchers, context)
    return { fits: (request) => fitting.fits(request), take: () => undefined, learn: () => {} }
  },
})
