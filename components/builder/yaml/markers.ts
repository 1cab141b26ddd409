import type { Problem, Severity, TextRange } from '@/lib/manifest/problem'

/** A squiggle, by offsets of the text. */
export interface Marker {
  readonly from: number
  readonly to: number
  readonly severity: Severity
  readonly message: string
}

const markersMax = 500

/**
 * Problems as squiggles. A problem without a range of its own is marked where its path stands, or
 * where the nearest thing above it does, on the first line of that.
 */
export function markersOf(
  problems: readonly Problem[],
  places: { rangeOf: (path: Problem['path']) => TextRange | undefined; text: string },
): Marker[] {
  return problems.slice(0, markersMax).map(({ severity, message, range, path }) => {
    const place = range ?? nearest(path, places.rangeOf)
    const from = place?.from ?? 0
    return { from, to: endOf(from, place?.to ?? 0, places.text), severity, message }
  })
}

function nearest(
  path: Problem['path'],
  rangeOf: (path: Problem['path']) => TextRange | undefined,
): TextRange | undefined {
  for (let length = path.length; length > 0; length--) {
    const range = rangeOf(path.slice(0, length))
    if (range !== undefined) return range
  }
  return undefined
}

/** A squiggle is at least one character long and never longer than its first line. */
function endOf(from: number, to: number, text: string): number {
  const lineEnd = text.indexOf('\n', from)
  const last = lineEnd === -1 ? text.length : lineEnd
  return Math.max(from + 1, Math.min(to, last))
}
