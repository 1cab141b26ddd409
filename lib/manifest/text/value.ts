import { PythonObject } from '../../engine/values/python-object'
import { type Json, setKey } from '../../engine/values/value'
import type { MapEntry, MapNode, TextNode } from './node'
import type { SyntaxMistake } from './parse'
import { ScalarInvalid } from './plain-scalar'
import { scalarValue } from './scalar-value'

/** What a tree means, and what is wrong with it. */
export interface TreeValue {
  readonly value: Json
  /** Mistakes that leave the text without a value. */
  readonly mistakes: readonly SyntaxMistake[]
  /** Keys that stand twice; the last one counts. */
  readonly duplicates: readonly MapEntry[]
  readonly hasAnchors: boolean
}

/** Nodes a manifest may have after aliases and merge keys are expanded. */
const expandedNodesMax = 500_000

/**
 * Computes the value of a tree, reusing what did not change: an unchanged part stays the same object.
 *
 * Aliases take the value of the anchor before them. `<<` takes over keys as PyYAML does: they come
 * first and own keys win.
 */
export function treeValue(root: TextNode | undefined): TreeValue {
  const reader = new ValueReader(root !== undefined && containsAnchor(root))
  const value = root ? reader.read(root) : null
  return {
    value,
    mistakes: reader.mistakes,
    duplicates: reader.duplicates,
    hasAnchors: reader.hasAnchors,
  }
}

class ValueReader {
  readonly mistakes: SyntaxMistake[] = []
  readonly duplicates: MapEntry[] = []
  readonly hasAnchors: boolean
  readonly #anchors = new Map<string, TextNode>()
  readonly #open = new Set<TextNode>()
  readonly #sizes = new Map<TextNode, number>()
  #expanded = 0

  constructor(hasAnchors: boolean) {
    this.hasAnchors = hasAnchors
  }

  read(node: TextNode): Json {
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node)
    const before = this.#expanded
    this.#expanded++
    const value = this.#valueOf(node)
    node.value = value
    if (this.hasAnchors) this.#sizes.set(node, this.#expanded - before)
    return value
  }

  #valueOf(node: TextNode): Json {
    switch (node.kind) {
      case 'scalar':
        return node.value ?? this.#scalar(node)
      case 'alias':
        return this.#alias(node.name, node)
      case 'map':
        return this.#inside(node, () => this.#map(node))
      case 'list':
        return this.#inside(node, () => {
          const items = node.entries.map((item) => this.read(item.node))
          const known = node.value
          return Array.isArray(known) && sameItems(known, items) ? known : items
        })
    }
  }

  #inside(node: TextNode, read: () => Json): Json {
    if (!this.hasAnchors && node.value !== undefined) return node.value
    this.#open.add(node)
    const value = read()
    this.#open.delete(node)
    return value
  }

  #scalar(node: TextNode & { kind: 'scalar' }): Json {
    try {
      return scalarValue(node)
    } catch (error) {
      if (!(error instanceof ScalarInvalid)) throw error
      this.#blame(node, error.message)
      return null
    }
  }

  #alias(name: string, node: TextNode): Json {
    const target = this.#anchors.get(name)
    if (!target) {
      this.#blame(node, `There is no anchor &${name} before this alias`)
      return null
    }
    if (this.#open.has(target)) {
      this.#blame(node, `The alias *${name} stands inside its own anchor`)
      return null
    }
    this.#expand(node, this.#sizes.get(target) ?? 1)
    return target.value ?? null
  }

  #expand(node: TextNode, count: number): void {
    const before = this.#expanded
    this.#expanded += count
    if (before <= expandedNodesMax && this.#expanded > expandedNodesMax) {
      this.#blame(node, `Aliases expand the text to more than ${expandedNodesMax} values`)
    }
  }

  #map(node: MapNode): Json {
    const merged: [string, Json][] = []
    const own: [string, Json][] = []
    for (const entry of node.entries) {
      const value = this.read(entry.node)
      if (entry.isMerge) merged.push(...this.#mergedKeys(entry, value))
      else own.push([entry.name, value])
    }
    const value: { [key: string]: Json } = {}
    for (const [key, each] of merged) setKey(value, key, each)
    for (const [key, each] of own) setKey(value, key, each)
    if (own.length > 1) this.#findDuplicates(node, own.length)
    const known = node.value
    return isMapping(known) && sameEntries(known, value) ? known : value
  }

  #findDuplicates(node: MapNode, count: number): void {
    const names = new Set(node.entries.map(({ name }) => name))
    if (names.size >= count && names.size === node.entries.length) return
    const seen = new Set<string>()
    for (const entry of node.entries) {
      if (seen.has(entry.name) && !entry.isMerge) this.duplicates.push(entry)
      seen.add(entry.name)
    }
  }

  #mergedKeys(entry: MapEntry, value: Json): [string, Json][] {
    // Of a list of mappings the first has the last word.
    const sources = Array.isArray(value) ? value.toReversed() : [value]
    if (!sources.every(isMapping)) {
      this.#blame(entry.key, 'The key << takes a mapping or a list of mappings')
      return []
    }
    const pairs = sources.flatMap((source) => Object.entries(source))
    this.#expand(entry.key, pairs.length)
    return this.#expanded > expandedNodesMax ? [] : pairs
  }

  #blame(node: TextNode, message: string): void {
    this.mistakes.push({ message, from: node.start, to: Math.max(node.end, node.start + 1) })
  }
}

/** Whether a value is a mapping, which dates and floats are not. */
export function isMapping(value: unknown): value is { readonly [key: string]: Json } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof PythonObject)
  )
}

function sameItems(left: readonly Json[], right: readonly Json[]): boolean {
  return left.length === right.length && left.every((each, index) => Object.is(each, right[index]))
}

function sameEntries(
  left: { readonly [key: string]: Json },
  right: { readonly [key: string]: Json },
): boolean {
  const keys = Object.keys(right)
  return (
    keys.length === Object.keys(left).length &&
    keys.every((key) => Object.hasOwn(left, key) && Object.is(left[key], right[key]))
  )
}

function containsAnchor(node: TextNode): boolean {
  if (node.kind === 'alias' || node.anchor !== undefined) return true
  if (node.kind === 'scalar') return false
  if (node.kind === 'map') {
    return node.entries.some(
      (entry) => entry.isMerge || containsAnchor(entry.node) || entry.key.anchor !== undefined,
    )
  }
  return node.entries.some((entry) => containsAnchor(entry.node))
}
