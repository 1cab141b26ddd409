import { formatPath, type ManifestPath } from '../engine/path'
import { changesBetween } from './changes'
import { ManifestError } from './manifest-error'
import { deepEqual } from './text/deep-equal'
import { type Walk, walk } from './text/locate'
import { type ContainerNode, isContainer } from './text/node'
import { printKey } from './text/print'
import { moveItem, removeEntry } from './text/splices'
import { type TreeEditor, valueAt } from './text/tree-editor'
import { isMapping } from './text/value'

/** Differences up to which a collection is changed entry by entry instead of printed anew. */
const changesMax = 200

/** Sets the value at a path; see `ManifestEdits.set`. */
export function setValue(editor: TreeEditor, path: ManifestPath, value: unknown): void {
  if (value === undefined) {
    removeValue(editor, path)
    return
  }
  const { root } = editor.tree
  if (!root) {
    setInEmpty(editor, path, value)
    return
  }
  const found = walk(root, path)
  switch (found.stop) {
    case 'end':
      setNode(editor, path, found, value)
      return
    case 'alias':
      editor.materialise(path.slice(0, found.steps.length), found)
      setValue(editor, path, value)
      return
    case 'merged':
      setMerged(editor, path, found, value)
      return
    default:
      addMissing(editor, path, found, value)
  }
}

function setInEmpty(editor: TreeEditor, path: ManifestPath, value: unknown): void {
  const whole = nested(path, value)
  if (!isMapping(whole)) {
    throw new ManifestError('not_a_container', 'A manifest is a mapping', { path })
  }
  editor.begin(whole)
}

function setMerged(editor: TreeEditor, path: ManifestPath, found: Walk, value: unknown): void {
  const depth = found.steps.length
  const key = String(path[depth])
  if (depth < path.length - 1) {
    editor.materialiseMerged(path.slice(0, depth), found, key)
    setValue(editor, path, value)
    return
  }
  if (deepEqual(valueAt(found.node.value, [key]), value) || !isContainer(found.node)) return
  editor.add(path.slice(0, depth), { ...found, node: found.node }, { key }, { value }, value)
}

function addMissing(editor: TreeEditor, path: ManifestPath, found: Walk, value: unknown): void {
  const depth = found.steps.length
  const at = path.slice(0, depth)
  const rest = path.slice(depth)
  const { node } = found
  const [part = ''] = rest
  if (isContainer(node) && node.entries.length > 0) {
    const place = placeFor(node, part, at)
    const whole = nested(rest.slice(1), value)
    editor.add(at, { ...found, node }, place, { value: whole }, whole)
    return
  }
  const isEmpty = isContainer(node) || node.value === null
  if (!isEmpty) {
    const message = `${formatPath(at)} holds a single value and cannot have ${String(part)}`
    throw new ManifestError('not_a_container', message, { path: at })
  }
  if (isContainer(node)) placeFor(node, part, at)
  const whole = nested(rest, value)
  editor.replace(at, found, { value: whole }, whole)
}

function placeFor(node: ContainerNode, part: string | number, path: ManifestPath) {
  if (node.kind === 'map') return { key: String(part) }
  if (Number(part) === node.entries.length) return { index: node.entries.length }
  throw new ManifestError('not_found', `${formatPath(path)} has no place ${String(part)}`, { path })
}

/** `['a', 0]`, 1 → `{ a: [1] }`. */
function nested(path: ManifestPath, value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inner, part) => (typeof part === 'number' ? [inner] : { [part]: inner }),
    value,
  )
}

function setNode(editor: TreeEditor, path: ManifestPath, found: Walk, value: unknown): void {
  const { node } = found
  if (deepEqual(node.value, value)) return
  const changes = changesBetween(node.value, value)
  if (changes && changes.length <= changesMax) {
    if (node.kind === 'alias') editor.materialise(path, found)
    for (const change of changes) {
      const target = [...path, change.part]
      if (change.kind === 'remove') removeValue(editor, target)
      else setValue(editor, target, change.value)
    }
    return
  }
  editor.replace(path, found, { value }, value)
}

/** Removes what stands at a path; nothing happens when nothing does. */
export function removeValue(editor: TreeEditor, path: ManifestPath): void {
  const { root } = editor.tree
  const part = path.at(-1)
  if (!root) return
  if (part === undefined) {
    editor.replace(path, walk(root, path), { value: {} }, {})
    return
  }
  const above = path.slice(0, -1)
  const found = walk(root, above)
  if (found.stop === 'alias' || (found.stop === 'end' && found.node.kind === 'alias')) {
    if (valueAt(editor.tree.value, path) === undefined) return
    editor.materialise(path.slice(0, found.steps.length), found)
    removeValue(editor, path)
    return
  }
  if (found.stop === 'merged') {
    if (valueAt(editor.tree.value, path) === undefined) return
    const depth = found.steps.length
    editor.materialiseMerged(path.slice(0, depth), found, String(path[depth]))
    removeValue(editor, path)
    return
  }
  if (found.stop === 'end' && isContainer(found.node)) removeFrom(editor, above, found, part)
}

