'use client'

import { useState } from 'react'
import { TextField as TextControl } from '../../ui/text-field'
import { useField } from '../manifest-context'
import { asList } from '../manifest-values'
import { pathText, readPath } from './dotted-path'
import type { FieldProps } from './field-props'

/** Where something is in a record or a response: `data.items`. Empty means the whole of it. */
export function PathField({ label, path, hint, placeholder }: FieldProps) {
  const field = useField(path)
  const written = typeof field.value === 'string' ? field.value : pathText(asList(field.value))
  // While it is typed, a dot at the end is a path that is not finished yet.
  const [typed, setTyped] = useState<string>()
  return (
    <TextControl
      label={label}
      value={typed ?? written}
      placeholder={placeholder}
      hint={hint}
      error={field.error}
      disabled={!field.isEditable}
      isMono
      {...field.focus}
      onChange={(text) => {
        setTyped(text)
        field.set(readPath(text))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
