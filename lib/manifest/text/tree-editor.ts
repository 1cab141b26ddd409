import { formatPath, type ManifestPath } from '../../engine/path'
import { ManifestError } from '../manifest-error'
import { deepEqual } from './deep-equal'
import { anchorOf, nodesOf, type Step, type Walk, walk } from './locate'
import { type ContainerNode, isContainer, type TextNode } from './node'
import { copyText, isBlock } from './node-text'
import { printEntry } from './print'
import { rawValue, sameRaw, withChange } from './raw-value'
import { insertEntry, type NewEntry, type NewValue, replaceNode } from './splices'
import { styleNear } from './surroundings'
import type { Splice, TextTree } from './text-tree'

/** A splice that was done, with what it took out. */
export interface DoneSplice {
  readonly from: number
  readonly removed: string
  readonly inserted: string
}

/**
 * Does the single steps of edits on a tree: every splice is checked against the value it should lead
 * to and taken back when it does not. Remembers what it did.
 */
export class TreeEditor {
  readonly tree: TextTree
  readonly #done: DoneSplice[] = []

  constructor(tree: TextTree) {
    this.tree = tree
  }

  get done(): readonly DoneSplice[] {
    return this.#done
  }

  /** The value as it is written, aliases apart. */
  raw(): unknown {
    return this.tree.hasAnchors ? rawValue(this.tree.root) : this.tree.value
  }

  /** Changes the text without a check. */
  apply({ from, to, insert }: Splice): void {
    const removed = this.tree.text.slice(from, to)
    this.tree.splice({ from, to, insert })
    this.#done.push({ from, removed, inserted: insert })
  }

  /** Takes back everything after the first `count` splices. */
  rollBack(count = 0): void {
    for (let last = this.#done.length; last > count; last--) {
      const splice = this.#done.pop()
      if (splice) this.tree.splice(inverseOf(splice))
    }
  }

  /** Does a splice if it leads to the expected value; tells whether it did. */
  attempt(splice: Splice, expected: unknown): boolean {
    const before = this.#done.length
    this.apply(splice)
    if (this.tree.mistakes.length === 0 && sameRaw(this.raw(), expected)) return true
    this.rollBack(before)
    return false
  }

  /**
   * Does a splice that changes the value at `path`, or prints a parent anew when the splice does not
   * have that effect.
   *
   * @throws ManifestError `edit_impossible`
   */
  change(
    splice: Splice | undefined,
    path: ManifestPath,
    change: (value: unknown) => unknown,
  ): void {
    const expected = withChange(this.raw(), path, change)
    if (splice && this.attempt(splice, expected)) return
    for (let length = path.length; length > 0; length--) {
      if (this.#printAnew(path.slice(0, length), expected)) return
    }
    if (this.#printAnew([], expected)) return
    throw new ManifestError(
      'edit_impossible',
      `The text around ${formatPath(path)} cannot be changed safely; edit it as YAML`,
      { path },
    )
  }

  #printAnew(path: ManifestPath, expected: unknown): boolean {
    const { root } = this.tree
    if (!root) return false
    const { steps, node, stop } = walk(root, path)
    if (stop !== 'end') return false
    const value = valueAt(expected, path)
    if (value === undefined) return false
    return this.attempt(replaceNode(this.tree, steps, node, { value }), expected)
  }

  /** Gives the node at the end of a walk a new value. Its anchor stays, and aliases follow it. */
  replace(path: ManifestPath, found: Walk, next: NewValue, value: unknown): void {
    this.#keepAnchors(found.node, path)
    const { steps, node } = this.#again(path, found)
    try {
      this.change(replaceNode(this.tree, steps, node, next), path, () => value)
    } catch (error) {
      if (!(error instanceof ManifestError) || node.anchor === undefined) throw error
      this.#replaceWithAnchor(path, found, next, value)
    }
  }

  /** For a value that the aliases cannot have: they keep the old one. */
  #replaceWithAnchor(path: ManifestPath, found: Walk, next: NewValue, value: unknown): void {
    this.keepAnchors(this.#again(path, found).node, path)
    const { steps, node } = this.#again(path, found)
    const bare = { ...node, anchor: undefined, start: node.outerStart }
    this.change(replaceNode(this.tree, steps, bare, next), path, () => value)
  }

  /** The walk to a path as the tree is now. */
  #again(path: ManifestPath, found: Walk): Walk {
    const { root } = this.tree
    const again = root && walk(root, path)
    return again?.stop === 'end' ? again : found
  }

  /** Adds an entry to the collection at `path`. */
  add(
    path: ManifestPath,
    at: { steps: readonly Step[]; node: ContainerNode },
    place: NewEntry,
    next: NewValue,
    value: unknown,
  ): void {
    const splice = insertEntry(this.tree, at.steps, at.node, place, next)
    this.change(splice, path, (container) => withEntry(container, place, value))
  }

