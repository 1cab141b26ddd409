import type { Step } from './locate'
import { type ContainerNode, isContainer, type TextNode } from './node'
import { indent } from './node-text'
import {
  isFilled,
  type PrintStyle,
  printEntry,
  printFlow,
  printItem,
  printScalar,
  printTail,
} from './print'
import {
  beginsLine,
  columnOfEntries,
  commentBehind,
  endWithoutBreak,
  ownEnd,
  ownStart,
  styleNear,
} from './surroundings'
import { columnOf, lineEnd, lineStart, type Splice, type TextTree } from './text-tree'

/** Where a value goes: `key` for a mapping's entry, a place among its items for a list. */
export interface NewEntry {
  readonly key?: string
  readonly index?: number
}

/** New text for an entry's value: as a value to print or as YAML text, dedented. */
export type NewValue =
  | { readonly value: unknown }
  | { readonly yaml: string; readonly isBlock: boolean }

/** The splice that gives a node another value. `steps` lead to the node. */
export function replaceNode(
  tree: TextTree,
  steps: readonly Step[],
  node: TextNode,
  next: NewValue,
): Splice {
  const { text, root } = tree
  const parent = steps.at(-1)
  const style = styleNear(text, root, steps.slice(0, -1), node)
  const anchor = node.anchor === undefined ? '' : `&${node.anchor}`
  if (!parent) return replaceRoot(text, node, next, style)
  if (parent.container.isFlow) {
    const pretty = isPretty(text, node)
      ? columnOf(text, lineFirst(text, parent.entry.start))
      : undefined
    const body = 'yaml' in next ? next.yaml : printFlow(next.value, style, pretty)
    return { from: node.outerStart, to: node.end, insert: join(anchor, body) }
  }
  return replaceInBlock(text, parent, node, next, style)
}

function replaceRoot(text: string, node: TextNode, next: NewValue, style: PrintStyle): Splice {
  const to = endWithoutBreak(text, node)
  if ('yaml' in next) return { from: node.outerStart, to, insert: next.yaml }
  if (isContainer(node) && node.isFlow) {
    const column = isPretty(text, node) ? 0 : undefined
    return { from: node.start, to, insert: printFlow(next.value, style, column) }
  }
  if (!isFilled(next.value)) {
    return { from: node.outerStart, to, insert: printFlow(next.value, style) }
  }
  const tail = printTail(next.value, -style.step, { ...style, listIndent: style.step })
  return { from: node.outerStart, to, insert: tail.slice(style.newline.length) }
}

function replaceInBlock(
  text: string,
  parent: Step,
  node: TextNode,
  next: NewValue,
  style: PrintStyle,
): Splice {
  const column = columnOf(text, parent.entry.start)
  const isItem = parent.container.kind === 'list'
  const from = 'colonEnd' in parent.entry ? parent.entry.colonEnd : parent.entry.start + 1
  const end = endWithoutBreak(text, node)
  const isOneLine = !text.slice(from, end).includes('\n')
  const anchor = node.anchor === undefined ? '' : ` &${node.anchor}`
  const prefer = node.kind === 'scalar' ? node.style : undefined
  const tail = isItem ? itemTail(next, column, style) : valueTail(next, column, style, prefer)

  if (isOneLine && node.kind !== 'map' && !tail.includes('\n') && node.end > node.start) {
    const keep = node.tag === undefined ? node.start : node.outerStart
    const insert = node.tag === undefined ? tail.slice(1) : `${anchor}${tail}`.trimStart()
    return { from: keep, to: end, insert }
  }
  const firstLine = text.slice(from, Math.min(lineEnd(text, from), node.outerStart))
  const comment = isOneLine ? commentBehind(text, end) : commentIn(firstLine)
  const startsBelow = tail.startsWith('\n') || tail.startsWith('\r')
  // A literal block would swallow comment lines that stand as deep as itself.
  const isLiteral = /\|-?\r?\n/.test(tail)
  const to = isLiteral
    ? endOfLine(text, ownEnd(text, { ...node, end }, column))
    : end + commentBehind(text, end).length
  const insert = startsBelow
    ? `${anchor}${comment}${tail}`
    : `${anchor}${withComment(tail, comment)}`
  return { from, to, insert: closeBlock(text, to, insert) }
}

