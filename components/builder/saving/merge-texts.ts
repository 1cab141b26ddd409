/** Two texts that grew from one. */
export interface Fork {
  readonly base: string
  readonly mine: string
  readonly theirs: string
}

interface Change {
  /** Lines of the base that were replaced. */
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/**
 * Puts both changes together, line by line; nothing when they touch the same or neighbouring lines.
 * Each side counts as one change, from its first to its last changed line.
 */
export function mergeTexts({ base, mine, theirs }: Fork): string | undefined {
  const lines = base.split('\n')
  const own = changeOf(lines, mine.split('\n'))
  const other = changeOf(lines, theirs.split('\n'))
  if (own === undefined) return theirs
  if (other === undefined || mine === theirs) return mine
  const [first, second] = own.from < other.from ? [own, other] : [other, own]
  if (first.to >= second.from) return undefined
  return [
    ...lines.slice(0, first.from),
    ...first.lines,
    ...lines.slice(first.to, second.from),
    ...second.lines,
    ...lines.slice(second.to),
  ].join('\n')
}

/** Lines of the base that another text changed, counted from 0; nothing when it changed none. */
export function changeOf(base: readonly string[], other: readonly string[]): Change | undefined {
  const shorter = Math.min(base.length, other.length)
  let start = 0
  while (start < shorter && base[start] === other[start]) start++
  if (start === base.length && start === other.length) return undefined
  let tail = 0
  while (tail < shorter - start && base[base.length - 1 - tail] === other[other.length - 1 - tail])
    tail++
  return { from: start, to: base.length - tail, lines: other.slice(start, other.length - tail) }
}

/** `lines 12–14` of the text that changed the base. */
export function changedLines(base: string, other: string): string {
  const change = changeOf(base.split('\n'), other.split('\n'))
  if (change === undefined) return 'no lines'
  const last = change.from + Math.max(1, change.lines.length)
  return change.lines.length > 1 ? `lines ${change.from + 1}–${last}` : `line ${change.from + 1}`
}
