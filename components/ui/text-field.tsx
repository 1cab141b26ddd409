'use client'

import { Search } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Field } from './field'

type TextFieldProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  label: ReactNode
  value: string
  onChange: (value: string) => void
  hint?: ReactNode
  error?: string | undefined
  isMono?: boolean
}

/** One line of text with its label. Every other prop goes to the input. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, isMono, ...rest } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={`in${isMono ? ' mono' : ''}${error ? ' bad' : ''}`}>
          <input
            type="text"
            autoComplete="off"
            spellCheck={false}
            {...rest}
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  )
}

type TextAreaProps = Omit<ComponentProps<'textarea'>, 'onChange' | 'value'> &
  Pick<TextFieldProps, 'label' | 'value' | 'onChange' | 'hint' | 'error' | 'isMono'>

/** Several lines of text with their label. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, hint, error, isMono, ...rest } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={`in${isMono ? ' mono' : ''}${error ? ' bad' : ''}`}>
          <textarea
            rows={3}
            spellCheck={false}
            {...rest}
            {...control}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        </div>
      )}
    </Field>
  )
}

type SearchFieldProps = Omit<ComponentProps<'input'>, 'onChange' | 'value'> & {
  /** The accessible name; also the placeholder unless one is given. */
  label: string
  value: string
  onChange: (value: string) => void
  icon?: ReactNode
  /** Printed at the right, for example the key that leads here. */
  after?: ReactNode
}

/** A search or filter box without a visible label. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, icon, after, className, ...rest } = props
  return (
    <div className={`in soft${className ? ` ${className}` : ''}`}>
      {icon ?? <Search className="i s" />}
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        placeholder={label}
        {...rest}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      {after}
    </div>
  )
}
