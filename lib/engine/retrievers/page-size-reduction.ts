import { z } from 'zod'
import { defineComponent, defineKind } from '../component'
import type { ReductionRules } from './page-size-reducer'

export const pageSizeReductionKind = defineKind<ReductionRules>('PageSizeReduction')

export const pageSizeReduction = defineComponent({
  schema: z
    .object({
      type: z.literal('PageSizeReduction'),
      reduction_factor: z
        .number()
        .gt(1)
        .default(2)
        .meta({
          title: 'Divide by',
          description: 'A rejected page is asked for again with its size divided by this.',
          examples: [2, 4],
        }),
      minimum_page_size: z
        .int()
        .min(1)
        .default(1)
        .meta({
          title: 'Smallest page',
          description: 'Records of a page that is not made smaller any more.',
          examples: [10],
        }),
      max_attempts: z
        .int()
        .min(1)
        .default(5)
        .meta({
          title: 'Reductions in a row',
          description: 'How often to reduce before a page has to succeed.',
          examples: [5],
          group: 'advanced',
        }),
      backoff_seconds: z
        .number()
        .min(0)
        .default(0.5)
        .meta({
          title: 'Wait',
          description:
            'Seconds before the first smaller page; twice and three times that before the next.',
          examples: [0.5, 2],
          group: 'advanced',
        }),
      retries_at_minimum_page_size: z
        .int()
        .min(0)
        .default(0)
        .meta({
          title: 'Tries at the smallest page',
          description: 'How often to repeat a page that cannot be made smaller.',
          examples: [3],
          group: 'advanced',
        }),
      failure_message: z
        .string()
        .optional()
        .meta({
          title: 'Message',
          description: 'Added to the error when smaller pages do not help.',
          examples: ['Ask for fewer fields.'],
          group: 'advanced',
        }),
      reset_policy: z
        .enum(['NEVER', 'AFTER_SUCCESSFUL_PAGE'])
        .default('NEVER')
        .meta({
          title: 'Return to the full size',
          description: 'Whether pages get their configured size back after one that succeeded.',
          examples: ['AFTER_SUCCESSFUL_PAGE'],
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Smaller pages',
      description: 'Asks for smaller pages when a response filter says REDUCE_PAGE_SIZE.',
    }),
  create: (rules): ReductionRules => rules,
})
