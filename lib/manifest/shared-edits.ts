import { formatPath, type ManifestPath } from '../engine/path'
import { setValue } from './edits'
import { ManifestError } from './manifest-error'
import { replaceByText, textAt } from './node-edits'
import { targetOf, valueAtPath } from './shared-parts'
import { walk } from './text/locate'
import { isContainer } from './text/node'
import type { TreeEditor } from './text/tree-editor'
import { isMapping } from './text/value'

/**
 * Gives a place its own copy of the shared parts it is made of: every reference on the way to `path`,
 * and the one at it, is replaced by the text it names. Keys beside a `$ref` stay and win.
 *
 * @throws ManifestError `not_found` when nothing on the way is shared
 */
export function makeOwnCopy(editor: TreeEditor, path: ManifestPath): void {
  let copies = 0
  for (let length = 0; length <= path.length; length++) {
    const at = path.slice(0, length)
    const part = path[length]
    // References to references are copied one after the other.
    while (copies < 100 && needsCopy(editor, at, part)) {
      copyReference(editor, at)
      copies++
    }
  }
  if (copies > 0) return
  throw new ManifestError('not_found', `${formatPath(path)} is not shared`, { path })
}

function needsCopy(
  editor: TreeEditor,
  at: ManifestPath,
  part: string | number | undefined,
): boolean {
  const value = valueAtPath(editor.tree.value, at)
  if (targetOf(editor.tree.value, value) === undefined) return false
  return !(isMapping(value) && part !== undefined && Object.hasOwn(value, part))
}

function copyReference(editor: TreeEditor, at: ManifestPath): void {
  const manifest = editor.tree.value
  const value = valueAtPath(manifest, at)
  const target = targetOf(manifest, value)
  const text = target && textAt(editor.tree, target)
  if (text === undefined) {
    throw new ManifestError('not_found', `${formatPath(at)} refers to nothing`, { path: at })
  }
  const own = isMapping(value) ? Object.keys(value).filter((key) => key !== '$ref') : []
  const texts = own.map((key): [string, string] => [
    key,
    textAt(editor.tree, [...at, key]) ?? 'null',
  ])
  replaceByText(editor, at, text)
  if (!isMapping(valueAtPath(editor.tree.value, at))) return
  for (const [key, each] of texts) replaceByText(editor, [...at, key], each)
}

/**
 * Moves a node into `definitions` under a name and leaves a `$ref` in its place.
 *
 * @throws ManifestError `key_taken` when the name is in use, `not_found` when nothing stands there
 */
export function extractToShared(editor: TreeEditor, path: ManifestPath, name: string): void {
  if (valueAtPath(editor.tree.value, ['definitions', name]) !== undefined) {
    throw new ManifestError('key_taken', `definitions has a ${name} already`, { path })
  }
  const text = textAt(editor.tree, path)
  const { root } = editor.tree
  if (text === undefined || !root || path.length === 0 || name === '') {
    throw new ManifestError('not_found', `There is nothing to share at ${formatPath(path)}`, {
      path,
    })
  }
  const found = walk(root, path)
  const reference = `#/definitions/${name}`
  const value = isContainer(found.node) ? { $ref: reference } : reference
  editor.replace(path, found, { value }, value)
  if (!isMapping(valueAtPath(editor.tree.value, ['definitions']))) {
    setValue(editor, ['definitions'], { [name]: null })
  }
  replaceByText(editor, ['definitions', name], text)
}
