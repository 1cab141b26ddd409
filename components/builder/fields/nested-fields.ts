import type { ComponentType } from 'react'
import type { ManifestPath } from '@/lib/engine/path'

/** Draws the fields of a component; handed down, because a component holds components. */
export type NestedFields = ComponentType<{
  readonly type: string
  readonly path: ManifestPath
  readonly depth?: number
}>