/** The offset before the line end that stands before an offset. */
function endOfLine(text: string, offset: number): number {
  if (text[offset - 1] !== '\n') return offset
  return text[offset - 2] === '\r' ? offset - 2 : offset - 1
}

/** A comment goes behind the first line of a text that has more. */
function withComment(tail: string, comment: string): string {
  const at = tail.search(/\r?\n/)
  if (at < 0) return `${tail}${comment}`
  return /^ [|>]/.test(tail) ? `${tail.slice(0, at)}${comment}${tail.slice(at)}` : tail
}

/** A literal block at the end of the text needs a line end, or it would lose one. */
function closeBlock(text: string, to: number, insert: string): string {
  return to >= text.length && insert.includes('\n') && !insert.endsWith('\n')
    ? `${insert}\n`
    : insert
}

function commentIn(line: string): string {
  const at = line.search(/[ \t]+#/)
  return at < 0 ? '' : line.slice(at).trimEnd()
}

function valueTail(
  next: NewValue,
  column: number,
  style: PrintStyle,
  prefer?: 'plain' | 'single' | 'double' | 'block',
) {
  if (!('yaml' in next)) return printTail(next.value, column, style, prefer)
  if (!next.isBlock) return ` ${indent(next.yaml, column)}`
  const inner = column + (next.yaml.startsWith('-') ? style.listIndent : style.step)
  return `${style.newline}${' '.repeat(inner)}${indent(next.yaml, inner)}`
}

function itemTail(next: NewValue, column: number, style: PrintStyle): string {
  if ('yaml' in next) return ` ${indent(next.yaml, next.isBlock ? column + 2 : column)}`
  return printItem(next.value, column, style).slice(1)
}

/** The splice that adds an entry to a collection. `steps` lead to the collection. */
export function insertEntry(
  tree: TextTree,
  steps: readonly Step[],
  node: ContainerNode,
  place: NewEntry,
  next: NewValue,
): Splice {
  const style = styleNear(tree.text, tree.root, steps, node)
  if (node.isFlow) return insertInFlow(tree.text, node, place, next, style)
  const column = columnOfEntries(tree.text, node)
  const body = entryText(place, next, column, style)
  const line = ' '.repeat(column)
  const index = place.index ?? node.entries.length
  const following = node.entries[index]
  const { text } = tree
  if (following) {
    if (!beginsLine(text, following.start)) {
      const insert = `${body}${style.newline}${line}`
      return { from: following.start, to: following.start, insert }
    }
    const at = ownStart(text, following.start)
    return { from: at, to: at, insert: `${line}${body}${style.newline}` }
  }
  return appendLine(text, node, `${line}${body}`, style)
}

function appendLine(text: string, node: ContainerNode, line: string, style: PrintStyle): Splice {
  const last = node.entries.at(-1)
  const at = last ? ownEnd(text, last.node, columnOf(text, last.start)) : node.end
  if (at > 0 && text[at - 1] === '\n') {
    return { from: at, to: at, insert: `${line}${style.newline}` }
  }
  const insert = `${style.newline}${line}`
  return { from: at, to: at, insert: closeBlock(text, at, insert) }
}

function entryText(place: NewEntry, next: NewValue, column: number, style: PrintStyle): string {
  if (place.key === undefined) return `-${itemTail(next, column, style)}`
  if ('value' in next) return printEntry(place.key, next.value, column, style)
  return `${printScalar(place.key, false)}:${valueTail(next, column, style)}`
}

function insertInFlow(
  text: string,
  node: ContainerNode,
  place: NewEntry,
  next: NewValue,
  style: PrintStyle,
): Splice {
  const pretty = isPretty(text, node) ? columnOf(text, lineFirst(text, node.start)) : undefined
  const inner = pretty === undefined ? undefined : pretty + style.step
  const value = 'yaml' in next ? next.yaml : printFlow(next.value, style, inner)
  const quoting = style.isJson ? 'double' : undefined
  const body =
    place.key === undefined ? value : `${printScalar(place.key, true, quoting)}: ${value}`
  const [first] = node.entries
  if (!first) return { from: node.start + 1, to: node.start + 1, insert: body }
  const isOnLines = beginsLine(text, first.start)
  const gap = isOnLines ? `${style.newline}${' '.repeat(columnOf(text, first.start))}` : ' '
  const following = node.entries[place.index ?? node.entries.length]
  if (following) return { from: following.start, to: following.start, insert: `${body},${gap}` }
  const end = node.entries.at(-1)?.node.end ?? first.node.end
  return { from: end, to: end, insert: `,${gap}${body}` }
}

/** Whether a flow collection is written over several lines. */
function isPretty(text: string, node: TextNode): boolean {
  return isContainer(node) && node.isFlow && text.slice(node.start, node.end).includes('\n')
}

function lineFirst(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return start + Math.max(0, text.slice(start, offset + 1).search(/\S/))
}

function join(anchor: string, body: string): string {
  return anchor === '' ? body : `${anchor} ${body}`
}

/** The splice that takes one of several entries out of a collection. */
export function removeEntry(text: string, node: ContainerNode, index: number): Splice | undefined {
  const entry = node.entries[index]
  if (!entry || node.entries.length < 2) return undefined
  const next = node.entries[index + 1]
  if (node.isFlow) {
    if (next) return { from: entry.start, to: next.start, insert: '' }
    const previous = node.entries[index - 1]
    return { from: previous?.node.end ?? entry.start, to: entry.node.end, insert: '' }
  }
  const column = columnOf(text, entry.start)
  const end = ownEnd(text, entry.node, column)
  if (!beginsLine(text, entry.start)) {
    const rest = text.slice(end).search(/\S/)
    return { from: entry.start, to: rest < 0 ? end : end + rest, insert: '' }
  }
  const from = ownStart(text, entry.start)
  const isCut = end === text.length && !text.endsWith('\n') && from > 0
  return { from: isCut ? lineEnd(text, lineStart(text, from - 1)) : from, to: end, insert: '' }
}

/** The splice that moves an item of a list, or undefined when its items cannot change places as they are. */
export function moveItem(
  text: string,
  node: ContainerNode,
  from: number,
  to: number,
): Splice | undefined {
  const segments = node.isFlow ? flowSegments(text, node) : blockSegments(text, node)
  const moved = segments?.[from]
  if (!segments || !moved) return undefined
  const low = Math.min(from, to)
  const high = Math.max(from, to)
  const bodies = segments.map((each) => each.body)
  const order = bodies.toSpliced(from, 1).toSpliced(to, 0, moved.body)
  const start = segments[low]?.from ?? 0
  const last = segments[high]
  if (!last) return undefined
  const pieces = segments.slice(low, high + 1).map((each, at) => (order[low + at] ?? '') + each.gap)
  return { from: start, to: last.to, insert: pieces.join('') }
}

interface Segment {
  readonly from: number
  readonly to: number
  readonly body: string
  /** What stays behind the place, whatever stands there. */
  readonly gap: string
}

function flowSegments(text: string, { entries }: ContainerNode): Segment[] {
  return entries.map(({ start, node: { end } }, index) => {
    const to = entries[index + 1]?.start ?? end
    return { from: start, to, body: text.slice(start, end), gap: text.slice(end, to) }
  })
}

function blockSegments(text: string, { entries }: ContainerNode): Segment[] | undefined {
  if (!entries.every(({ start }) => beginsLine(text, start))) return undefined
  return entries.map(({ start, node }, index) => {
    const from = ownStart(text, start)
    const next = entries[index + 1]
    const to = next ? ownStart(text, next.start) : ownEnd(text, node, columnOf(text, start))
    const part = text.slice(from, to)
    const isCut = !part.endsWith('\n')
    const end = isCut ? '' : part.endsWith('\r\n') ? '\r\n' : '\n'
    return { from, to, body: isCut ? part : part.slice(0, -end.length), gap: end }
  })
}
