import { z } from 'zod'
import { defineComponent } from '../component'
import type { Paginator } from './paginator'

/** The paginator of a stream that has none: one request, one page. */
export const singlePage: Paginator = {
  firstToken: () => undefined,
  nextToken: () => undefined,
  tokenBehind: () => undefined,
  path: () => undefined,
  patch: () => ({}),
  pageSize: () => undefined,
  needsBody: false,
}

export const noPagination = defineComponent({
  schema: z.object({ type: z.literal('NoPagination') }).meta({
    title: 'No pages',
    description: 'One request brings everything.',
  }),
  create: (): Paginator => singlePage,
})
