import type { Json } from '../../engine/values/value'
import { type ContainerNode, isContainer, type MapEntry, type TextNode } from './node'
import { parseText, type SyntaxMistake } from './parse'
import { treeValue } from './value'

/** Replaces `text[from, to)` by `insert`. */
export interface Splice {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** A run of entries that can be read again without the rest of the text. */
interface Unit {
  /** Containers from the root to the one whose entries are read again, with the entry taken in each. */
  readonly chain: readonly { readonly node: ContainerNode; readonly index: number }[]
  readonly node: ContainerNode
  readonly first: number
  readonly last: number
  readonly from: number
  readonly to: number
}

/** The last tree that could be read, of its text, and all that was changed since. */
interface GoodTree {
  readonly root: TextNode
  readonly text: string
  readonly pending: Splice | undefined
}

/**
 * A text with its tree and value. A splice reads again only the entries it touches, and falls back to
 * the whole text when those no longer stand on their own.
 */
export class TextTree {
  #text: string
  #root: TextNode | undefined
  #value: Json = null
  #mistakes: readonly SyntaxMistake[] = []
  #duplicates: readonly MapEntry[] = []
  #hasAnchors = false
  #good: GoodTree | undefined

  constructor(text: string) {
    this.#text = text
    this.#readAll()
  }

  get text(): string {
    return this.#text
  }

  /** The tree; undefined for an empty document and for one that cannot be read. */
  get root(): TextNode | undefined {
    return this.#root
  }

  /** The value; while there are mistakes it is without meaning. */
  get value(): Json {
    return this.#value
  }

  get mistakes(): readonly SyntaxMistake[] {
    return this.#mistakes
  }

  get duplicates(): readonly MapEntry[] {
    return this.#duplicates
  }

  get hasAnchors(): boolean {
    return this.#hasAnchors
  }

