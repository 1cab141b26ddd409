import { ReadFailed } from '../errors'
import type { EngineRecord } from '../events'
import type { PageSource } from '../read-page'
import { type PagesEnd, readPages } from '../read-pages'
import { PageSignal } from '../requesters/requester'
import { runOf } from '../run'
import type { StreamSlice } from '../slice'
import { repr } from '../values/text'
import { PageSizeReducer, type ReductionRules } from './page-size-reducer'
import { PaginationTracker, type ResetRules } from './pagination-tracker'
import type { WindowSplitting } from './request-window-splitting'
import type { SliceScope } from './retriever'

/** What a retriever may do when pages cannot be read as usual. */
export interface RetrieverExtras {
  readonly reset: ResetRules | undefined
  readonly reduction: ReductionRules | undefined
  readonly splitting: WindowSplitting | undefined
}

/** A slice being read: its parts and how often its window was cut to get here. */
interface SliceRead {
  readonly source: PageSource
  readonly extras: RetrieverExtras
  readonly origin: StreamSlice
  readonly scope: SliceScope
  readonly pages: { count: number }
}

const splitDepthMax = 10

/** Reads a slice, reports how it ended, and yields its records in batches. */
export async function* readSlice(
  source: PageSource,
  extras: RetrieverExtras,
  slice: StreamSlice,
  scope: SliceScope,
): AsyncGenerator<readonly EngineRecord[]> {
  const read = { source, extras, origin: slice, scope, pages: { count: 0 } }
  const report = (end: PagesEnd | 'failed') =>
    source.engine.report({
      kind: 'slice-end',
      stream: source.streamName,
      slice: scope.index,
      end,
      atMs: runOf(source.engine).atMs(),
    })
  let end: PagesEnd
  try {
    end = yield* readWindow(read, slice, 0)
  } catch (error) {
    report('failed')
    throw error
  }
  report(end)
}

/** Reads a window; when the API rejects it, cuts it in two and reads one after the other. */
async function* readWindow(
  read: SliceRead,
  window: StreamSlice,
  depth: number,
): AsyncGenerator<readonly EngineRecord[], PagesEnd> {
  const { source, extras, origin, scope, pages } = read
  const place = { engine: source.engine, stream: source.streamName, path: source.path }
  const counted = countRecords(
    readPages(source, {
      origin,
      window,
      purpose: scope.purpose,
      signal: scope.signal,
      index: scope.index,
      pages,
      tracker: new PaginationTracker(extras.reset, source.cursor, place),
      reducer:
        extras.reduction &&
        new PageSizeReducer(extras.reduction, source.paginator.pageSize(), place),
    }),
  )
  try {
    return yield* counted.batches
  } catch (error) {
    if (!(error instanceof PageSignal)) throw error
    const [first, second] = cut(read, window, depth, error, counted.seen())
    const firstEnd = yield* readWindow(read, first, depth + 1)
    const secondEnd = yield* readWindow(read, second, depth + 1)
    return firstEnd === 'page-limit' ? firstEnd : secondEnd
  }
}

/** Passes batches on and knows how many records they held. */
function countRecords(source: AsyncGenerator<readonly EngineRecord[], PagesEnd>) {
  let count = 0
  async function* counting(): AsyncGenerator<readonly EngineRecord[], PagesEnd> {
    while (true) {
      const step = await source.next()
      if (step.done) return step.value
      count += step.value.length
      yield step.value
    }
  }
  return { batches: counting(), seen: () => count }
}

/**
 * The two halves of a window that the API rejected.
 *
 * @throws ReadFailed `window_not_splittable`, `window_rejected`
 */
function cut(
  { source, extras, origin }: SliceRead,
  window: StreamSlice,
  depth: number,
  { reason }: PageSignal,
  recordsSeen: number,
): readonly [StreamSlice, StreamSlice] {
  const { engine, path, streamName } = source
  const { splitting } = extras
  const fail = (code: string, message: string, internal: string) =>
    new ReadFailed(code, splitting ? 'api' : 'manifest', message, {
      path,
      failureType: splitting ? 'transient_error' : 'config_error',
      internalMessage: reason === '' ? internal : `${internal}: ${reason}`,
    })
  if (!splitting) {
    const message = `Stream ${streamName} answers an error with SPLIT_REQUEST_WINDOW but cannot cut its window. Add request_window_splitting to its retriever, or remove the action.`
    throw fail('window_not_splittable', message, 'No request_window_splitting')
  }
  if (recordsSeen > 0) {
    const text = `${recordsSeen} records of the window were read before it was rejected; reading it again in parts may bring them twice.`
    runOf(engine).note('warn', text, path, streamName)
  }
  const hint = splitting.failureMessage ? ` ${splitting.failureMessage}` : ''
  const shown = repr(window.merged)
  if (depth >= splitDepthMax) {
    const message = `Stream ${streamName} could not cut its request window to a size the API accepts within ${splitDepthMax} cuts.${hint}`
    throw fail('window_rejected', message, `Cut ${repr(origin.merged)} down to ${shown}`)
  }
  const halves = splitting.split(window)
  if (!halves) {
    const message = `The API kept rejecting the request window of stream ${streamName} even at the smallest window its cursor allows.${hint}`
    throw fail('window_rejected', message, `The window ${shown} cannot be cut further`)
  }
  const text = `The API rejected the window ${shown}; reading ${repr(halves[0].merged)} and ${repr(halves[1].merged)} instead.`
  runOf(engine).note('info', text, path, streamName)
  return halves
}
