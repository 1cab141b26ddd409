import { z } from 'zod'
import { defineComponent, defineKind } from '../component'
import type { ResetRules } from './pagination-tracker'

export const paginationResetKind = defineKind<ResetRules>('PaginationReset')

export const paginationReset = defineComponent({
  schema: z
    .object({
      type: z.literal('PaginationReset'),
      action: z.enum(['SPLIT_USING_CURSOR', 'RESET']).meta({
        title: 'Begin again with',
        description: 'The part of the slice that the cursor says is left, or the whole slice.',
        examples: ['SPLIT_USING_CURSOR'],
      }),
      limits: z
        .object({
          type: z.literal('PaginationResetLimits').optional(),
          number_of_records: z
            .int()
            .optional()
            .meta({
              title: 'Records',
              description:
                'Begins again after this many records, for APIs that give no more in one go.',
              examples: [10_000],
            }),
        })
        .optional()
        .meta({
          title: 'Limits',
          description: 'When to begin again without an error.',
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Begin pages again',
      description: 'Goes back to the first page, for APIs that let nobody page too far.',
    }),
  create: ({ action, limits }): ResetRules => ({
    splitsByCursor: action === 'SPLIT_USING_CURSOR',
    recordsMax: limits?.number_of_records,
  }),
})
