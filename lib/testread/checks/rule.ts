import type { StreamInfo } from '../stream-info'
import type { Check, SliceView, TestRead } from '../test-read'

/**
 * Looks at one slice and says whether its pages were read to the end. Undefined when the pages
 * give no evidence either way.
 */
export type SliceRule = (slice: SliceView, info: StreamInfo, read: TestRead) => Check | undefined

/** Looks at the run as a whole: keys, cursors, schema, statuses, limits. */
export type RunRule = (read: TestRead, info: StreamInfo) => readonly Check[]

/** Records of a slice as the API gave them, before filters: what totals count. */
export function foundIn(slice: SliceView): number {
  return slice.pages.reduce((sum, page) => sum + page.foundCount, 0)
}

/** The calls that brought a slice's pages, in order. */
export function callsOf(slice: SliceView): number[] {
  return slice.pages.flatMap((page) => page.call ?? [])
}

export const count = (value: number, one: string, many = `${one}s`) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`
