import type { ManifestPath } from '../engine/path'
import { setValue } from './edits'
import { ManifestError } from './manifest-error'
import { walk } from './text/locate'
import type { TextNode } from './text/node'
import { isBlock, nodeText, trimBlock } from './text/node-text'
import { rawValue } from './text/raw-value'
import type { NewValue } from './text/splices'
import { TextTree } from './text/text-tree'
import type { TreeEditor } from './text/tree-editor'

/** The YAML text of a node without the indentation of its place; undefined when there is none. */
export function textAt(tree: TextTree, path: ManifestPath): string | undefined {
  const found = tree.root && walk(tree.root, path)
  if (found?.stop !== 'end') return undefined
  return nodeText(tree.text, found.node, found.steps.at(-1))
}

/**
 * Replaces a node by YAML text; see `ManifestEdits.replaceNode`.
 *
 * @throws ManifestError `yaml_invalid` with line and column of the given text
 */
export function replaceByText(editor: TreeEditor, path: ManifestPath, yamlText: string): void {
  const body = trimBlock(yamlText).replaceAll('\r\n', '\n')
  const part = parsePart(editor, body)
  const next: NewValue = { yaml: fitNewlines(editor, body), isBlock: isBlock(part.root) }
  if (path.length === 0) {
    editor.apply({ from: 0, to: editor.tree.text.length, insert: yamlText })
    return
  }
  const { root } = editor.tree
  const found = root && walk(root, path)
  if (found?.stop === 'end') {
    editor.replace(path, found, next, part.raw)
    return
  }
  const key = path.at(-1)
  const isNewKey = found?.stop === 'missing' && found.steps.length === path.length - 1
  if (isNewKey && found.node.kind === 'map' && found.node.entries.length > 0) {
    const place = { key: String(key) }
    editor.add(path.slice(0, -1), { ...found, node: found.node }, place, next, part.raw)
    return
  }
  setValue(editor, path, part.value)
}

function parsePart(
  editor: TreeEditor,
  body: string,
): { root: TextNode; raw: unknown; value: unknown } {
  const part = new TextTree(body)
  const own = part.mistakes.filter(({ message }) => !message.startsWith('There is no anchor'))
  const isDangling = own.length < part.mistakes.length && !editor.tree.hasAnchors
  const [mistake] = isDangling ? part.mistakes : own
  if (mistake || !part.root) {
    const lines = body.slice(0, mistake?.from ?? 0).split('\n')
    const place = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
    const message = mistake?.message ?? 'There is no YAML in this text'
    throw new ManifestError('yaml_invalid', `${message} (line ${place.line})`, place)
  }
  return { root: part.root, raw: rawOf(part), value: part.value }
}

function rawOf(part: TextTree): unknown {
  return part.hasAnchors && part.root ? rawValue(part.root) : part.value
}

function fitNewlines(editor: TreeEditor, body: string): string {
  return editor.tree.text.includes('\r\n') ? body.replaceAll('\n', '\r\n') : body
}
