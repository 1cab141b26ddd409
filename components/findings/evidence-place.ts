import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { pointerParts } from './fact-words'

/** A document as lines, with the ones that say something. */
export interface EvidencePlace {
  readonly lines: readonly string[]
  /** Counted from 1; undefined when the place was not found. */
  readonly first: number | undefined
  readonly last: number | undefined
  /** The document is one long line, so it is shown with breaks. */
  readonly isReformatted: boolean
}

const lineCharactersMax = 2_000
const markedLinesMax = 40

/** Where a JSON pointer or `line 12` stands in a text. Never throws. */
export function placeOfEvidence(text: string, pointer: string): EvidencePlace {
  const shown = readable(text)
  const lines = shown.text.split(/\r\n|\n|\r/)
  const named = /^line (\d+)/.exec(pointer)
  const range = named
    ? { first: Number(named[1]), last: Number(named[1]) }
    : rangeOf(shown.text, pointer)
  return {
    lines,
    first: range?.first,
    last: range && Math.min(range.last, range.first + markedLinesMax),
    isReformatted: shown.isReformatted,
  }
}

/** JSON without line breaks is broken into lines. */
function readable(text: string): { text: string; isReformatted: boolean } {
  const hasLongLine = text.split('\n').some((line) => line.length > lineCharactersMax)
  if (!hasLongLine) return { text, isReformatted: false }
  try {
    return { text: JSON.stringify(JSON.parse(text), null, 2), isReformatted: true }
  } catch {
    return { text, isReformatted: false }
  }
}

/** The lines of the node, or of the nearest one above it that is there. */
function rangeOf(text: string, pointer: string) {
  const document = new ManifestDocument(text)
  const parts = pointerParts(pointer)
  for (let length = parts.length; length > 0; length -= 1) {
    const range = document.rangeOf(parts.slice(0, length))
    if (range) return { first: range.startLine, last: range.endLine }
  }
  return undefined
}
