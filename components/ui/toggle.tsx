'use client'

import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Switch as BaseSwitch } from '@base-ui/react/switch'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'

interface CheckboxProps {
  /** Beside the box. */
  label: ReactNode
  isChecked: boolean | 'mixed'
  onChange: (isChecked: boolean) => void
  isDisabled?: boolean
}

/** A box with its label. */
export function Checkbox({ label, isChecked, onChange, isDisabled = false }: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, inside the label
    <label className="check">
      <BaseCheckbox.Root
        className="box"
        checked={isChecked === true}
        indeterminate={isChecked === 'mixed'}
        disabled={isDisabled}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseCheckbox.Indicator>
          {isChecked === 'mixed' ? <Minus aria-hidden="true" /> : <Check aria-hidden="true" />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {label}
    </label>
  )
}

interface SwitchProps {
  label: ReactNode
  isOn: boolean
  onChange: (isOn: boolean) => void
  isDisabled?: boolean
}

/** On or off, at once. */
export function Switch({ label, isOn, onChange, isDisabled = false }: SwitchProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is Base UI's, inside the label
    <label className="check">
      <BaseSwitch.Root
        className="sw"
        checked={isOn}
        disabled={isDisabled}
        onCheckedChange={onChange}
      >
        <BaseSwitch.Thumb />
      </BaseSwitch.Root>
      {label}
    </label>
  )
}
