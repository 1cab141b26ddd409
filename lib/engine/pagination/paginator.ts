import { defineKind } from '../component'
import type { Patch } from '../stream-scope'
import type { Value } from '../values/value'
import type { Page, PageStrategyTraits } from './page-strategy'

/** Turns page tokens into requests. */
export interface Paginator {
  firstToken(): Value | undefined
  /** The token of the page after this one; undefined when this was the last. */
  nextToken(page: Page): Value | undefined
  /** What to use in place of the requester's path. */
  path(token: Value | undefined): string | undefined
  patch(token: Value | undefined, pageSize?: number): Patch
  pageSize(): Value | undefined
  /** What would ask for the page behind a last one; undefined where nothing can be derived. */
  tokenBehind(page: Page): Value | undefined
  /** Whether `nextToken` looks at the body of the page. */
  readonly needsBody: boolean
  /** How this paginator is set up; absent when there is only ever one page. */
  readonly traits?: PaginatorTraits | undefined
}

/** What can be known of a paginator before reading. */
export interface PaginatorTraits {
  readonly strategy: PageStrategyTraits
  readonly hasPageSizeOption: boolean
  readonly sendsTokenAsPath: boolean
}

export const paginatorKind = defineKind<Paginator>('Paginator')