  /** Changes the text. */
  splice(splice: Splice): void {
    const before = this.#text
    this.#text = before.slice(0, splice.from) + splice.insert + before.slice(splice.to)
    const good = this.#good
    if (!good) {
      this.#readAll()
      return
    }
    const whole = sinceGood(good, splice, this.#text)
    if (this.#text === good.text || this.#readAround(good, whole)) {
      this.#root = good.root
      this.#readValue()
    } else {
      this.#good = { ...good, pending: whole }
      this.#readAll()
    }
  }

  #readAround({ root, text }: GoodTree, splice: Splice): boolean {
    for (const unit of unitsAround(root, text, splice)) {
      // Most of the text again costs as much as all of it, which tells the mistakes as well.
      if (unit.to - unit.from > text.length / 2 && text.length > 10_000) return false
      if (this.#readUnit(unit, splice)) return true
    }
    return false
  }

  #readAll(): void {
    const { root, mistakes } = parseText(this.#text.replace(/^\uFEFF/, ' '))
    this.#mistakes = mistakes
    this.#duplicates = []
    this.#root = root
    if (mistakes.length === 0) this.#readValue()
  }

  #readValue(): void {
    const { value, mistakes, duplicates, hasAnchors } = treeValue(this.#root)
    this.#value = value
    this.#mistakes = mistakes
    this.#duplicates = duplicates
    this.#hasAnchors = hasAnchors
    const root = this.#root
    this.#good = root && { root, text: this.#text, pending: undefined }
  }

  #readUnit(unit: Unit, { from, to, insert }: Splice): boolean {
    const delta = insert.length - (to - from)
    const column = unit.node.isFlow ? 0 : columnOf(this.#text, unit.from)
    const part = ' '.repeat(column) + this.#text.slice(unit.from, unit.to + delta)
    // What follows would begin on the last line of the part.
    const isLast = unit.to + delta === this.#text.length
    if (!unit.node.isFlow && !isLast && !part.endsWith('\n')) return false
    const { root, mistakes } = parseText(part, unit.from - column)
    if (mistakes.length > 0 || !root || !takesPlaceOf(root, unit, delta)) return false

    const { node, first, last } = unit
    shiftEntries(node, last + 1, delta)
    // Both are of one kind, which the types cannot see.
    const entries = node.entries as unknown[]
    entries.splice(first, last - first + 1, ...root.entries)
    node.value = undefined
    settleEnd(node, delta)
    for (const { node: above, index } of unit.chain.toReversed()) {
      shiftEntries(above, index + 1, delta)
      above.value = undefined
      settleEnd(above, delta)
    }
    return true
  }
}

/** Two splices as one: what led from the good text to the text before, and what was done now. */
function sinceGood({ pending }: GoodTree, splice: Splice, text: string): Splice {
  if (!pending) return splice
  const from = Math.min(pending.from, splice.from)
  const grown = pending.insert.length - (pending.to - pending.from)
  const end = Math.max(splice.to, pending.from + pending.insert.length)
  const delta = splice.insert.length - (splice.to - splice.from)
  return { from, to: end - grown, insert: text.slice(from, end + delta) }
}

function takesPlaceOf(root: TextNode, unit: Unit, delta: number): root is ContainerNode {
  if (!isContainer(root) || root.kind !== unit.node.kind) return false
  if (root.isFlow !== unit.node.isFlow) return false
  if (root.outerStart !== unit.from || root.start !== unit.from) return false
  return !root.isFlow || root.end === unit.to + delta
}

/** Units that enclose a splice, the smallest first. */
function unitsAround(root: TextNode, text: string, splice: Splice): Unit[] {
  const units: Unit[] = []
  const chain: { node: ContainerNode; index: number }[] = []
  let node = root
  let limit = text.length
  while (isContainer(node)) {
    const unit = node.isFlow
      ? flowUnit(node, splice, [...chain])
      : blockUnit(node, splice, [...chain], text, limit)
    if (!unit) break
    units.unshift(unit)
    const index = node.isFlow
      ? entryAround(node, splice)
      : unit.first === unit.last
        ? unit.first
        : -1
    const entry = node.entries[index]
    if (!entry || splice.from <= entry.node.start) break
    limit = unit.to
    chain.push({ node, index })
    node = entry.node
  }
  return units
}

function entryAround(node: ContainerNode, { from, to }: Splice): number {
  return node.entries.findIndex((entry) => entry.node.start < from && to < entry.node.end)
}

function flowUnit(node: ContainerNode, splice: Splice, chain: Unit['chain']): Unit | undefined {
  const isInside = node.start < splice.from && splice.to < node.end
  // The indentation of new lines matters to the block around.
  if (!isInside || splice.insert.includes('\n')) return undefined
  return {
    chain,
    node,
    first: 0,
    last: node.entries.length - 1,
    from: node.start,
    to: node.end,
  }
}

function blockUnit(
  node: ContainerNode,
  { from, to }: Splice,
  chain: Unit['chain'],
  text: string,
  limit: number,
): Unit | undefined {
  const { entries } = node
  const first = lastStartingBefore(entries, from)
  const start = entries[first]?.start
  if (start === undefined) return undefined
  let last = first
  const endOf = (index: number) => {
    const next = entries[index + 1]
    return next ? lineStart(text, next.start) : limit
  }
  while (last < entries.length - 1 && endOf(last) < to) last++
  const end = endOf(last)
  if (end < to) return undefined
  return { chain, node, first, last, from: start, to: end }
}

/** Index of the last entry that starts before an offset; -1 when there is none. */
function lastStartingBefore(entries: readonly { start: number }[], offset: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

function settleEnd(node: ContainerNode, delta: number): void {
  node.end = node.isFlow ? node.end + delta : (node.entries.at(-1)?.node.end ?? node.end)
}

function shiftEntries(node: ContainerNode, from: number, delta: number): void {
  if (delta === 0) return
  for (let index = from; index < node.entries.length; index++) {
    const entry = node.entries[index]
    if (!entry) continue
    entry.start += delta
    if ('key' in entry) {
      entry.colonEnd += delta
      shift(entry.key, delta)
    }
    shift(entry.node, delta)
  }
}

function shift(node: TextNode, delta: number): void {
  node.start += delta
  node.end += delta
  node.outerStart += delta
  if (isContainer(node)) shiftEntries(node, 0, delta)
}

/** Offset of the first character of the line that holds an offset. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1
}

/** Characters between the beginning of the line and an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset)
}

/** Offset of the line end at or behind an offset: of its `\r\n` or `\n`, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  if (end < 0) return text.length
  return end > offset && text[end - 1] === '\r' ? end - 1 : end
}

/** Offset behind the line end at or behind an offset. */
export function nextLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset)
  return end < 0 ? text.length : end + 1
}
