'use client'

import type { ComponentType } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import { ComponentField } from './component-field'
import type { FieldSchema } from './component-schema'
import { ComponentsField } from './components-field'
import { EnumField } from './enum-field'
import type { FieldProps } from './field-props'
import { KeyValueField } from './key-value-field'
import { ListField } from './list-field'
import type { NestedFields } from './nested-fields'
import { NumberField } from './number-field'
import { PathField } from './path-field'
import { RequestOptionField } from './request-option-field'
import { TemplateField } from './template-field'
import { TextField } from './text-field'
import { ToggleField } from './toggle-field'
import {
  choicesOf,
  placeholderOf,
  slotOf,
  takesNumber,
  variablesOf,
  type WidgetKind,
  widgetOf,
} from './widget-kind'
import { YamlField } from './yaml-field'

interface WidgetProps extends FieldProps {
  field: FieldSchema
  depth: number
  Fields: NestedFields
}

/** One control for each kind of value. */
const widgets: Readonly<Record<WidgetKind, ComponentType<WidgetProps>>> = {
  text: TextField,
  number: NumberField,
  toggle: (props) => <ToggleField {...props} usual={props.field.node.default === true} />,
  enum: (props) => <EnumField {...props} choices={choicesOf(props.field.node)} />,
  list: (props) => <ListField {...props} takesNumbers={takesItemNumbers(props.field)} />,
  path: PathField,
  'key-value': (props) => <KeyValueField {...props} variables={variablesOf(props.field.node)} />,
  template: (props) => (
    <TemplateField
      {...props}
      variables={variablesOf(props.field.node)}
      takesNumber={takesNumber(props.field.node)}
    />
  ),
  component: (props) => <ComponentField {...props} kinds={slotOf(props.field.node)} />,
  components: (props) => <ComponentsField {...props} kinds={slotOf(itemsOf(props.field))} />,
  'request-option': (props) => (
    <RequestOptionField {...props} mayBePath={slotOf(props.field.node).includes('RequestPath')} />
  ),
  yaml: YamlField,
}

interface SchemaFieldProps {
  field: FieldSchema
  path: ManifestPath
  depth: number
  Fields: NestedFields
  /** In place of the schema's own title. */
  label?: string
}

/** A field as its schema describes it. */
export function SchemaField({ field, path, depth, Fields, label }: SchemaFieldProps) {
  const Widget = widgets[widgetOf(field.key, field.node)]
  return (
    <Widget
      field={field}
      depth={depth}
      Fields={Fields}
      label={label ?? field.title}
      path={path}
      hint={field.description}
      placeholder={placeholderOf(field.node)}
      isRequired={field.isRequired}
    />
  )
}

function itemsOf(field: FieldSchema) {
  const { items } = field.node
  return typeof items === 'object' && items !== null ? (items as FieldSchema['node']) : {}
}

function takesItemNumbers(field: FieldSchema): boolean {
  return takesNumber(itemsOf(field))
}