  /** Replaces an alias by a copy of what it stands for. */
  materialise(path: ManifestPath, { steps, node }: Walk): void {
    const { root } = this.tree
    if (node.kind !== 'alias' || !root) return
    const copy = this.#copyOf(anchorOf(root, node), steps)
    if (!copy) throw new ManifestError('edit_impossible', 'The alias has no anchor', { path })
    this.#withSameMeaning(path, () => {
      this.apply(replaceNode(this.tree, steps, node, copy))
    })
  }

  /** Gives a mapping its own copy of a key that it has from a merge key. */
  materialiseMerged(path: ManifestPath, { steps, node }: Walk, key: string): void {
    if (!isContainer(node)) return
    const value = valueAt(node.value, [key])
    this.#withSameMeaning(path, () => {
      this.apply(insertEntry(this.tree, steps, node, { key }, { value }))
    })
  }

  /** Does splices that must not change what the text means. */
  #withSameMeaning(path: ManifestPath, splice: () => void): void {
    const before = this.tree.value
    const count = this.#done.length
    splice()
    if (this.tree.mistakes.length === 0 && deepEqual(before, this.tree.value)) return
    this.rollBack(count)
    const message = `The alias at ${formatPath(path)} cannot be written out; edit it as YAML`
    throw new ManifestError('edit_impossible', message, { path })
  }

  /** The text of a node for the place that steps lead to; its value where blocks cannot stand. */
  #copyOf(target: TextNode | undefined, steps: readonly Step[]): NewValue | undefined {
    const { root, text } = this.tree
    if (!target || !root) return undefined
    const isInFlow = steps.at(-1)?.container.isFlow === true
    const isWide = isBlock(target) || text.slice(target.start, target.end).includes('\n')
    if (isInFlow && isWide) return { value: target.value }
    const parent = parentOf(root, target)
    return { yaml: copyText(text, target, parent), isBlock: isBlock(target) }
  }

  /**
   * Before a node goes: the first alias elsewhere to each anchor in it becomes that anchor, with a copy
   * of the text.
   */
  #keepAnchors(node: TextNode, path: ManifestPath, isWhole = false): void {
    if (!this.tree.hasAnchors) return
    for (const inner of [...nodesOf(node)]) {
      if (inner.anchor === undefined || (inner === node && !isWhole)) continue
      this.#moveAnchor(inner, node, path)
    }
  }

  /** The same for a node that goes with its own anchor. */
  keepAnchors(node: TextNode, path: ManifestPath): void {
    this.#keepAnchors(node, path, true)
  }

  #moveAnchor(anchored: TextNode, leaving: TextNode, path: ManifestPath): void {
    const { root } = this.tree
    if (!root) return
    const inside = new Set(nodesOf(leaving))
    const alias = [...nodesOf(root)].find(
      (each) =>
        each.kind === 'alias' &&
        each.name === anchored.anchor &&
        !inside.has(each) &&
        anchorOf(root, each) === anchored,
    )
    const way = alias && wayTo(root, alias)
    const copy = way && this.#copyOf(anchored, way)
    if (!copy) return
    this.#withSameMeaning(path, () => {
      const splice = replaceNode(this.tree, way, alias, copy)
      const isBlockText = 'yaml' in copy && copy.isBlock
      const gap = /^\s*/.exec(splice.insert)?.[0] ?? ''
      const insert = isBlockText
        ? splice.insert.replace(/^(\s?)/, ` &${anchored.anchor}$1`)
        : `${gap}&${anchored.anchor} ${splice.insert.trimStart()}`
      this.apply({ ...splice, insert })
    })
  }

  /** The text a missing document begins with. */
  begin(value: Record<string, unknown>): void {
    const { text } = this.tree
    const style = styleNear(text, undefined, [])
    const gap = text === '' || text.endsWith('\n') ? '' : style.newline
    const lines = Object.entries(value).map(([key, each]) => printEntry(key, each, 0, style))
    const insert = `${gap}${lines.join(style.newline)}${style.newline}`
    if (!this.attempt({ from: text.length, to: text.length, insert }, value)) {
      throw new ManifestError('edit_impossible', 'The empty text cannot be begun; edit it as YAML')
    }
  }
}

/** The splice that takes a done one back. */
export function inverseOf({ from, removed, inserted }: DoneSplice): Splice {
  return { from, to: from + inserted.length, insert: removed }
}

/** The value at a path of parsed data; undefined when there is none. */
export function valueAt(value: unknown, path: ManifestPath): unknown {
  let at: unknown = value
  for (const part of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return undefined
    at = (at as Record<string | number, unknown>)[part]
  }
  return at
}

function withEntry(container: unknown, { key, index }: NewEntry, value: unknown): unknown {
  if (key === undefined) {
    const items = container as unknown[]
    return items.toSpliced(index ?? items.length, 0, value)
  }
  return { ...(container as object), [key]: value }
}

function parentOf(root: TextNode, target: TextNode): Step | undefined {
  return wayTo(root, target)?.at(-1)
}

function wayTo(root: TextNode, target: TextNode): Step[] | undefined {
  const steps: Step[] = []
  let node = root
  while (node !== target) {
    if (!isContainer(node)) return undefined
    const container: ContainerNode = node
    const index = container.entries.findLastIndex((entry) => entry.start <= target.outerStart)
    const entry = container.entries[index]
    if (!entry) return undefined
    steps.push({ container, index, entry })
    node = entry.node
  }
  return steps
}
