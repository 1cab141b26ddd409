'use client'

import { Plus, Split } from 'lucide-react'
import { useState } from 'react'
import type { JsonObject } from '@/lib/engine/values/value'
import { Button, IconButton } from '../ui/button'
import { countOf } from '../ui/measures'
import { Popover } from '../ui/popover'
import { TextField } from '../ui/text-field'
import { Checkbox } from '../ui/toggle'
import { readSlice, sameSlice, sliceName, withSlicesOf } from './known-slices'
import type { RunControl } from './use-run-control'

const shownMax = 100

/** Which slices a run reads. Only where a stream has more than one, or some were chosen. */
export function SlicesPopover({ control }: { control: RunControl }) {
  const { run, chosenSlices: chosen, chooseSlices } = control
  const known = useKnownSlices(control)
  const isSliced = run?.request.info.hasPartitions === true || known.length > 1 || chosen.length > 0
  if (!isSliced) return null
  const toggle = (values: JsonObject, isChosen: boolean) =>
    chooseSlices(isChosen ? [...chosen, values] : chosen.filter((each) => !sameSlice(each, values)))
  const label = chosen.length === 0 ? 'All slices' : countOf(chosen.length, 'slice')
  return (
    <Popover
      title="A run reads"
      align="start"
      trigger={
        chosen.length === 0 ? (
          <IconButton label={`Slices: ${label}`} icon={<Split className="i" />} />
        ) : (
          <Button
            variant="ghost"
            icon={<Split className="i s" />}
            aria-label={`Slices: ${label}`}
            className="c-acc"
          >
            {label}
          </Button>
        )
      }
    >
      <div className="slices">
        <p className="s12 t2">
          {chosen.length === 0
            ? 'All slices, as far as the limits go.'
            : `${countOf(chosen.length, 'slice')} of this stream. The run is a sample.`}
        </p>
        <ul aria-label="Slices">
          {known.slice(0, shownMax).map((values) => (
            <li key={sliceName(values)}>
              <Checkbox
                label={<code className="cut">{sliceName(values)}</code>}
                isChecked={chosen.some((each) => sameSlice(each, values))}
                onChange={(isChosen) => toggle(values, isChosen)}
              />
            </li>
          ))}
        </ul>
        {known.length > shownMax && (
          <p className="s11 t3">and {countOf(known.length - shownMax, 'slice')} more</p>
        )}
        <AnotherSlice
          hint={known[0] && Object.keys(known[0])[0]}
          onAdd={(values) => toggle(values, true)}
        />
        {chosen.length > 0 && (
          <Button variant="ghost" size="sm" onClick={() => chooseSlices([])}>
            Read all slices
          </Button>
        )}
      </div>
    </Popover>
  )
}

/** Slices of the runs of this stream, and those that were named by hand. */
function useKnownSlices({ run, chosenSlices }: RunControl): readonly JsonObject[] {
  const [known, setKnown] = useState<{ stream: string; slices: readonly JsonObject[] }>({
    stream: '',
    slices: [],
  })
  const stream = run?.read.stream ?? ''
  const before = known.stream === stream ? known.slices : []
  const isRunning = run?.read.status === 'running'
  const slices = isRunning ? before : withSlicesOf(before, run?.read.slices ?? [])
  if (slices !== known.slices) setKnown({ stream, slices })
  const byHand = chosenSlices.filter((each) => !slices.some((other) => sameSlice(each, other)))
  return [...slices, ...byHand]
}

interface AnotherSliceProps {
  /** The name of a value, for the example. */
  hint: string | undefined
  onAdd: (values: JsonObject) => void
}

function AnotherSlice({ hint = 'order_id', onAdd }: AnotherSliceProps) {
  const [text, setText] = useState('')
  const values = readSlice(text)
  const add = () => {
    if (!values) return
    onAdd(values)
    setText('')
  }
  return (
    <div className="row items-end">
      <div className="grow">
        <TextField
          label="Another slice"
          value={text}
          isMono
          placeholder={`${hint}=…`}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add()
          }}
        />
      </div>
      <Button
        icon={<Plus className="i s" />}
        disabledReason={values ? undefined : 'Write a name and a value, such as order_id=17'}
        onClick={add}
      >
        Add
      </Button>
    </div>
  )
}