function removeFrom(
  editor: TreeEditor,
  path: ManifestPath,
  found: Walk,
  part: string | number,
): void {
  const target = walk(found.node, [part])
  if (target.stop === 'merged') {
    const { [String(part)]: _gone, ...rest } = found.node.value as Record<string, unknown>
    editor.replace(path, found, { value: rest }, rest)
    return
  }
  const [step] = target.steps
  if (target.stop !== 'end' || !step) return
  editor.keepAnchors(target.node, path)
  removeOwn(editor, path, part)
}

function removeOwn(editor: TreeEditor, path: ManifestPath, part: string | number): void {
  const { root, text } = editor.tree
  const found = root && walk(root, [...path, part])
  const step = found?.steps.at(-1)
  if (!root || !step || found?.stop !== 'end') return
  const isTwice =
    step.container.kind === 'map' &&
    step.container.entries.filter(({ name }) => name === String(part)).length > 1
  if (isTwice) {
    const splice = removeEntry(text, step.container, step.index)
    if (splice) editor.apply(splice)
    removeOwn(editor, path, part)
    return
  }
  if (step.container.entries.length > 1) {
    editor.change(removeEntry(text, step.container, step.index), [...path, part], () => undefined)
    return
  }
  const empty = step.container.kind === 'map' ? {} : []
  editor.replace(path, walk(root, path), { value: empty }, empty)
}

/** Puts a value into a list; see `ManifestEdits.insert`. */
export function insertValue(
  editor: TreeEditor,
  path: ManifestPath,
  index: number,
  value: unknown,
): void {
  const current = valueAt(editor.tree.value, path)
  if (
    current === undefined ||
    current === null ||
    (Array.isArray(current) && current.length === 0)
  ) {
    setValue(editor, path, [value])
    return
  }
  const { found, node } = listAt(editor, path)
  const at = Math.min(Math.max(0, index), node.entries.length)
  editor.add(path, { ...found, node }, { index: at }, { value }, value)
}

/** Moves a list item; see `ManifestEdits.move`. */
export function moveValue(editor: TreeEditor, path: ManifestPath, from: number, to: number): void {
  const { node } = listAt(editor, path)
  const last = node.entries.length - 1
  if (from < 0 || to < 0 || from > last || to > last) {
    throw new ManifestError('not_found', `${formatPath(path)} has ${last + 1} items`, { path })
  }
  if (from === to) return
  editor.change(moveItem(editor.tree.text, node, from, to), path, (value) => {
    const items = value as unknown[]
    return items.toSpliced(from, 1).toSpliced(to, 0, items[from])
  })
}

/** The list at a path, written out where an alias stood. */
function listAt(editor: TreeEditor, path: ManifestPath): { found: Walk; node: ContainerNode } {
  const found = ownNode(editor, path)
  if (found.node.kind === 'list') return { found, node: found.node }
  throw new ManifestError('not_a_container', `${formatPath(path)} is not a list`, { path })
}

/** The node at a path, after aliases and merge keys on the way have been written out. */
function ownNode(editor: TreeEditor, path: ManifestPath): Walk {
  for (let tries = 0; tries <= path.length; tries++) {
    const { root } = editor.tree
    const found = root && walk(root, path)
    if (!found) break
    const at = path.slice(0, found.steps.length)
    if (found.node.kind === 'alias') editor.materialise(at, found)
    else if (found.stop === 'end') return found
    else if (found.stop === 'merged') {
      editor.materialiseMerged(at, found, String(path[found.steps.length]))
    } else break
  }
  const { root } = editor.tree
  const found = root && walk(root, path)
  if (found?.stop === 'end') return found
  throw new ManifestError('not_found', `There is nothing at ${formatPath(path)}`, { path })
}

/** Changes a key; see `ManifestEdits.rename`. */
export function renameKey(editor: TreeEditor, path: ManifestPath, newKey: string): void {
  const oldKey = path.at(-1)
  if (typeof oldKey !== 'string' || oldKey === newKey) return
  const above = path.slice(0, -1)
  if (valueAt(editor.tree.value, [...above, newKey]) !== undefined) {
    throw new ManifestError('key_taken', `${formatPath(above)} has a ${newKey} already`, { path })
  }
  const step = ownNode(editor, path).steps.at(-1)
  if (!step || !('key' in step.entry)) return
  const { key } = step.entry
  const prefer = key.kind === 'scalar' ? key.style : undefined
  const insert = printKey(newKey, step.container.isFlow, prefer)
  editor.change({ from: key.start, to: key.end, insert }, above, (value) =>
    Object.fromEntries(
      Object.entries(value as object).map(([name, each]) => [
        name === oldKey ? newKey : name,
        each,
      ]),
    ),
  )
}
