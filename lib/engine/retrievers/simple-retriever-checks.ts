import type { BuildContext } from '../component'
import { ManifestInvalid } from '../errors'
import type { PaginatorTraits } from '../pagination/paginator'
import type { PageSource } from '../read-page'
import { runOf } from '../run'
import type { ReductionRules } from './page-size-reducer'
import type { RetrieverExtras } from './read-slice'
import { judgeStopCondition } from './stop-condition-safety'

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
    checkStopCondition(paginator.traits?.strategy.stopCondition, extras.reduction, context)
    warnOfUnreachable(paginator.pageSize(), extras.reduction, context)
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

/** A stop condition must not take a page of a reduced size for the last one. */
function checkStopCondition(
  condition: string | undefined,
  rules: ReductionRules,
  { engine, path, stream }: BuildContext,
): void {
  if (!condition) return
  const { verdict, why } = judgeStopCondition(condition, rules.minimum_page_size)
  if (verdict === 'safe') return
  const place = [...path, 'paginator', 'pagination_strategy', 'stop_condition']
  if (verdict === 'truncates') {
    throw new ManifestInvalid(
      `page_size_reduction cannot go with this stop_condition: ${why}. Compare with page_size instead.`,
      { path: place },
    )
  }
  const text = `It could not be told whether this stop_condition goes with page_size_reduction: ${why}.`
  runOf(engine).note('warn', text, place, stream?.name)
}

/** Warns when the reductions in a row do not lead down to the smallest page. */
function warnOfUnreachable(
  size: unknown,
  { reduction_factor, max_attempts, minimum_page_size: least }: ReductionRules,
  { engine, path, stream }: BuildContext,
): void {
  if (typeof size !== 'number' || least <= 1) return
  const reached = Math.floor(size / reduction_factor ** max_attempts)
  if (reached <= least) return
  const needed = Math.ceil(Math.log(size / least) / Math.log(reduction_factor))
  const text = `${max_attempts} reductions of a page size of ${size} end at ${reached}, above the minimum of ${least}. Set max_attempts to ${needed} to get there.`
  runOf(engine).note('warn', text, [...path, 'page_size_reduction'], stream?.name)
}
