'use client'

import { TextField as TextControl } from '../../ui/text-field'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import type { FieldProps } from './field-props'

/** A line of text. Empty means that the value is not set. */
export function TextField({ label, path, hint, placeholder, isRequired }: FieldProps) {
  const field = useField(path)
  return (
    <TextControl
      label={label}
      value={scalarText(field.value) ?? ''}
      placeholder={placeholder}
      hint={hint}
      error={field.error ?? missing(isRequired, field.value)}
      disabled={!field.isEditable}
      isMono
      {...field.focus}
      onChange={(text) => field.set(text === '' ? undefined : text)}
    />
  )
}

/** Said under a field that must hold a value. */
export function missing(isRequired: boolean | undefined, value: unknown): string | undefined {
  return isRequired && scalarText(value) === undefined ? 'Not set' : undefined
}
