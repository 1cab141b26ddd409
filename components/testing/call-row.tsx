'use client'

import {
  ArrowDownToLine,
  Briefcase,
  CornerLeftUp,
  KeyRound,
  RotateCw,
  SearchCheck,
  Table2,
} from 'lucide-react'
import type { CallView, TestRead } from '@/lib/testread/test-read'
import { Chip } from '../ui/chip'
import { formatBytes } from '../ui/measures'
import {
  type CallKind,
  callLabel,
  kindOf,
  kindWords,
  requestLine,
  sliceOf,
  statusTone,
} from './call-words'
import { type Axis, CallBar } from './waterfall'

interface CallRowProps {
  call: CallView
  read: TestRead
  axis: Axis
  place: { readonly index: number; readonly top: number; readonly isTabStop: boolean }
  isSelected: boolean
  onSelect: (call: number) => void
}

const icons: Record<CallKind, typeof KeyRound> = {
  auth: KeyRound,
  parent: CornerLeftUp,
  data: ArrowDownToLine,
  retry: RotateCw,
  proof: SearchCheck,
  job: Briefcase,
  other: Table2,
}

/** One call: what it was, how it was answered, and when, on the axis of the run. */
export function CallRow({ call, read, axis, place, isSelected, onSelect }: CallRowProps) {
  const kind = kindOf(call)
  const Icon = icons[kind]
  const label = callLabel(call, sliceOf(call, read))
  return (
    <div
      role="row"
      aria-level={1}
      aria-rowindex={place.index + 1}
      aria-selected={isSelected}
      data-call={call.call}
      tabIndex={place.isTabStop ? 0 : -1}
      className={isSelected ? 'wf-row sel' : 'wf-row'}
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={() => onSelect(call.call)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSelect(call.call)
      }}
    >
      <span role="gridcell" className="mono t3 r">
        {call.call}
      </span>
      <span role="gridcell" className="row g6">
        <Icon className="i s t3" aria-hidden="true" />
        <span className="cut">
          <span className="mono cut pth">{requestLine(call)}</span>
          <span className="s11 t3 cut block">
            {kind !== 'data' && <span className="t2">{kindWords[kind]}</span>}
            {kind !== 'data' && label !== '' && ' · '}
            {label}
          </span>
        </span>
      </span>
      <span role="gridcell">
        <CallStatus call={call} />
      </span>
      <span role="gridcell" className={`s12 ${actionClass(call)}`}>
        {call.action ?? ''}
      </span>
      <span role="gridcell" className="mono t2 r size">
        {call.response ? formatBytes(call.response.bodyBytes) : ''}
      </span>
      <span role="gridcell">
        <CallBar call={call} axis={axis} />
      </span>
    </div>
  )
}

/** The status, or what kept an answer from coming. */
export function CallStatus({ call, isAlone = false }: { call: CallView; isAlone?: boolean }) {
  if (call.response) {
    const tone = statusTone(call)
    return (
      <Chip isMono tone={isAlone && tone === 'plain' && call.action === 'accept' ? 'ok' : tone}>
        {call.response.status}
      </Chip>
    )
  }
  if (call.failure) return <Chip tone="bad">failed</Chip>
  return <Chip>…</Chip>
}

function actionClass({ action }: CallView): string {
  if (action === undefined || action === 'accept') return 't3'
  if (action === 'fail') return 'c-bad'
  return action === 'ignore' ? 't2' : 'c-warn'
}
