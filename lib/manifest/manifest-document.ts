import { formatPath, type ManifestPath } from '../engine/path'
import { insertValue, moveValue, removeValue, renameKey, setValue } from './edits'
import { History } from './history'
import type { EditOptions, ManifestEdits } from './manifest-edits'
import { ManifestError } from './manifest-error'
import type { ManifestSnapshot, NodeRange } from './manifest-snapshot'
import { replaceByText, textAt } from './node-edits'
import type { Problem } from './problem'
import { extractToShared, makeOwnCopy } from './shared-edits'
import { type ResolvedPath, resolvePath, streamsSharing, usesOf } from './shared-parts'
import { Lines } from './text/lines'
import { locate, pathAt } from './text/locate'
import { endWithoutBreak } from './text/surroundings'
import { textDifference } from './text/text-difference'
import { type Splice, TextTree } from './text/text-tree'
import { TreeEditor } from './text/tree-editor'
import { textProblems } from './yaml-problems'

/** What a document is given from outside. */
export interface DocumentOptions {
  /** Milliseconds of any clock; edits of one path within a second are one undo step. */
  readonly nowMs?: () => number
}

/**
 * The one copy of the manifest being edited.
 *
 * Its text is the truth; forms and the YAML editor are views of it. An edit changes the bytes of the
 * edited node only: comments, key order, quoting, anchors, line ends and unknown keys elsewhere stay.
 * Knows nothing of React; `subscribe` and `getSnapshot` fit `useSyncExternalStore`.
 */
export class ManifestDocument implements ManifestEdits {
  readonly #tree: TextTree
  readonly #history = new History()
  readonly #listeners = new Set<() => void>()
  readonly #nowMs: () => number
  #findings: readonly Problem[] = []
  #snapshot: ManifestSnapshot
  #lines: { readonly text: string; readonly lines: Lines } | undefined
  #open: TreeEditor | undefined

  constructor(text: string, { nowMs = () => performance.now() }: DocumentOptions = {}) {
    this.#nowMs = nowMs
    this.#tree = new TextTree(text)
    this.#snapshot = this.#take(0, null)
  }

