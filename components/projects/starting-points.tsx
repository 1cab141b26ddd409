'use client'

import { useState } from 'react'
import type { ProjectSource } from '@/lib/contracts/projects'
import type { Samples } from '@/lib/contracts/samples'
import { countOf } from '../ui/measures'
import { PracticeDialog } from './practice-dialog'

interface StartingPointsProps {
  /** Undefined while the list is on its way; Blank is there at once. */
  samples: Samples | undefined
  isPracticeOpen: boolean
  isBusy: boolean
  onStart: (name: string, source: ProjectSource) => void
}

/** Connectors that run as they are, and an empty one. */
export function StartingPoints({ samples, isPracticeOpen, isBusy, onStart }: StartingPointsProps) {
  const [opened, setOpened] = useState<boolean>()
  const practice = samples?.practice
  const showsPractice = (opened ?? isPracticeOpen) && practice !== undefined
  return (
    <>
      <ul className="tpls">
        {practice && (
          <StartCard
            title="Practice API"
            remark="no key"
            text="A small shop on your own machine. Every kind of page, sign-in and error to try."
            onClick={() => setOpened(true)}
          />
        )}
        {samples?.samples.map((sample) => (
          <StartCard
            key={sample.name}
            title={sample.title}
            remark="sample"
            text={`${countOf(sample.streams.length, 'stream')}: ${sample.streams.slice(0, 4).join(', ')}`}
            onClick={() => onStart(sample.title, { kind: 'sample', name: sample.name })}
          />
        ))}
        <StartCard
          title="Blank"
          remark=""
          text="No streams yet."
          onClick={() => onStart('Untitled connector', { kind: 'blank' })}
        />
      </ul>
      {showsPractice && (
        <PracticeDialog
          practice={practice}
          isBusy={isBusy}
          onClose={() => setOpened(false)}
          onCreate={(streams, isBare) =>
            onStart('Practice API', { kind: 'practice', streams, isBare })
          }
        />
      )}
    </>
  )
}

interface StartCardProps {
  title: string
  remark: string
  text: string
  onClick: () => void
}

function StartCard({ title, remark, text, onClick }: StartCardProps) {
  return (
    <li className="flex">
      <button type="button" className="tpl" onClick={onClick}>
        <span className="row">
          <span className="b cut">{title}</span>
          <span className="end s11 t3">{remark}</span>
        </span>
        <span className="s12 t2 block mt-0.5">{text}</span>
      </button>
    </li>
  )
}
