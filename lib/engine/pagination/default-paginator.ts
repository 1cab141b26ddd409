import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import { mergePatches } from '../request'
import { type Injector, requestOptionKind, requestPathKind } from '../requesters/injector'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import { type PageStrategy, pageStrategyKind } from './page-strategy'
import type { Paginator } from './paginator'

export const defaultPaginator = defineComponent({
  schema: z
    .object({
      type: z.literal('DefaultPaginator'),
      pagination_strategy: slot(pageStrategyKind).meta({
        title: 'Find the next page by',
        description: 'How what asks for the next page is found, and which page is the last.',
      }),
      page_token_option: slot(requestOptionKind, requestPathKind).optional().meta({
        title: 'Send the page token as',
        description:
          'Where the page number, offset or cursor goes. Without it, only templates can use the token.',
      }),
      page_size_option: slot(requestOptionKind).optional().meta({
        title: 'Send the page size as',
        description: 'Where the page size goes. It needs a strategy with a page size.',
      }),
    })
    .meta({ title: 'Pages', description: 'Asks for one page after the other.' }),

  create({ pagination_strategy, page_token_option, page_size_option }, context): Paginator {
    const strategy = context.build(pageStrategyKind, pagination_strategy, 'pagination_strategy')
    const tokenOption =
      page_token_option &&
      context.build([requestOptionKind, requestPathKind], page_token_option, 'page_token_option')
    const sizeOption =
      page_size_option && context.build(requestOptionKind, page_size_option, 'page_size_option')
    checkOptions(strategy, tokenOption, sizeOption, context)

    return {
      firstToken: () => strategy.firstToken(),
      nextToken(page) {
        const token = strategy.nextToken(page)
        return token !== undefined && isTruthy(token) ? token : undefined
      },
      tokenBehind: (page) => strategy.tokenBehind?.(page),
      path(token) {
        return tokenOption?.isPath && token !== undefined && isTruthy(token)
          ? toText(token)
          : undefined
      },
      patch(token, pageSize) {
        const size = pageSize ?? (sizeOption ? strategy.pageSize() : undefined)
        return mergePatches([
          tokenOption && token !== undefined ? tokenOption.inject(token) : {},
          sizeOption && size !== undefined ? sizeOption.inject(size) : {},
        ])
      },
      pageSize: () => strategy.pageSize(),
      needsBody: strategy.needsBody ?? false,
      traits: {
        strategy: strategy.traits,
        hasPageSizeOption: sizeOption !== undefined,
        sendsTokenAsPath: tokenOption?.isPath ?? false,
      },
    }
  },
})

function checkOptions(
  strategy: PageStrategy,
  tokenOption: Injector | undefined,
  sizeOption: Injector | undefined,
  context: BuildContext,
): void {
  if (!sizeOption) return
  const path = [...context.path, 'page_size_option']
  const size = strategy.pageSize()
  if (size === undefined || !isTruthy(size)) {
    throw new ManifestInvalid(
      'page_size_option needs a pagination strategy with a page size. Set page_size there, or remove the option.',
      { path },
    )
  }
  if (tokenOption?.place === sizeOption.place) {
    throw new ManifestInvalid(
      'The page token and the page size go to the same place of the request',
      {
        path,
      },
    )
  }
}