  readonly getSnapshot = (): ManifestSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Replaces the text, as typing in the YAML editor does. What is equal at both ends is kept. */
  replaceText(text: string, name = 'Edit YAML'): void {
    const splice = textDifference(this.#tree.text, text)
    if (!splice) return
    this.#edit(name, 'text', (editor) => editor.apply(splice), false)
  }

  set(path: ManifestPath, value: unknown, options: EditOptions = {}): void {
    const name = options.name ?? `Change ${formatPath(path)}`
    this.#edit(name, keyOf('set', path), (editor) => setValue(editor, path, value))
  }

  remove(path: ManifestPath, options: EditOptions = {}): void {
    const name = options.name ?? `Remove ${formatPath(path)}`
    this.#edit(name, undefined, (editor) => removeValue(editor, path))
  }

  insert(listPath: ManifestPath, index: number, value: unknown, options: EditOptions = {}): void {
    const name = options.name ?? `Add to ${formatPath(listPath)}`
    this.#edit(name, undefined, (editor) => insertValue(editor, listPath, index, value))
  }

  move(listPath: ManifestPath, from: number, to: number, options: EditOptions = {}): void {
    const name = options.name ?? `Reorder ${formatPath(listPath)}`
    this.#edit(name, undefined, (editor) => moveValue(editor, listPath, from, to))
  }

  rename(path: ManifestPath, newKey: string, options: EditOptions = {}): void {
    const name = options.name ?? `Rename ${formatPath(path)} to ${newKey}`
    this.#edit(name, undefined, (editor) => renameKey(editor, path, newKey))
  }

  replaceNode(path: ManifestPath, yamlText: string, options: EditOptions = {}): void {
    const name = options.name ?? `Edit ${formatPath(path)} as YAML`
    this.#edit(name, keyOf('yaml', path), (editor) => replaceByText(editor, path, yamlText))
  }

  makeOwnCopy(path: ManifestPath, options: EditOptions = {}): void {
    const name = options.name ?? `Make an own copy of ${formatPath(path)}`
    this.#edit(name, undefined, (editor) => makeOwnCopy(editor, path))
  }

  extractToShared(path: ManifestPath, shared: string, options: EditOptions = {}): void {
    const name = options.name ?? `Share ${formatPath(path)} as ${shared}`
    this.#edit(name, undefined, (editor) => extractToShared(editor, path, shared))
  }

  /**
   * Runs several edits as one undo step. When `edits` throws, none of them has happened.
   */
  transact(name: string, edits: (document: ManifestEdits) => void): void {
    this.#edit(name, undefined, () => edits(this), false)
  }

  undo(): void {
    this.#travel(this.#history.undo())
  }

  redo(): void {
    this.#travel(this.#history.redo())
  }

  /**
   * Where a path stands in the text, through aliases and merge keys; undefined when nothing does or the
   * YAML does not parse.
   */
  rangeOf(path: ManifestPath): NodeRange | undefined {
    const root = this.#snapshot.isEditable ? this.#tree.root : undefined
    const found = root && locate(root, path)
    if (!found) return undefined
    const { node, entry } = found
    const lines = this.lines()
    const end = endWithoutBreak(this.#tree.text, node)
    return {
      ...lines.range(entry?.start ?? node.outerStart, end),
      value: lines.range(node.outerStart, end),
    }
  }

  /** The path of the smallest node around an offset of the text. */
  pathAt(offset: number): ManifestPath {
    const { root } = this.#tree
    return root ? pathAt(root, offset) : []
  }

  /** The YAML text of a node, without the indentation of its place; undefined when there is none. */
  textOf(path: ManifestPath): string | undefined {
    return textAt(this.#tree, path)
  }

  /** Where a value really stands; see `resolvePath` of shared-parts. */
  resolvePath(path: ManifestPath): ResolvedPath {
    return resolvePath(this.#snapshot.manifest, path)
  }

  /** The places that refer to a shared part, directly or through other shared parts. */
  usesOf(definitionPath: ManifestPath): readonly ManifestPath[] {
    return usesOf(this.#snapshot.manifest, definitionPath)
  }

  /** Positions of the streams that a change at this place takes effect in. */
  streamsSharing(path: ManifestPath): readonly number[] {
    return streamsSharing(this.#snapshot.manifest, path)
  }

  /** Line positions of the text as it is now. */
  lines(): Lines {
    const { text } = this.#tree
    if (this.#lines?.text !== text) this.#lines = { text, lines: new Lines(text) }
    return this.#lines.lines
  }

  /**
   * Puts the findings of a check into the snapshot. Ignored when the text has changed since `revision`,
   * because their places may no longer be right.
   */
  showProblems(problems: readonly Problem[], revision: number): void {
    if (revision !== this.#snapshot.revision) return
    this.#findings = problems.filter(({ code }) => !code.startsWith('yaml_'))
    this.#snapshot = this.#take(revision, this.#snapshot.manifest)
    this.#notify()
  }

  /** The undo history as text, for browser storage. Fits only the text of this moment. */
  serializeHistory(): string {
    return this.#history.serialize(this.#tree.text)
  }

  /** Takes over a saved history; false, and nothing happens, when it belongs to another text. */
  restoreHistory(saved: string): boolean {
    const isRestored = this.#history.restore(saved, this.#tree.text)
    if (isRestored) this.#show(false)
    return isRestored
  }

  #edit(
    name: string,
    key: string | undefined,
    edit: (editor: TreeEditor) => void,
    needsYaml = true,
  ): void {
    if (needsYaml && this.#tree.mistakes.length > 0) {
      throw new ManifestError('not_editable', 'The YAML has mistakes; correct them first')
    }
    const open = this.#open
    const editor = open ?? new TreeEditor(this.#tree)
    const before = editor.done.length
    this.#open = editor
    try {
      edit(editor)
    } catch (error) {
      editor.rollBack(before)
      throw error
    } finally {
      this.#open = open
    }
    if (open || editor.done.length === 0) return
    this.#history.add({ name, splices: [...editor.done] }, key, this.#nowMs())
    this.#show(true)
  }

  #travel(splices: readonly Splice[]): void {
    if (splices.length === 0 || this.#open) return
    for (const splice of splices) this.#tree.splice(splice)
    this.#show(true)
  }

  #show(isChanged: boolean): void {
    const revision = this.#snapshot.revision + (isChanged ? 1 : 0)
    this.#snapshot = this.#take(revision, this.#snapshot.manifest)
    this.#notify()
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
  }

  #take(revision: number, lastManifest: ManifestSnapshot['manifest']): ManifestSnapshot {
    const isEditable = this.#tree.mistakes.length === 0
    const { undoName, redoName } = this.#history
    return {
      text: this.#tree.text,
      manifest: isEditable ? this.#tree.value : lastManifest,
      problems: [...textProblems(this.#tree, () => this.lines()), ...this.#findings],
      isEditable,
      revision,
      canUndo: undoName !== undefined,
      canRedo: redoName !== undefined,
      undoName,
      redoName,
    }
  }
}

function keyOf(kind: string, path: ManifestPath): string {
  return `${kind} ${JSON.stringify(path)}`
}
