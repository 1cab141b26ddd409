import { defineKind } from '../component'
import type { EngineRecord } from '../events'
import type { StreamSlice } from '../slice'
import type { Json, JsonObject, Value } from '../values/value'

/** A page that was read, as the decision about the next one sees it. */
export interface Page {
  /** What asked for it; undefined on a first page that needs nothing. */
  readonly token: Value | undefined
  /** Records that the extractor found, before filters. */
  readonly foundCount: number
  /** Records that were emitted. */
  readonly emittedCount: number
  readonly lastRecord: EngineRecord | undefined
  /** The first decoded body; `{}` when there is none or the decoder streams. */
  readonly body: Json
  /** Headers in their original case, with `link` parsed by relation. */
  readonly headers: JsonObject
  readonly slice: StreamSlice
  /** The page size that was asked for in place of the configured one. */
  readonly pageSize?: number | undefined
}

/** Decides what asks for a page. */
export interface PageStrategy {
  firstToken(): Value | undefined
  /** The token of the page after this one; undefined when this was the last. */
  nextToken(page: Page): Value | undefined
  /** The configured page size; undefined when there is none, or when it needs a response. */
  pageSize(): Value | undefined
  /** What would ask for the page behind a last one; undefined where nothing can be derived. */
  tokenBehind?(page: Page): Value | undefined
  /** Whether `nextToken` looks at the body of the page. */
  readonly needsBody?: boolean | undefined
  /** Facts about the strategy that other components check when a stream is built. */
  readonly traits: PageStrategyTraits
}

/** What can be known of a strategy before reading. */
export interface PageStrategyTraits {
  readonly type: string
  /** Whether `page_size` stands in the manifest. */
  readonly hasPageSize: boolean
  /** Whether the page size of single requests can be made smaller. */
  readonly canReducePageSize: boolean
  readonly stopCondition?: string | undefined
}

export const pageStrategyKind = defineKind<PageStrategy>('PaginationStrategy')
