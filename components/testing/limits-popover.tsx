'use client'

import { Gauge } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../ui/button'
import { countOf } from '../ui/measures'
import { Popover } from '../ui/popover'
import { TextField } from '../ui/text-field'
import { Switch } from '../ui/toggle'
import { defaultOptions, limitsMax, type RunOptions } from './run-options'

interface LimitsPopoverProps {
  options: RunOptions
  onChange: (options: RunOptions) => void
}

type Limit = keyof RunOptions['limits']

/** Megabytes are shown, bytes are kept. */
const fields: readonly { limit: Limit; label: string; scale: number }[] = [
  { limit: 'records', label: 'Records', scale: 1 },
  { limit: 'pagesPerSlice', label: 'Pages of a slice', scale: 1 },
  { limit: 'slices', label: 'Slices', scale: 1 },
  { limit: 'seconds', label: 'Seconds', scale: 1 },
  { limit: 'bytes', label: 'Megabytes', scale: 1_000_000 },
]

/** How far a run reads. Kept for the project in this browser. */
export function LimitsPopover({ options, onChange }: LimitsPopoverProps) {
  const { pagesPerSlice, slices, records } = options.limits
  const summary = [
    countOf(pagesPerSlice, 'page'),
    countOf(slices, 'slice'),
    countOf(records, 'record'),
  ].join(', ')
  const setLimit = (limit: Limit, value: number) =>
    onChange({ ...options, limits: { ...options.limits, [limit]: value } })

  return (
    <Popover
      title="A run stops at"
      trigger={<IconButton label={`Limits: ${summary}`} icon={<Gauge className="i" />} />}
    >
      <div className="limits">
        {fields.map((field) => (
          <LimitField
            key={field.limit}
            {...field}
            value={options.limits[field.limit]}
            onChange={(value) => setLimit(field.limit, value)}
          />
        ))}
      </div>
      <Switch
        label="Ask once for the page behind the last"
        isOn={options.proofCall}
        onChange={(proofCall) => onChange({ ...options, proofCall })}
      />
      <div className="row mt-2">
        <span className="s11 t3 grow">A limit makes the run a sample.</span>
        <Button variant="ghost" size="sm" onClick={() => onChange(defaultOptions)}>
          Reset
        </Button>
      </div>
    </Popover>
  )
}

interface LimitFieldProps {
  limit: Limit
  label: string
  scale: number
  value: number
  onChange: (value: number) => void
}

/** What is typed stays in the box; it counts once it is a number within bounds. */
function LimitField({ limit, label, scale, value, onChange }: LimitFieldProps) {
  const [typed, setTyped] = useState<string>()
  const max = limitsMax[limit] / scale
  const isWrong = typed !== undefined && !isWithin(typed, max)
  return (
    <TextField
      label={label}
      inputMode="numeric"
      isMono
      value={typed ?? String(value / scale)}
      error={isWrong ? `1 to ${max.toLocaleString('en')}` : undefined}
      onBlur={() => setTyped(undefined)}
      onChange={(text) => {
        setTyped(text)
        if (isWithin(text, max)) onChange(Number(text) * scale)
      }}
    />
  )
}

const isWithin = (text: string, max: number) =>
  /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= max
