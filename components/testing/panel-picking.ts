import type { Json } from '@/lib/engine/values/value'
import type { StationName } from '@/lib/testread/test-read'
import type { BodyKeys } from './tree-rows'

/** A value of a response that somebody points at. */
export interface PickNode {
  readonly keys: BodyKeys
  readonly value: Json
}

/** What a value could be used for. */
export interface PickUse {
  readonly id: 'token' | 'stop' | 'records' | 'key' | 'cursor'
  readonly label: string
  readonly station: StationName
  readonly isInUse: boolean
  /** Why it does not fit; undefined when it does. */
  readonly reason: string | undefined
  /** Writes it into the manifest, as one undo step. */
  readonly apply: () => void
}

/** What the stream on screen takes from its responses, and the way to point at something else. */
export interface PanelPicking {
  /** Names and `*` from the root of a body; undefined when records are found in another way. */
  readonly recordsPath: readonly string[] | undefined
  readonly tokenPath: readonly string[] | undefined
  readonly keys: readonly (readonly string[])[]
  readonly cursorField: string | undefined
  readonly usesOf: (node: PickNode) => readonly PickUse[]
  /** Takes the last change back. */
  readonly undo: () => void
}
