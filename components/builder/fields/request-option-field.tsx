'use client'

import { Select } from '../../ui/select'
import { useField } from '../manifest-context'
import { asList, scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import { pathText, readPath } from './dotted-path'
import { FieldBox } from './field-box'
import type { FieldProps } from './field-props'

const places = [
  { value: 'request_parameter', label: 'query' },
  { value: 'header', label: 'header' },
  { value: 'body_json', label: 'JSON body' },
  { value: 'body_data', label: 'form body' },
] as const
const path = { value: 'path', label: 'the whole address' } as const
const none = { value: 'none', label: 'not sent' } as const

type Place = (typeof places)[number]['value'] | 'path' | 'none'

interface RequestOptionFieldProps extends FieldProps {
  /** Whether the value may take the place of the whole address. */
  mayBePath?: boolean
}

/** Where a value goes in the request, and under which name. */
export function RequestOptionField(props: RequestOptionFieldProps) {
  const { label, path: at, hint, placeholder, isRequired, mayBePath = false } = props
  const field = useField(at)
  const place = placeOf(field.value)
  const name = nameOf(field.value)
  const setPlace = (next: Place) => {
    if (next === 'none') return field.set(undefined)
    if (next === 'path') return field.set({ type: 'RequestPath' })
    const named = isNested(field.value)
      ? { field_path: readPath(name) }
      : { field_name: name || placeholder }
    field.set({ type: 'RequestOption', inject_into: next, ...named })
  }
  const setName = (next: string) => {
    if (isNested(field.value))
      field.set({ ...without(field.value, 'field_name'), field_path: readPath(next) })
    else field.set({ ...without(field.value, 'field_path'), field_name: next })
  }
  const options = [...(isRequired ? [] : [none]), ...places, ...(mayBePath ? [path] : [])]
  const hasName = place !== 'none' && place !== 'path'

  return (
    <FieldBox label={label} hint={hint} error={field.error}>
      <div className="option-row">
        <Select<Place>
          label={`${String(label)}: place`}
          value={place}
          options={options}
          onChange={setPlace}
        />
        {hasName && (
          <div className="in mono">
            <input
              aria-label={`${String(label)}: name`}
              value={name}
              placeholder={placeholder ?? 'name'}
              disabled={!field.isEditable}
              {...field.focus}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
        )}
      </div>
    </FieldBox>
  )
}

function placeOf(value: unknown): Place {
  if (value === undefined || value === null) return 'none'
  if (typeOf(value) === 'RequestPath') return 'path'
  const into = textAt(value, 'inject_into')
  return places.find((each) => each.value === into)?.value ?? 'request_parameter'
}

/** A place inside a nested body is a path; it is written as one. */
function isNested(value: unknown): boolean {
  return Array.isArray(valueAt(value, 'field_path'))
}

function nameOf(value: unknown): string {
  return isNested(value)
    ? pathText(asList(valueAt(value, 'field_path')))
    : (scalarText(valueAt(value, 'field_name')) ?? '')
}

function without(value: unknown, key: string): Record<string, unknown> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(entries.filter(([name]) => name !== key))
}
