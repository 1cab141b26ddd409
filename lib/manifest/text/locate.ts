import type { ManifestPath } from '../../engine/path'
import {
  type ContainerNode,
  isContainer,
  type ListItem,
  type MapEntry,
  type TextNode,
} from './node'

/** A key with its value, or a list item. */
export type Entry = MapEntry | ListItem

/** One container on the way to a node, and the entry that was taken. */
export interface Step {
  readonly container: ContainerNode
  readonly index: number
  readonly entry: Entry
}

/**
 * How far a path leads in the text.
 *
 * `end`: to its node. Else it stops at `node`: an alias, a mapping where only a merge key has the next
 * part (`merged`), a mapping or list without it (`missing`), a scalar that cannot have it (`scalar`).
 */
export interface Walk {
  readonly steps: readonly Step[]
  readonly node: TextNode
  readonly stop: 'end' | 'alias' | 'merged' | 'missing' | 'scalar'
}

/** Follows a path as far as it is written out. An alias at the very end is an `end`. */
export function walk(root: TextNode, path: ManifestPath): Walk {
  const steps: Step[] = []
  let node = root
  for (const part of path) {
    if (node.kind === 'alias') return { steps, node, stop: 'alias' }
    if (!isContainer(node)) return { steps, node, stop: 'scalar' }
    const index = indexOf(node, part)
    const entry = node.entries[index]
    if (!entry) return { steps, node, stop: isMerged(node, part) ? 'merged' : 'missing' }
    steps.push({ container: node, index, entry })
    node = entry.node
  }
  return { steps, node, stop: 'end' }
}

/** The place of a key or index among the entries; -1 when it is not there. */
export function indexOf(node: ContainerNode, part: string | number): number {
  if (node.kind === 'list') {
    const index = typeof part === 'number' ? part : Number.parseInt(part, 10)
    return index >= 0 && index < node.entries.length ? index : -1
  }
  const name = String(part)
  return node.entries.findLastIndex((entry) => entry.name === name)
}

function isMerged(node: ContainerNode, part: string | number): boolean {
  const { value } = node
  return (
    node.kind === 'map' &&
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, String(part))
  )
}

/** The node an alias stands for: the last one with that anchor before it. */
export function anchorOf(root: TextNode, alias: { name: string; start: number }) {
  let found: TextNode | undefined
  for (const node of nodesOf(root)) {
    if (node.start >= alias.start && node.kind === 'alias') break
    if (node.anchor === alias.name && node.outerStart < alias.start) found = node
  }
  return found
}

/** All nodes in the order of the text, keys included. */
export function* nodesOf(node: TextNode): Generator<TextNode> {
  yield node
  if (!isContainer(node)) return
  for (const entry of node.entries) {
    if ('key' in entry) yield* nodesOf(entry.key)
    yield* nodesOf(entry.node)
  }
}

/**
 * Where the text of a path really stands: aliases and merge keys are followed. Undefined when there is
 * no such value.
 */
export function locate(
  root: TextNode,
  path: ManifestPath,
): { node: TextNode; entry?: Entry } | undefined {
  let at: { node: TextNode; entry?: Entry } | undefined = { node: root }
  for (const part of path) {
    const container: TextNode | undefined = behindAlias(root, at.node)
    if (!container || !isContainer(container)) return undefined
    at = childOf(root, container, part)
    if (!at) return undefined
  }
  return at
}

function behindAlias(root: TextNode, node: TextNode): TextNode | undefined {
  return node.kind === 'alias' ? anchorOf(root, node) : node
}

function childOf(
  root: TextNode,
  container: ContainerNode,
  part: string | number,
): { node: TextNode; entry: Entry } | undefined {
  const entry = container.entries[indexOf(container, part)]
  if (entry) return { node: entry.node, entry }
  if (container.kind === 'list') return undefined
  for (const source of mergeSources(root, container)) {
    const found = childOf(root, source, part)
    if (found) return found
  }
  return undefined
}

function mergeSources(root: TextNode, map: ContainerNode): ContainerNode[] {
  const sources: ContainerNode[] = []
  for (const entry of map.entries) {
    if (!('isMerge' in entry) || !entry.isMerge) continue
    const source = behindAlias(root, entry.node)
    const each = source?.kind === 'list' ? source.entries.map(({ node }) => node) : [source]
    for (const node of each) {
      const container = node && behindAlias(root, node)
      if (container && isContainer(container)) sources.push(container)
    }
  }
  return sources
}

/** The path of the smallest node around an offset. A key belongs to its value. */
export function pathAt(root: TextNode, offset: number): ManifestPath {
  const path: (string | number)[] = []
  let node = root
  while (isContainer(node)) {
    const index = node.entries.findLastIndex((entry) => entry.start <= offset)
    const entry = node.entries[index]
    if (!entry) break
    const isBehind = node.isFlow && offset > entry.node.end && index < node.entries.length - 1
    if (node.isFlow && (offset >= node.end || isBehind)) break
    path.push('name' in entry ? entry.name : index)
    if (offset < entry.node.start) break
    node = entry.node
  }
  return path
}
