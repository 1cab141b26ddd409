import type { Splice } from './text-tree'

/**
 * The smallest splice that leads from one text to another; undefined when they are equal. Offsets
 * count UTF-16 units.
 */
export function textDifference(before: string, after: string): Splice | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from++
  let tail = 0
  while (
    tail < shorter - from &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++
  }
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) }
}
