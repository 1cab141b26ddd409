import type { Step } from './locate'
import { type ContainerNode, isContainer, type TextNode } from './node'
import type { PrintStyle } from './print'
import { columnOf, lineEnd, lineStart, nextLine } from './text-tree'

/** How the text near a place is written: the nearest example decides, then the whole text. */
export function styleNear(
  text: string,
  root: TextNode | undefined,
  steps: readonly Step[],
  node?: TextNode,
): PrintStyle {
  const near = [...(node ? [node] : []), ...steps.map(({ container }) => container).reverse()]
  const step = firstOf(near, root, (each) => indentOf(text, each, 'map')) ?? 2
  const listIndent = firstOf(near, root, (each) => indentOf(text, each, 'list')) ?? step
  return {
    step: step > 0 ? step : 2,
    listIndent,
    newline: newlineOf(text),
    isJson: root !== undefined && isJson(node ?? root, root),
  }
}

/** The line end of a text: that of its first line. */
function newlineOf(text: string): string {
  const at = text.indexOf('\n')
  return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n'
}

function firstOf(
  near: readonly TextNode[],
  root: TextNode | undefined,
  read: (node: TextNode) => number | undefined,
): number | undefined {
  for (const node of near) {
    const found = read(node)
    if (found !== undefined) return found
  }
  const queue: TextNode[] = root ? [root] : []
  for (let at = 0; at < queue.length && at < 2000; at++) {
    const node = queue[at]
    const found = node && read(node)
    if (found !== undefined) return found
    if (node && isContainer(node)) queue.push(...node.entries.map((entry) => entry.node))
  }
  return undefined
}

/** Spaces between a key of a block mapping and the collection of a kind that stands under it. */
function indentOf(text: string, node: TextNode, kind: 'map' | 'list'): number | undefined {
  if (node.kind !== 'map' || node.isFlow) return undefined
  for (const entry of node.entries) {
    const child = entry.node
    if (child.kind !== kind || child.isFlow) continue
    if (!text.slice(entry.colonEnd, child.start).includes('\n')) continue
    const indent = columnOf(text, child.start) - columnOf(text, entry.start)
    if (indent >= 0) return indent
  }
  return undefined
}

function isJson(node: TextNode, root: TextNode): boolean {
  const first = node.kind === 'map' ? node.entries[0] : undefined
  if (first) return first.key.kind === 'scalar' && first.key.style === 'double'
  if (node === root || root.kind !== 'map' || !root.isFlow) return false
  return isJson(root, root)
}

/** Whether only spaces stand before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === ''
}

/**
 * Where the text of an entry begins: at the comment lines directly above it that stand at its column.
 * Those at the very top of a manifest are the manifest's.
 */
export function ownStart(text: string, start: number): number {
  const column = columnOf(text, start)
  const own = lineStart(text, start)
  let at = own
  while (at > 0) {
    const above = lineStart(text, at - 1)
    const line = text.slice(above, at)
    if (line.search(/\S/) !== column || line[column] !== '#') break
    at = above
  }
  return at === 0 ? own : at
}

/**
 * Offset behind an entry's text: behind its line end, and behind comment lines that stand deeper than
 * its column.
 */
export function ownEnd(text: string, node: TextNode, column: number): number {
  let end = node.end > 0 && text[node.end - 1] === '\n' ? node.end : nextLine(text, node.end)
  while (end < text.length) {
    const next = nextLine(text, end)
    const line = text.slice(end, next)
    const indent = line.search(/\S/)
    if (indent <= column || line[indent] !== '#') break
    end = next
  }
  return end
}

/** Where a node ends when the line ends that belong to a block scalar are left to what follows. */
export function endWithoutBreak(text: string, node: TextNode): number {
  if (node.kind === 'scalar' && node.style !== 'block') return node.end
  let end = node.end
  while (end > node.start && (text[end - 1] === '\n' || text[end - 1] === '\r')) end--
  return end
}

/** The comment that stands behind a node on its last line, with the spaces before it; or nothing. */
export function commentBehind(text: string, end: number): string {
  const rest = text.slice(end, lineEnd(text, end))
  return /^[ \t]+#/.test(rest) ? rest : ''
}

/** The column that lines of a collection's entries stand at. */
export function columnOfEntries(text: string, node: ContainerNode): number {
  const [first] = node.entries
  return first ? columnOf(text, first.start) : 0
}
