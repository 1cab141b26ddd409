import type { ManifestPath } from '../engine/path'

/** How an edit appears in the history. */
export interface EditOptions {
  /** What the undo step is called, as a sentence such as `Change the page size`. */
  readonly name?: string | undefined
}

/** The ways to change a manifest. Every one keeps the bytes outside the edited node as they are. */
export interface ManifestEdits {
  /**
   * Sets one value, as a form field does; `undefined` removes it. Missing parents are created. A
   * mapping or list that replaces another is compared with it, so that what is equal keeps its text.
   */
  set(path: ManifestPath, value: unknown, options?: EditOptions): void
  /** Removes a key or list item, with its own lines and the comments directly above it. */
  remove(path: ManifestPath, options?: EditOptions): void
  /** Puts a value into a list; the list is created when it is missing. */
  insert(listPath: ManifestPath, index: number, value: unknown, options?: EditOptions): void
  /** Moves a list item, with its comments, to the place it has afterwards. */
  move(listPath: ManifestPath, from: number, to: number, options?: EditOptions): void
  /** Changes a key and leaves its value and place. */
  rename(path: ManifestPath, newKey: string, options?: EditOptions): void
  /** Replaces one node by YAML text, which may be indented in any way that is consistent. */
  replaceNode(path: ManifestPath, yamlText: string, options?: EditOptions): void
  /**
   * Gives a place its own copy of the shared parts (`$ref`) it is made of, so that a change there no
   * longer changes others.
   */
  makeOwnCopy(path: ManifestPath, options?: EditOptions): void
  /** Moves a node into `definitions` under a name and leaves a `$ref` in its place. */
  extractToShared(path: ManifestPath, name: string, options?: EditOptions): void
}
