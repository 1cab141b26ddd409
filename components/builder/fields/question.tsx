'use client'

import { type Choice, Segmented } from '../../ui/segmented'

interface QuestionProps<Value extends string> {
  label: string
  value: Value
  choices: readonly Choice<Value>[]
  onChange: (value: Value) => void
}

/** A question whose few answers stand side by side. */
export function Question<Value extends string>(props: QuestionProps<Value>) {
  return (
    <div className="field how">
      <div className="label">{props.label}</div>
      <Segmented {...props} />
    </div>
  )
}
