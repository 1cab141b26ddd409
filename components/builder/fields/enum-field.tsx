'use client'

import { SelectField } from '../../ui/select'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import type { FieldProps } from './field-props'

interface EnumFieldProps extends FieldProps {
  choices: readonly string[]
  /** How choices are called, where the manifest's word is not enough. */
  labels?: Readonly<Record<string, string>>
}

const unset = ''

/** One of a few words. A value that is none of them is kept and shown. */
export function EnumField(props: EnumFieldProps) {
  const { label, path, hint, placeholder, isRequired, choices, labels = {} } = props
  const field = useField(path)
  const value = scalarText(field.value)
  const all = value === undefined || choices.includes(value) ? choices : [...choices, value]
  const options = all.map((each) => ({ value: each, label: labels[each] ?? each }))
  const none = { value: unset, label: placeholder ? `Usual: ${placeholder}` : 'Not set' }
  return (
    <SelectField
      label={typeof label === 'string' ? label : 'Choose'}
      value={value ?? unset}
      options={isRequired ? options : [none, ...options]}
      onChange={(next) => field.set(next === unset ? undefined : typed(next, field.value))}
      hint={hint}
      error={field.error}
    />
  )
}

/** A choice that was a number or boolean in the manifest stays one. */
function typed(next: string, before: unknown): unknown {
  if (typeof before === 'number' && /^\d+$/.test(next)) return Number(next)
  return next
}
