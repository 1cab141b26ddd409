import type { ManifestPath } from '../engine/path'
import type { ManifestEdits } from './manifest-edits'

/** `error`: it cannot run; `warning`: it hardly does what was meant; `info`: it could be better. */
export type Severity = 'error' | 'warning' | 'info'

/** A part of the text: offsets in UTF-16 units, lines counted from 1. `to` lies behind the part. */
export interface TextRange {
  readonly from: number
  readonly to: number
  readonly startLine: number
  readonly endLine: number
}

/** A change that makes a problem go away, offered as a button. */
export interface Fix {
  readonly title: string
  /** Applies the change as one undo step. */
  readonly apply: (document: ManifestEdits) => void
}

/** Something wrong with a manifest. */
export interface Problem {
  /** Stable, in snake case: `yaml_syntax`, `unknown_field`, `reference_missing`… */
  readonly code: string
  readonly severity: Severity
  /** What, where and what is expected, as a sentence for a person. */
  readonly message: string
  readonly path: ManifestPath
  /** Where to put the squiggle; when absent, `rangeOf(path)` says it. */
  readonly range?: TextRange | undefined
  readonly fix?: Fix | undefined
}
