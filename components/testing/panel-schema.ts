import type { JsonObject } from '@/lib/engine/values/value'
import type { FieldProfile } from '@/lib/testread/field-profile'

/** What the stream on screen declares now, and the ways to change it; one undo step each. */
export interface PanelSchema {
  /** Nothing while the stream has no schema of its own in the manifest. */
  readonly declared: JsonObject | undefined
  /** Why nothing can be declared here; undefined when it can. */
  readonly lockedReason: string | undefined
  readonly keys: readonly (readonly string[])[]
  readonly cursorField: string | undefined
  /** Why no field can be made the cursor; undefined when one can. */
  readonly noCursorReason: string | undefined
  /** Declares fields as they were seen; those that never were go. */
  readonly accept: (changes: readonly FieldProfile[]) => void
  readonly allowNull: (field: FieldProfile) => void
  readonly toggleKey: (path: readonly string[]) => void
  readonly makeCursor: (path: readonly string[]) => void
}
