'use client'

import { useState } from 'react'
import type { Samples } from '@/lib/contracts/samples'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { countOf } from '../ui/measures'
import { Prose } from '../ui/prose'
import { Checkbox } from '../ui/toggle'

type Practice = NonNullable<Samples['practice']>

interface PracticeDialogProps {
  practice: Practice
  isBusy: boolean
  onCreate: (streams: string[], isBare: boolean) => void
  onClose: () => void
}

/** Which streams of the practice API to read; the suggested ones are chosen. */
export function PracticeDialog({ practice, isBusy, onCreate, onClose }: PracticeDialogProps) {
  const { streams } = practice
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    () => new Set(streams.filter((stream) => stream.isSuggested).map((stream) => stream.name)),
  )
  const [isBare, setIsBare] = useState(false)
  const groups = [...new Set(streams.map((stream) => stream.group))]
  const toggle = (name: string, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(name)
    else next.delete(name)
    setChosen(next)
  }
  const names = streams.map((stream) => stream.name).filter((name) => chosen.has(name))
  const isAll = names.length === streams.length

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Practice API"
      aside={
        <Button
          variant="ghost"
          size="sm"
          onClick={() => setChosen(new Set(isAll ? [] : streams.map((stream) => stream.name)))}
        >
          {isAll ? 'Choose none' : 'Choose all'}
        </Button>
      }
      footer={
        <>
          <span className="grow">
            <Checkbox
              isChecked={isBare}
              onChange={setIsBare}
              label="Leave sign-in and pages to me"
            />
          </span>
          <Button
            variant="primary"
            isBusy={isBusy}
            disabledReason={names.length === 0 ? 'Choose a stream first' : undefined}
            onClick={() => onCreate(names, isBare)}
          >
            Create connector with {countOf(names.length, 'stream')}
          </Button>
        </>
      }
    >
      {groups.map((group) => (
        <fieldset key={group} className="practice-group">
          <legend className="hx">{group}</legend>
          {streams
            .filter((stream) => stream.group === group)
            .map((stream) => (
              <Checkbox
                key={stream.name}
                isChecked={chosen.has(stream.name)}
                onChange={(isChosen) => toggle(stream.name, isChosen)}
                label={
                  <span className="py-1">
                    {stream.title}
                    <span className="s12 t3 block">
                      <Prose text={stream.description} />
                    </span>
                  </span>
                }
              />
            ))}
        </fieldset>
      ))}
    </Dialog>
  )
}
