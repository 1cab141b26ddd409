'use client'

import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { Field } from './field'

export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A line of explanation beneath the label. */
  readonly detail?: string | undefined
}

const classes = { button: 'btn', ghost: 'btn ghost', field: 'in' } as const

interface SelectProps<Value extends string> {
  /** The accessible name; `SelectField` shows it. */
  label: string
  value: Value | null
  options: readonly Option<Value>[]
  onChange: (value: Value) => void
  /** Shown while nothing is chosen. */
  placeholder?: string
  /** `button` and `ghost` for tool bars, `field` for forms. */
  look?: 'button' | 'ghost' | 'field'
  icon?: ReactNode
  id?: string
}

/** One of many, from a list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const {
    label,
    value,
    options,
    onChange,
    placeholder = 'Choose',
    look = 'field',
    icon,
    id,
  } = props
  return (
    <Base.Root
      value={value}
      items={options}
      onValueChange={(next) => {
        if (next !== null) onChange(next as Value)
      }}
    >
      <Base.Trigger {...(id ? { id } : { 'aria-label': label })} className={classes[look]}>
        {icon}
        <span className={look === 'field' ? 'grow cut' : 'cut'}>
          <Base.Value>
            {(chosen: Value | null) =>
              options.find((option) => option.value === chosen)?.label ?? chosen ?? placeholder
            }
          </Base.Value>
        </span>
        <ChevronDown className="i s" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="layer" sideOffset={4} alignItemWithTrigger={false}>
          <Base.Popup className="pop menu min-w-(--anchor-width)">
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className="mi plain">
                  <span>
                    <Base.ItemText>{option.label}</Base.ItemText>
                    {option.detail && <small>{option.detail}</small>}
                  </span>
                  <Base.ItemIndicator>
                    <Check className="i s" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

type SelectFieldProps<Value extends string> = Omit<SelectProps<Value>, 'look' | 'id'> & {
  hint?: ReactNode
  error?: string | undefined
}

/** A select with its label above and hint or error beneath. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { hint, error, ...rest } = props
  return (
    <Field label={props.label} hint={hint} error={error}>
      {({ id }) => <Select {...rest} id={id} />}
    </Field>
  )
}
