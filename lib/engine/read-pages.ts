import { EngineError } from './errors'
import type { CallPurpose, EngineRecord } from './events'
import { LoopGuard } from './pagination/loop-guard'
import { type PageAsk, type PageRead, type PageSource, readPage } from './read-page'
import { reportPage } from './report-page'
import { type CallScope, PageSignal } from './requesters/requester'
import type { PageSizeReducer } from './retrievers/page-size-reducer'
import type { PaginationTracker } from './retrievers/pagination-tracker'
import { runOf } from './run'
import type { StreamSlice } from './slice'
import { isTruthy } from './values/compare'
import type { Value } from './values/value'

/** One window of a slice, which is the whole slice unless it had to be cut. */
export interface PageRun {
  /** The slice as the stream knows it. */
  readonly origin: StreamSlice
  readonly window: StreamSlice
  readonly purpose: CallPurpose
  readonly signal: AbortSignal
  readonly index: number
  /** Counts the pages of the slice over all its windows. */
  readonly pages: { count: number }
  readonly tracker: PaginationTracker
  readonly reducer: PageSizeReducer | undefined
}

/** Why the pages of a window ended. */
export type PagesEnd = 'pages-ended' | 'page-limit'

/**
 * Reads a window page by page until the paginator knows no next page, and yields records in
 * batches. A reset begins again at the first page; what was yielded stays yielded.
 *
 * @throws PageSignal `split_window` when the window is too large for the API
 * @throws PaginationLoop when identical pages keep asking for themselves
 */
export async function* readPages(
  source: PageSource,
  run: PageRun,
): AsyncGenerator<readonly EngineRecord[], PagesEnd> {
  const guard = new LoopGuard(source.path)
  let slice = run.window
  let token = source.paginator.firstToken()
  let pagesRead = 0

  while (true) {
    const ask = { slice, origin: run.origin, token, pageSize: run.reducer?.pageSize }
    const page = yield* readOrSignal(source, ask, run)
    if (page === 'again') continue
    if (page === 'reset' || run.tracker.isFull()) {
      slice = run.tracker.reset(slice)
      token = source.paginator.firstToken()
      continue
    }
    const next = nextToken(source, page)
    reportPage(source, page, next, run)
    pagesRead += 1
    run.pages.count += 1
    if (next === undefined) {
      if (source.engine.options.proofCall) await proveEnd(source, page, run)
      return 'pages-ended'
    }
    if (pagesRead === source.engine.options.pagesPerSlice) return 'page-limit'
    await guard.check(page, next, source.decoder.isStreaming)
    token = next
  }
}

/** A page, or how to go on without it. */
async function* readOrSignal(
  source: PageSource,
  ask: PageAsk,
  run: PageRun,
): AsyncGenerator<readonly EngineRecord[], PageRead | 'again' | 'reset'> {
  const scope = scopeOf(source, run)
  const seen = { count: 0 }
  try {
    const page = yield* readPage(source, ask, scope, (record) => {
      seen.count += 1
      run.tracker.observe(record)
    })
    run.reducer?.succeeded()
    return page
  } catch (error) {
    if (!(error instanceof PageSignal) || error.kind === 'split_window') throw error
    if (error.kind === 'reset') return 'reset'
    if (!run.reducer) throw run.tracker.noReducer(error)
    await run.reducer.reduce(error, seen.count, scope)
    return 'again'
  }
}

function scopeOf({ streamName }: PageSource, run: PageRun, purpose = run.purpose): CallScope {
  const place = { stream: streamName, slice: run.index, page: run.pages.count }
  return { purpose, place, signal: run.signal }
}

/** What asks for the next page. A refused answer that was ignored ends the pages. */
function nextToken({ paginator, cursor }: PageSource, page: PageRead): Value | undefined {
  if (!page.response.isOk) return undefined
  if (
    cursor?.isDataFeed &&
    page.lastRecord &&
    !cursor.shouldBeSynced(page.lastRecord, page.slice)
  ) {
    return undefined
  }
  const token = paginator.nextToken(page)
  return token !== undefined && isTruthy(token) ? token : undefined
}

/**
 * Asks once for the page behind the last one, to see whether it is empty. Its records are no part
 * of the read, and its failure is only noted.
 */
async function proveEnd(source: PageSource, last: PageRead, run: PageRun): Promise<void> {
  const token = last.response.isOk ? source.paginator.tokenBehind(last) : undefined
  if (token === undefined) return
  const ask = { slice: last.slice, origin: run.origin, token, pageSize: last.pageSize }
  try {
    const pages = readPage(source, ask, scopeOf(source, run, 'proof'))
    let step = await pages.next()
    while (!step.done) step = await pages.next()
    reportPage(source, step.value, undefined, run, true)
  } catch (error) {
    run.signal.throwIfAborted()
    if (!(error instanceof EngineError || error instanceof PageSignal)) throw error
    const text = `The page behind the last one could not be read: ${error.message}`
    runOf(source.engine).note('info', text, source.path, source.streamName)
  }
}
