'use client'

import { useEffect, useMemo, useState } from 'react'
import type { CallView } from '@/lib/testread/test-read'
import { EmptyState } from '../ui/empty-state'
import { Segmented } from '../ui/segmented'
import { SearchField } from '../ui/text-field'
import { CallDetail } from './call-detail'
import { isOdd, requestLine } from './call-words'
import { CallsTable } from './calls-table'
import type { PanelPicking } from './panel-picking'
import type { StreamRun } from './run-store'
import type { BodyKeys } from './tree-rows'

interface CallsViewProps {
  run: StreamRun
  selected: number | undefined
  /** A place in the response of the selected call to go to. */
  reveal: BodyKeys | undefined
  picking: PanelPicking | undefined
  onSelect: (call: number | undefined) => void
}

type Choice = 'all' | 'odd'

/** Every call of a run on one time axis, and one of them in detail. */
export function CallsView({ run, selected, reveal, picking, onSelect }: CallsViewProps) {
  const { read } = run
  const [text, setText] = useState('')
  const [choice, setChoice] = useState<Choice>('all')
  const [measure, isWide] = useIsWide()
  const odd = read.calls.filter(isOdd).length
  const shown = useMemo(
    () => read.calls.filter((call) => (choice === 'all' || isOdd(call)) && matches(call, text)),
    [read.calls, choice, text],
  )
  const call = read.calls.find((each) => each.call === selected)
  const step = (by: number) => {
    const at = shown.findIndex((each) => each.call === selected)
    const next = shown[at + by]
    if (next) onSelect(next.call)
  }

  if (read.calls.length === 0) {
    const text =
      read.status === 'running' ? 'The first call is on its way.' : 'This run made no call.'
    return <EmptyState title="No calls" text={text} />
  }
  return (
    <div ref={measure} className={isWide ? 'calls wide' : 'calls'}>
      <div className="calls-list">
        <div className="bar">
          <SearchField className="sm grow" label="Find in calls" value={text} onChange={setText} />
          <Segmented
            label="Which calls"
            size="sm"
            value={choice}
            choices={[
              { value: 'all', label: 'All' },
              { value: 'odd', label: `Not accepted ${odd}` },
            ]}
            onChange={setChoice}
          />
        </div>
        <CallsTable read={read} calls={shown} selected={selected} onSelect={onSelect} />
      </div>
      {call && (
        <CallDetail
          key={call.call}
          call={call}
          read={read}
          picking={picking}
          reveal={reveal}
          onStep={step}
          onClose={() => onSelect(undefined)}
        />
      )}
    </div>
  )
}

function matches(call: CallView, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return true
  const { response, sent } = call
  return [
    requestLine(call),
    String(response?.status ?? ''),
    sent.body ?? '',
    response?.bodyText ?? '',
  ].some((part) => part.toLowerCase().includes(wanted))
}

const widePx = 860

/** Whether the detail has room beside the table; it lies over it otherwise. */
function useIsWide() {
  const [box, setBox] = useState<HTMLDivElement | null>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    if (!box) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWide(entry.contentRect.width >= widePx)
    })
    observer.observe(box)
    return () => observer.disconnect()
  }, [box])
  return [setBox, isWide] as const
}
