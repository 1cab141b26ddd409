'use client'

import { useState } from 'react'
import { TextField as TextControl } from '../../ui/text-field'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import type { FieldProps } from './field-props'
import { missing } from './text-field'

/** A number. What is no number stays in the field and is not written. */
export function NumberField({ label, path, hint, placeholder, isRequired }: FieldProps) {
  const field = useField(path)
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? scalarText(field.value) ?? ''
  const isWrong = typed !== undefined
  return (
    <TextControl
      label={label}
      value={shown}
      placeholder={placeholder}
      inputMode="numeric"
      hint={hint}
      error={
        isWrong ? 'This has to be a number' : (field.error ?? missing(isRequired, field.value))
      }
      disabled={!field.isEditable}
      isMono
      {...field.focus}
      onChange={(text) => {
        const number = readNumber(text)
        setTyped(number === undefined && text !== '' ? text : undefined)
        if (text === '') field.set(undefined)
        else if (number !== undefined) field.set(number)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

/** `100` → 100; nothing for what a manifest would not read as a number. */
export function readNumber(text: string): number | undefined {
  return /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined
}
