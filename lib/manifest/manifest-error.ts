import type { ManifestPath } from '../engine/path'

/** Why an edit or a text was refused. Stable; callers switch on it. */
export type ManifestErrorCode =
  | 'not_editable'
  | 'yaml_invalid'
  | 'not_found'
  | 'not_a_container'
  | 'key_taken'
  | 'too_large'
  | 'edit_impossible'
  | 'reference_missing'
  | 'reference_circular'

/**
 * A manifest text cannot be read, or an edit of it cannot be done. The document stays as it was.
 *
 * `line` and `column` count from 1 and are set when a place in the text is to blame.
 */
export class ManifestError extends Error {
  override readonly name = 'ManifestError'
  readonly code: ManifestErrorCode
  readonly path: ManifestPath | undefined
  readonly line: number | undefined
  readonly column: number | undefined

  constructor(
    code: ManifestErrorCode,
    message: string,
    place: { path?: ManifestPath; line?: number; column?: number } = {},
  ) {
    super(message)
    this.code = code
    this.path = place.path
    this.line = place.line
    this.column = place.column
  }
}
