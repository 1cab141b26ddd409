'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'

export interface Choice<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
}

interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
  size?: 'sm' | 'md'
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** A switch between two to five choices; arrows move and choose. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, choices, onChange, size = 'md' } = props
  const group = useRef<HTMLDivElement>(null)

  const move = (event: KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = choices.findIndex((choice) => choice.value === value)
    const next = (at + step + choices.length) % choices.length
    const choice = choices[next]
    if (!choice) return
    onChange(choice.value)
    group.current?.querySelectorAll<HTMLElement>('[role=radio]')[next]?.focus()
  }

  return (
    <div
      ref={group}
      className={size === 'sm' ? 'seg sm' : 'seg'}
      role="radiogroup"
      aria-label={label}
      onKeyDown={move}
    >
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          role="radio"
          aria-checked={choice.value === value}
          tabIndex={choice.value === value ? 0 : -1}
          onClick={() => onChange(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </div>
  )
}
