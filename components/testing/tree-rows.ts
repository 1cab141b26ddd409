import { Float, type Json, type JsonObject } from '@/lib/engine/values/value'

/** Names and list positions from the root of a body. */
export type BodyKeys = readonly (string | number)[]

/** One line of a body laid out as a tree. */
export interface TreeRow {
  /** Keys joined with dots; the root is empty. Names the node while it is open. */
  readonly path: string
  readonly keys: BodyKeys
  readonly depth: number
  readonly key: string
  readonly value: Json
  /** Absent on leaves. */
  readonly isOpen?: boolean | undefined
  /** In place of items that a long list does not show yet. */
  readonly more?: { readonly from: number; readonly count: number } | undefined
}

/** Which nodes are open, and how many items of a list are shown. */
export interface TreeState {
  readonly isOpen: (path: string, depth: number) => boolean
  readonly shownItems: (path: string) => number
}

/** The lines in sight when a body is unfolded so. */
export function treeRows(value: Json, state: TreeState): TreeRow[] {
  const rows: TreeRow[] = []
  const visit = (key: string, node: Json, path: string, keys: BodyKeys) => {
    const depth = keys.length
    if (!isBranch(node)) {
      rows.push({ path, keys, depth, key, value: node })
      return
    }
    const isOpen = state.isOpen(path, depth)
    rows.push({ path, keys, depth, key, value: node, isOpen })
    if (!isOpen) return
    const entries = entriesOf(node)
    const shown = Array.isArray(node) ? state.shownItems(path) : entries.length
    for (const [name, child] of entries.slice(0, shown)) {
      const step = Array.isArray(node) ? Number(name) : name
      visit(name, child, childPath(path, name), [...keys, step])
    }
    if (entries.length > shown) {
      const more = { from: shown, count: entries.length - shown }
      rows.push({ path, keys, depth: depth + 1, key: '', value: null, more })
    }
  }
  visit('', value, '', [])
  return rows
}

/** Paths whose key or value holds the text, and everything above them. */
export function pathsWith(value: Json, text: string): { open: Set<string>; hits: Set<string> } {
  const wanted = text.toLowerCase()
  const open = new Set<string>()
  const hits = new Set<string>()
  const visit = (key: string, node: Json, path: string): boolean => {
    const own = key.toLowerCase().includes(wanted) || leafHolds(node, wanted)
    if (own) hits.add(path)
    const below = entriesOf(node).filter(([name, child]) =>
      visit(name, child, childPath(path, name)),
    )
    if (below.length > 0) open.add(path)
    return own || below.length > 0
  }
  visit('', value, '')
  return { open, hits }
}

export function isBranch(value: Json): value is readonly Json[] | JsonObject {
  return typeof value === 'object' && value !== null && !(value instanceof Float)
}

const childPath = (path: string, name: string) => (path === '' ? name : `${path}.${name}`)

function entriesOf(node: Json): [string, Json][] {
  if (!isBranch(node)) return []
  if (Array.isArray(node)) return node.map((item: Json, index) => [String(index), item])
  return Object.entries(node)
}

function leafHolds(node: Json, wanted: string): boolean {
  if (isBranch(node)) return false
  const text = node instanceof Float ? String(node.value) : String(node)
  return text.toLowerCase().includes(wanted)
}
