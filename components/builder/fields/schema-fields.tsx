'use client'

import { Braces } from 'lucide-react'
import type { ManifestPath } from '@/lib/engine/path'
import { useField } from '../manifest-context'
import { valueAt } from '../manifest-values'
import { Advanced } from './advanced'
import { ComponentField } from './component-field'
import { type FieldSchema, fieldsOf, unknownKeys } from './component-schema'
import { ComponentsField } from './components-field'
import type { FieldProps } from './field-props'
import { NodeYaml } from './node-yaml'
import { SchemaField } from './widgets'

interface SchemaFieldsProps {
  type: string
  path: ManifestPath
  /** Fields that stand elsewhere in the form already. */
  except?: readonly string[]
  depth?: number
}

/** The form of any component, drawn from its schema: main fields first, the rest under Advanced. */
export function SchemaFields({ type, path, except = [], depth = 0 }: SchemaFieldsProps) {
  const { value } = useField(path)
  const fields = fieldsOf(type)
  if (fields === undefined) return <NodeYaml path={path} />
  const drawn = fields.filter((field) => !except.includes(field.key))
  const main = drawn.filter((field) => !field.isAdvanced)
  const advanced = drawn.filter((field) => field.isAdvanced)
  const changed = advanced.filter((field) => valueAt(value, field.key) !== undefined).length
  return (
    <>
      <FieldList fields={main} path={path} depth={depth} />
      {advanced.length > 0 && (
        <Advanced changed={changed}>
          <FieldList fields={advanced} path={path} depth={depth} />
        </Advanced>
      )}
      {except.length === 0 && <UnknownKeys type={type} path={path} />}
    </>
  )
}

interface FieldListProps {
  fields: readonly FieldSchema[]
  path: ManifestPath
  depth: number
}

function FieldList({ fields, path, depth }: FieldListProps) {
  return fields.map((field) => (
    <SchemaField
      key={field.key}
      field={field}
      path={[...path, field.key]}
      depth={depth}
      Fields={SchemaFields}
    />
  ))
}

type SlotProps = FieldProps & { readonly kinds: readonly string[]; readonly noneLabel?: string }

/** A place that holds a component of some kinds. */
export function ComponentSlot(props: SlotProps) {
  return <ComponentField {...props} Fields={SchemaFields} />
}

/** A place that holds a list of components. */
export function ComponentsSlot(props: SlotProps) {
  return <ComponentsField {...props} Fields={SchemaFields} />
}

interface NamedFieldProps {
  /** The component that has the field. */
  type: string
  name: string
  path: ManifestPath
  /** In place of the schema's own title. */
  label?: string
}

/** One field of a component, by its name; nothing when the component has no such field. */
export function NamedField({ type, name, path, label }: NamedFieldProps) {
  const field = fieldsOf(type)?.find((each) => each.key === name)
  if (field === undefined) return null
  return (
    <SchemaField
      field={field}
      path={[...path, name]}
      depth={0}
      Fields={SchemaFields}
      {...(label !== undefined && { label })}
    />
  )
}

/** What the form does not draw is said, and kept. */
export function UnknownKeys({ type, path }: { type: string; path: ManifestPath }) {
  const { value } = useField(path)
  const keys = unknownKeys(type, value)
  if (keys.length === 0) return null
  const count = keys.length === 1 ? '1 field' : `${keys.length} fields`
  return (
    <p className="row s12 t2 wrap">
      <Braces className="i s" />
      {count} this form does not know, kept as {keys.length === 1 ? 'it is' : 'they are'}:
      {keys.slice(0, 3).map((key) => (
        <code className="tok" key={key}>
          {key}: {shortValue(valueAt(value, key))}
        </code>
      ))}
    </p>
  )
}

function shortValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? '[…]' : '{…}'
  return String(value)
}
