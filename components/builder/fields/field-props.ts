import type { ReactNode } from 'react'
import type { ManifestPath } from '@/lib/engine/path'

/** What every field is given. */
export interface FieldProps {
  label: ReactNode
  path: ManifestPath
  hint?: ReactNode
  placeholder?: string | undefined
  isRequired?: boolean
}
