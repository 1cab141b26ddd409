import type { Json } from '../engine/values/value'
import type { Problem, TextRange } from './problem'

/** The document at one moment. Never changes; unchanged parts are the same objects as before. */
export interface ManifestSnapshot {
  readonly text: string
  /**
   * What the text parses to, read as the reference reads it (YAML 1.1: `yes` is true, merge keys and
   * aliases are applied). While the text does not parse it is the last value that did.
   */
  readonly manifest: Json
  /** Mistakes of the YAML itself, and what `showProblems` was last given. */
  readonly problems: readonly Problem[]
  /** False while the YAML does not parse: only `replaceText`, `undo` and `redo` work then. */
  readonly isEditable: boolean
  /** Counts up with every change of the text. */
  readonly revision: number
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** What `undo` would take back, for menus. */
  readonly undoName: string | undefined
  readonly redoName: string | undefined
}

/** Where a node stands: the whole entry (key, value; list items with their dash) and the value alone. */
export interface NodeRange extends TextRange {
  readonly value: TextRange
}
