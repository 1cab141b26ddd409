'use client'

import { Switch } from '../../ui/toggle'
import { useField } from '../manifest-context'
import type { FieldProps } from './field-props'

/** On or off. Writing what is usual anyway is left out. */
export function ToggleField({
  label,
  path,
  hint,
  usual = false,
}: FieldProps & { usual?: boolean }) {
  const field = useField(path)
  const isOn = field.value === undefined ? usual : field.value === true
  return (
    <div className="field">
      <Switch
        label={label}
        isOn={isOn}
        isDisabled={!field.isEditable}
        onChange={(next) => field.set(next === usual ? undefined : next)}
      />
      {(field.error ?? hint) && (
        <p className={field.error ? 'hint bad' : 'hint'}>{field.error ?? hint}</p>
      )}
    </div>
  )
}
