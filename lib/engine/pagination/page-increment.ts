import { z } from 'zod'
import { defineComponent, template } from '../component'
import { pageSizeOf, pageSizeSchema, raisedCount } from './page-size'
import type { PageStrategy } from './page-strategy'

export const pageIncrement = defineComponent({
  schema: z
    .object({
      type: z.literal('PageIncrement'),
      page_size: pageSizeSchema(template('config')),
      start_from_page: z
        .int()
        .default(0)
        .meta({
          title: 'First page number',
          description: 'Some APIs count pages from 0, others from 1.',
          examples: [0, 1],
        }),
      inject_on_first_request: z.boolean().default(false).meta({
        title: 'Send the page number on the first request',
        description: 'Otherwise the first request carries no page number.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Page number',
      description: 'Asks for pages 1, 2, 3… until one comes back empty or short.',
    }),

  create({ page_size, start_from_page, inject_on_first_request }, context): PageStrategy {
    const size = pageSizeOf(page_size, context)
    return {
      firstToken: () => (inject_on_first_request ? start_from_page : undefined),
      nextToken({ token, foundCount }) {
        if (foundCount === 0) return undefined
        if (size && foundCount < size) return undefined
        return raisedCount(token ?? start_from_page, 1, context.path)
      },
      tokenBehind: ({ token }) => raisedCount(token ?? start_from_page, 1, context.path),
      pageSize: () => size,
      traits: {
        type: 'PageIncrement',
        hasPageSize: page_size !== undefined,
        canReducePageSize: false,
      },
    }
  },
})
