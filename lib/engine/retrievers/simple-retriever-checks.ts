import type { BuildContext } from '../component'
import { ManifestInvalid } from '../errors'
import type { PaginatorTraits } from '../pagination/paginator'
import type { PageSource } from '../read-page'
import { runOf } from '../run'
import type { ReductionRules } from './page-size-reducer'
import type { RetrieverExtras } from './read-slice'

/**
 * Checks what the parts of a retriever ask of each other.
 *
 * @throws ManifestInvalid
 */
export function checkRetriever(
  source: PageSource,
  extras: RetrieverExtras,
  context: BuildContext,
): void {
  const fail = (message: string, key: string) => {
    throw new ManifestInvalid(message, { path: [...context.path, key] })
  }
  const { paginator, decoder, selector, requester } = source
  if (paginator.traits && !decoder.canPaginate) {
    fail('Pages need a JSON or XML decoder, or a gzip decoder directly around JSON', 'decoder')
  }
  if (extras.reset?.recordsMax !== undefined && selector.hasFilter) {
    fail(
      'pagination_reset limits count records, so they cannot go with a record_filter',
      'pagination_reset',
    )
  }
  if (paginator.traits?.strategy.type === 'OffsetIncrement' && selector.isUnion) {
    throw new ManifestInvalid(
      'CombinedExtractor mode "union" is not supported with an OffsetIncrement paginator.',
      { path: [...context.path, 'record_selector', 'extractor'], failureType: 'config_error' },
    )
  }
  if (selector.needsWhole && decoder.isStreaming) {
    throw new ManifestInvalid('CombinedExtractor is not supported with a streaming decoder.', {
      path: [...context.path, 'decoder'],
      failureType: 'config_error',
    })
  }
  checkActions(requester.actions, extras, context)
  if (extras.reduction) {
    const problem = reductionProblem(source, extras.reduction)
    if (problem) fail(problem, 'page_size_reduction')
  }
  if (extras.splitting && requester.properties) {
    fail(
      'request_window_splitting cannot be used together with query properties',
      'request_window_splitting',
    )
  }
}

const blocks = [
  ['REDUCE_PAGE_SIZE', 'page_size_reduction', 'reduction'],
  ['SPLIT_REQUEST_WINDOW', 'request_window_splitting', 'splitting'],
] as const

/** Each action needs its block; a block without its action does nothing, which is worth a note. */
function checkActions(
  actions: ReadonlySet<string>,
  extras: RetrieverExtras,
  { engine, path, stream }: BuildContext,
): void {
  for (const [action, key, extra] of blocks) {
    const has = extras[extra] !== undefined
    if (actions.has(action) && !has) {
      throw new ManifestInvalid(
        `Stream ${stream?.name ?? ''} has a response filter with the ${action} action but the retriever does not define ${key}. Add it, or choose another action.`,
        { path },
      )
    }
    if (has && !actions.has(action)) {
      const text = `${key} does nothing without a response filter that has the ${action} action.`
      runOf(engine).note('warn', text, [...path, key], stream?.name)
    }
  }
}

function reductionProblem({ requester, paginator }: PageSource, rules: ReductionRules) {
  const { traits } = paginator
  if (requester.properties)
    return 'page_size_reduction cannot be used together with query properties'
  if (!traits) return 'page_size_reduction needs a DefaultPaginator'
  return paginatorProblem(traits) ?? sizeProblem(paginator.pageSize(), rules)
}

function paginatorProblem(traits: PaginatorTraits): string | undefined {
  if (!traits.hasPageSizeOption)
    return 'page_size_reduction needs page_size_option on the paginator'
  if (traits.sendsTokenAsPath) {
    return 'page_size_reduction does not work with a page token that is sent as the path'
  }
  if (!traits.strategy.canReducePageSize) {
    return `page_size_reduction does not work with ${traits.strategy.type}, whose pages would shift`
  }
  return undefined
}

function sizeProblem(size: unknown, { minimum_page_size: least }: ReductionRules) {
  if (typeof size !== 'number' || size > least) return undefined
  return `page_size_reduction can never reduce the page size: it is ${size}, and minimum_page_size is ${least}`
}
