'use client'

import { type ReactNode, useId } from 'react'

interface FieldBoxProps {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** At the right of the label. */
  aside?: ReactNode
  children: ReactNode
}

/** A label over several controls that belong together. */
export function FieldBox({ label, hint, error, aside, children }: FieldBoxProps) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className="field" role="group" aria-labelledby={id}>
      <div className="label">
        <span id={id}>{label}</span>
        {aside && <span className="end">{aside}</span>}
      </div>
      {children}
      {below && <p className={error ? 'hint bad' : 'hint'}>{below}</p>}
    </div>
  )
}
