import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'

export interface NodeText {
  /** The node's own YAML, its indentation taken away. */
  readonly text: string
  readonly firstLine: number
}

/** The YAML of one node; empty, at the line of what holds it, when it is not there. */
export function nodeText(document: ManifestDocument, path: ManifestPath): NodeText {
  const range = document.rangeOf(path)
  if (range === undefined) return { text: '', firstLine: lineOfParent(document, path) }
  return { text: document.textOf(path) ?? '', firstLine: range.value.startLine }
}

function lineOfParent(document: ManifestDocument, path: ManifestPath): number {
  for (let length = path.length - 1; length > 0; length--) {
    const range = document.rangeOf(path.slice(0, length))
    if (range !== undefined) return range.endLine
  }
  return 1
}
