'use client'

import { useState } from 'react'
import { TextField as TextControl } from '../../ui/text-field'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import { readTemplate } from '../sentences/template-words'
import { readPath } from './dotted-path'
import type { FieldProps } from './field-props'
import { TemplateField } from './template-field'
import { TemplateValue } from './template-value'
import { missing } from './text-field'

interface ReferenceFieldProps extends FieldProps {
  /** The variable the path starts from: `response`, `headers`, `last_record`. */
  variable: string
  variables: readonly string[]
  onChange: (template: string | undefined, before: unknown) => void
}

/** A template that is one path: shown and edited as the path alone, written as the template. */
export function ReferenceField(props: ReferenceFieldProps) {
  const { label, path, variable, variables, placeholder, hint, isRequired, onChange } = props
  const field = useField(path)
  const [typed, setTyped] = useState<string>()
  const text = scalarText(field.value) ?? ''
  const reference = readTemplate(text)
  const isPlain = text === '' || (reference?.kind === 'path' && reference.variable === variable)
  if (!isPlain) {
    const { onChange: _follow, variable: _root, ...rest } = props
    return <TemplateField {...rest} />
  }
  const shown = typed ?? reference?.path ?? ''
  return (
    <TextControl
      label={label}
      value={shown}
      placeholder={placeholder}
      hint={hint ?? <TemplateValue template={text} variables={variables} />}
      error={field.error ?? missing(isRequired, field.value)}
      disabled={!field.isEditable}
      isMono
      {...field.focus}
      onChange={(next) => {
        setTyped(next)
        onChange(templateOf(variable, next), field.value)
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

/** `a.b` → `{{ response['a']['b'] }}`. What is a template already stays as it is. */
export function templateOf(variable: string, text: string): string | undefined {
  if (text.includes('{{')) return text
  const parts = variable === 'headers' ? [text.trim()].filter(Boolean) : readPath(text)
  if (parts.length === 0) return undefined
  const accessors = parts.map((part) =>
    /^\d+$/.test(part) ? `[${part}]` : `['${part.replaceAll("'", "\\'")}']`,
  )
  return `{{ ${variable}${accessors.join('')} }}`
}
