'use client'

import { Advanced } from '../fields/advanced'
import { fieldsOf } from '../fields/component-schema'
import { NodeYaml } from '../fields/node-yaml'
import { Question } from '../fields/question'
import { RequestOptionField } from '../fields/request-option-field'
import { RetrieverFields } from '../fields/retriever-fields'
import { NamedField, SchemaFields, UnknownKeys } from '../fields/schema-fields'
import { TemplateField } from '../fields/template-field'
import { useField } from '../manifest-context'
import { asObject, typeOf, valueAt } from '../manifest-values'
import type { StationProps } from './registry'

const kinds = [
  { value: '', label: 'Everything, every run' },
  { value: 'DatetimeBasedCursor', label: 'Changed since a date' },
  { value: 'IncrementingCountCursor', label: 'After a number' },
] as const

type Kind = (typeof kinds)[number]['value']

/** What a later run asks for. */
export function IncrementalStation({ streamPath, path }: StationProps) {
  const field = useField(path)
  const type = typeOf(field.value)
  const known = kinds.find((each) => each.value === type)
  if (known === undefined) return <NodeYaml path={path} />
  return (
    <>
      <Question<Kind>
        label="What does a later run read?"
        value={known.value}
        choices={kinds}
        onChange={(next) =>
          field.choose(cursorOf(next, field.value), 'Change what a later run reads')
        }
      />
      {known.value === 'DatetimeBasedCursor' && <DateFields path={path} />}
      {known.value === 'IncrementingCountCursor' && <SchemaFields type={type} path={path} />}
      {known.value !== '' && (
        <>
          <RetrieverFields
            path={[...streamPath, 'retriever']}
            names={['request_window_splitting']}
          />
          <NamedField type="DeclarativeStream" name="state_migrations" path={streamPath} />
        </>
      )}
    </>
  )
}

function cursorOf(kind: Kind, before: unknown): unknown {
  const field = valueAt(before, 'cursor_field')
  if (kind === '') return undefined
  if (kind === 'IncrementingCountCursor') return { type: kind, cursor_field: field ?? 'id' }
  return {
    type: kind,
    cursor_field: field ?? 'updated_at',
    datetime_format: '%Y-%m-%dT%H:%M:%SZ',
    start_datetime: '2024-01-01T00:00:00Z',
  }
}

const main = [
  'cursor_field',
  'start_datetime',
  'datetime_format',
  'start_time_option',
  'end_time_option',
  'is_client_side_incremental',
]

function DateFields({ path }: Pick<StationProps, 'path'>) {
  const { value } = useField(path)
  const start = valueAt(value, 'start_datetime')
  const startPath = [...path, 'start_datetime', ...(asObject(start) ? ['datetime'] : [])]
  const rest = (fieldsOf('DatetimeBasedCursor') ?? []).filter((each) => !main.includes(each.key))
  const changed = rest.filter((each) => valueAt(value, each.key) !== undefined).length
  const isClientSide = valueAt(value, 'is_client_side_incremental') === true
  return (
    <>
      <div className="two">
        <TemplateField
          label="Date of a record"
          path={[...path, 'cursor_field']}
          variables={['config']}
          isRequired
        />
        <NamedField
          type="DatetimeBasedCursor"
          name="datetime_format"
          path={path}
          label="How dates are written"
        />
      </div>
      <div className="two">
        <TemplateField
          label="The first run starts at"
          path={startPath}
          variables={['config']}
          placeholder="2024-01-01T00:00:00Z"
          isRequired
        />
        {!isClientSide && (
          <RequestOptionField
            label="Send the start as"
            path={[...path, 'start_time_option']}
            placeholder="updated_after"
          />
        )}
      </div>
      {!isClientSide && (
        <RequestOptionField
          label="Send the end as"
          path={[...path, 'end_time_option']}
          placeholder="updated_before"
        />
      )}
      <NamedField
        type="DatetimeBasedCursor"
        name="is_client_side_incremental"
        path={path}
        label="The API cannot filter: drop older records here"
      />
      <Advanced changed={changed}>
        <SchemaFields type="DatetimeBasedCursor" path={path} except={main} />
      </Advanced>
      <UnknownKeys type="DatetimeBasedCursor" path={path} />
    </>
  )
}
