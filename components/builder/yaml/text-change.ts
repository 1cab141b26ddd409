/** The smallest stretch in which two texts differ: what to replace in the first to get the second. */
export interface TextChange {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** Nothing when the texts are equal. */
export function changeBetween(before: string, after: string): TextChange | undefined {
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
