'use client'

import { FieldBox } from './field-box'
import type { FieldProps } from './field-props'
import { NodeYaml } from './node-yaml'

/** A value that no other field can draw. */
export function YamlField({ label, path, hint }: FieldProps) {
  return (
    <FieldBox label={label} hint={hint}>
      <NodeYaml path={path} />
    </FieldBox>
  )
}
