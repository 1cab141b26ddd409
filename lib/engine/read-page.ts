import type { EngineContext } from './context'
import type { Decoder } from './decoders/decoder'
import type { EngineRecord } from './events'
import { paginationHeaders } from './pagination/link-header'
import type { Page } from './pagination/page-strategy'
import type { Paginator } from './pagination/paginator'
import type { ManifestPath } from './path'
import { mergePatches } from './request'
import { PropertyMerger } from './requesters/property-merger'
import type { Ask, CallScope, Requester } from './requesters/requester'
import type { EngineResponse } from './response'
import type { RecordSelector } from './selectors/record-selector'
import { StreamSlice } from './slice'
import type { CursorPort, Patch, SlicePatcher } from './stream-scope'
import type { Json, Value } from './values/value'

/** The parts that pages are read with. */
export interface PageSource {
  readonly engine: EngineContext
  readonly path: ManifestPath
  readonly streamName: string
  readonly requester: Requester
  readonly decoder: Decoder
  readonly selector: RecordSelector
  readonly paginator: Paginator
  readonly slicePatcher: SlicePatcher | undefined
  readonly cursor: CursorPort | undefined
  /** Requests for further pages carry only their token, not the values of the slice. */
  readonly isSliceOnFirstPageOnly: boolean
}

/** What asks for one page. */
export interface PageAsk {
  readonly slice: StreamSlice
  /** The slice as partitions and cursors know it; differs when a window was cut. */
  readonly origin: StreamSlice
  readonly token: Value | undefined
  /** In place of the configured page size. */
  readonly pageSize: number | undefined
}

/** A page that was read to its end. */
export interface PageRead extends Page {
  readonly response: EngineResponse
  /** Records that left the read: without those a data feed's cursor does not want. */
  readonly yieldedCount: number
  readonly bodies: readonly Json[] | undefined
}

/**
 * Asks for a page and yields its records in batches; returns what the next page depends on.
 *
 * @param observe sees each record before a data feed's cursor drops it
 * @throws PageSignal when the page has to be read in another way
 */
export async function* readPage(
  source: PageSource,
  ask: PageAsk,
  scope: CallScope,
  observe?: (record: EngineRecord) => void,
): AsyncGenerator<readonly EngineRecord[], PageRead> {
  const count = new PageCount(source, ask, observe)
  const properties = source.requester.properties
  if (!properties) {
    const response = await source.requester.send(requestOf(source, ask, ask.slice), scope)
    if (response.isOk) yield* selectInto(source, response, ask, scope, count)
    return finishPage(source, ask, response, count)
  }
  const merger = new PropertyMerger(properties)
  let last: EngineResponse | undefined
  for (const names of await properties.lists(scope)) {
    const { partition, cursorSlice } = ask.slice
    const slice = new StreamSlice(partition, cursorSlice, { query_properties: names })
    const response = await source.requester.send(requestOf(source, ask, slice), scope)
    last = response
    count.beginResponse()
    if (!response.isOk) continue
    for await (const batch of source.selector.select(response, source.decoder, ask.slice, scope)) {
      count.found(batch.foundCount, batch.bodies)
      const alone = merger.take(batch.records)
      if (alone.length > 0) yield count.emitted(alone)
    }
  }
  const merged = merger.merged()
  if (merged.length > 0) yield count.emitted(merged)
  if (!last) throw new TypeError('Query properties gave no list to ask for')
  return finishPage(source, ask, last, count)
}

async function* selectInto(
  source: PageSource,
  response: EngineResponse,
  ask: PageAsk,
  scope: CallScope,
  count: PageCount,
): AsyncGenerator<readonly EngineRecord[]> {
  for await (const batch of source.selector.select(response, source.decoder, ask.slice, scope)) {
    count.found(batch.foundCount, batch.bodies)
    const records = count.emitted(batch.records)
    if (records.length > 0) yield records
  }
}

function requestOf(source: PageSource, { token, pageSize }: PageAsk, slice: StreamSlice): Ask {
  const { paginator, decoder, selector } = source
  return {
    slice,
    token,
    path: paginator.path(token),
    patch: patchOf(source, slice, token, pageSize),
    isStreamed: decoder.isStreaming || selector.isStreaming,
  }
}

function patchOf(
  { paginator, slicePatcher, isSliceOnFirstPageOnly }: PageSource,
  slice: StreamSlice,
  token: Value | undefined,
  pageSize: number | undefined,
): Patch {
  const page = paginator.patch(token, pageSize)
  if (!slicePatcher || (isSliceOnFirstPageOnly && token !== undefined)) return page
  return mergePatches([page, slicePatcher.patch(slice)])
}

/** Counts a page's records on their way out. */
class PageCount {
  foundCount = 0
  emittedCount = 0
  yieldedCount = 0
  lastRecord: EngineRecord | undefined
  bodies: readonly Json[] | undefined
  readonly #feed: CursorPort | undefined
  readonly #slice: StreamSlice
  readonly #observe: ((record: EngineRecord) => void) | undefined

  constructor(
    { cursor }: PageSource,
    { origin }: PageAsk,
    observe: ((record: EngineRecord) => void) | undefined,
  ) {
    this.#feed = cursor?.isDataFeed ? cursor : undefined
    this.#slice = origin
    this.#observe = observe
  }

  /** Only the last response of a page counts for its size. */
  beginResponse(): void {
    this.foundCount = 0
    this.bodies = undefined
  }

  found(count: number, bodies: readonly Json[] | undefined): void {
    this.foundCount += count
    this.bodies ??= bodies
  }

  /** The records to yield of those that the selector gave. */
  emitted(records: readonly EngineRecord[]): readonly EngineRecord[] {
    this.emittedCount += records.length
    this.lastRecord = records.at(-1) ?? this.lastRecord
    if (this.#observe) for (const record of records) this.#observe(record)
    const feed = this.#feed
    const kept = feed ? records.filter((each) => feed.shouldBeSynced(each, this.#slice)) : records
    this.yieldedCount += kept.length
    return kept
  }
}

async function finishPage(
  source: PageSource,
  ask: PageAsk,
  response: EngineResponse,
  count: PageCount,
): Promise<PageRead> {
  const { foundCount, emittedCount, yieldedCount, lastRecord } = count
  const bodies = await bodiesOf(source, response, count.bodies)
  return {
    token: ask.token,
    slice: ask.slice,
    pageSize: ask.pageSize,
    response,
    foundCount,
    emittedCount,
    yieldedCount,
    lastRecord,
    bodies,
    body: bodies?.[0] ?? {},
    headers: source.paginator.needsBody ? paginationHeaders(response) : {},
  }
}

/** The bodies as the API sent them, decoded anew where the records in them were changed. */
async function bodiesOf(
  { engine, paginator, selector, decoder }: PageSource,
  response: EngineResponse,
  bodies: readonly Json[] | undefined,
): Promise<readonly Json[] | undefined> {
  const isWanted = paginator.needsBody || engine.options.capture !== undefined
  if (!isWanted || !response.isOk || decoder.isStreaming) return undefined
  if (bodies && !selector.changesBodies) return bodies
  for await (const batch of decoder.decode(response.again())) return batch
  return undefined
}
