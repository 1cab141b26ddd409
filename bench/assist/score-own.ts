import { importText } from '../../lib/importers/registry'
import { factsOf } from '../../lib/importers/testing/spec'
import { completeRead } from './complete-read'
import { ownApis } from './own-apis'
import { ownPages } from './own-pages'

/** How many lists of the invented APIs are read completely. */
export interface OwnScore {
  readonly lists: number
  readonly complete: number
  readonly rules: readonly string[]
  /** Styles of pages of documentation, read without a description. */
  readonly pages: readonly string[]
  readonly misses: readonly {
    readonly rule: string
    readonly list: string
    readonly why: string
  }[]
}

/** Reads every list of every invented API with the connector that its document or its page of documentation gives. */
export async function scoreOwnApis(): Promise<OwnScore> {
  const misses: OwnScore['misses'][number][] = []
  let lists = 0
  for (const { rule, document, server } of ownApis) {
    for (const { list, why } of await completeRead(factsOf(document), server)) {
      lists += 1
      if (why !== undefined) misses.push({ rule, list, why })
    }
  }
  for (const { style, name, text, server } of ownPages) {
    for (const { list, why } of await completeRead(importText(text, name).facts, server)) {
      lists += 1
      if (why !== undefined) misses.push({ rule: style, list, why })
    }
  }
  return {
    lists,
    complete: lists - misses.length,
    rules: ownApis.map(({ rule }) => rule),
    pages: ownPages.map(({ style }) => style),
    misses,
  }
}
