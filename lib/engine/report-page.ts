import type { PageRead, PageSource } from './read-page'
import { runOf } from './run'
import { jsonOf } from './transforms/json-of'
import type { Json, Value } from './values/value'

interface PagePlace {
  readonly index: number
  readonly pages: { readonly count: number }
}

/** Reports a page that was read to its end. */
export function reportPage(
  { engine, streamName }: PageSource,
  page: PageRead,
  next: Value | undefined,
  { index, pages }: PagePlace,
  isProof?: true,
): void {
  engine.report({
    kind: 'page',
    stream: streamName,
    slice: index,
    page: pages.count,
    call: page.response.call,
    token: page.token === undefined ? undefined : jsonOf(page.token),
    nextToken: next === undefined ? undefined : jsonOf(next),
    foundCount: page.foundCount,
    recordCount: isProof ? 0 : page.yieldedCount,
    body: engine.options.capture ? bodyOf(page) : undefined,
    isProof,
    atMs: runOf(engine).atMs(),
  })
}

function bodyOf({ bodies }: PageRead): Json | undefined {
  return bodies?.length === 1 ? bodies[0] : bodies
}
