import { z } from 'zod'
import { numberOf } from '../backoffs/number-of'
import { type BuildContext, defineComponent, template } from '../component'
import { ReadFailed } from '../errors'
import { interpolatedString } from '../interpolate'
import { isTruthy } from '../values/compare'
import type { Value } from '../values/value'
import { pageSizeSchema, raisedCount } from './page-size'
import type { Page, PageStrategy } from './page-strategy'

export const offsetIncrement = defineComponent({
  schema: z
    .object({
      type: z.literal('OffsetIncrement'),
      page_size: pageSizeSchema(template('config', 'response')),
      inject_on_first_request: z.boolean().default(false).meta({
        title: 'Send offset 0 on the first request',
        description: 'Otherwise the first request carries no offset.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Offset',
      description:
        'Asks for the records behind those read so far, until a page comes back empty or short.',
    }),

  create({ page_size, inject_on_first_request }, context): PageStrategy {
    const sizeAt = compileSize(page_size, context)
    const behind = ({ token, foundCount }: Page) =>
      raisedCount(token ?? 0, foundCount, context.path)
    return {
      firstToken: () => (inject_on_first_request ? 0 : undefined),
      nextToken(page) {
        const size = page.pageSize ?? sizeAt(page.body)
        if (page.foundCount === 0) return undefined
        if (size && page.foundCount < size) return undefined
        return behind(page)
      },
      tokenBehind: behind,
      pageSize: () =>
        typeof page_size === 'string' ? interpolatedString(page_size, context)() : page_size,
      needsBody: typeof page_size === 'string',
      traits: {
        type: 'OffsetIncrement',
        hasPageSize: page_size !== undefined,
        canReducePageSize: true,
      },
    }
  },
})

/** The page size at the test for the end, where it may look at the response. */
function compileSize(size: number | string | undefined, context: BuildContext) {
  if (typeof size !== 'string') return () => size
  const evaluate = interpolatedString(size, context)
  return (response: Value): number | undefined => {
    const value = evaluate({ response })
    if (!isTruthy(value)) return undefined
    const number = typeof value === 'string' ? undefined : numberOf(value)
    if (number !== undefined) return number
    throw new ReadFailed('page_size_invalid', 'manifest', 'The page size is no number.', {
      path: [...context.path, 'page_size'],
    })
  }
}
