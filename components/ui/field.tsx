'use client'

import { type ReactNode, useId } from 'react'

/** What a field's control has to carry so that label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

interface FieldProps {
  label: ReactNode
  /** Beneath the control; an error takes its place. */
  hint?: ReactNode
  error?: string | undefined
  children: (control: FieldControl) => ReactNode
}

/** Label, control, and hint or error beneath. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        'aria-describedby': below ? `${id}-below` : undefined,
        'aria-invalid': error ? true : undefined,
      })}
      {below && (
        <p id={`${id}-below`} className={error ? 'hint bad' : 'hint'}>
          {below}
        </p>
      )}
    </div>
  )
}
