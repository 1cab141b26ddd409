'use client'

import { SelectField } from '../../ui/select'
import { useField } from '../manifest-context'
import { typeOf } from '../manifest-values'
import { changeType } from './component-change'
import { describe, isKnownType, typesOf } from './component-schema'
import type { FieldProps } from './field-props'
import type { NestedFields } from './nested-fields'
import { NodeYaml } from './node-yaml'

interface ComponentFieldProps extends FieldProps {
  /** Kinds of components that may stand here. */
  kinds: readonly string[]
  /** How deep it stands; the innermost are edited as YAML. */
  depth?: number
  /** What it is called when there is none. */
  noneLabel?: string
  /** Draws the fields of the component. */
  Fields: NestedFields
}

const unset = ''
const depthMax = 4

/** A component: which one, and its own fields. Changing it keeps what fits. */
export function ComponentField(props: ComponentFieldProps) {
  const { label, path, hint, isRequired, kinds, depth = 0, Fields } = props
  const field = useField(path)
  const type = typeOf(field.value)
  const types = typesOf(kinds)
  const options = types.map((each) => ({
    value: each.type,
    label: each.title,
    detail: each.description,
  }))
  const own = type !== '' && !types.some((each) => each.type === type)
  const all = [
    ...(isRequired ? [] : [{ value: unset, label: props.noneLabel ?? 'None', detail: undefined }]),
    ...options,
    ...(own ? [{ value: type, label: type, detail: 'Kept as it is, edited as YAML' }] : []),
  ]
  return (
    <div className="col g8">
      <SelectField
        label={typeof label === 'string' ? label : 'Component'}
        value={type}
        options={all}
        onChange={(next) =>
          field.choose(
            next === unset ? undefined : changeType(field.value, next),
            `Change ${typeof label === 'string' ? label : 'a component'}`,
          )
        }
        hint={hint ?? describe(type).description}
        error={field.error}
      />
      {type !== '' && (
        <div className="nest">
          {isKnownType(type) && depth < depthMax ? (
            <Fields type={type} path={path} depth={depth + 1} />
          ) : (
            <NodeYaml path={path} />
          )}
        </div>
      )}
    </div>
  )
}
