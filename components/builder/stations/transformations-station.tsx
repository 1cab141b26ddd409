'use client'

import { ComponentsSlot } from '../fields/schema-fields'
import type { StationProps } from './registry'

/** What is done to each record, step by step. */
export function TransformationsStation({ path }: StationProps) {
  return (
    <ComponentsSlot
      label="Steps, in the order in which they run"
      path={path}
      kinds={['Transformation']}
    />
  )
}
