'use client'

import { memo } from 'react'
import { Bob } from '../ui/bob'
import { formatCount, formatDuration } from '../ui/measures'
import { Prose } from '../ui/prose'
import { Spinner } from '../ui/spinner'
import { Checkbox } from '../ui/toggle'
import type { ListedStream } from './all-runs-panel'
import type { StreamOutcome } from './stream-outcome'

interface AllRunsRowProps {
  stream: ListedStream
  outcome: StreamOutcome
  /** Whether the next run of all streams reads it. */
  isRead: boolean
  onRead: (isRead: boolean) => void
  onShow: (stream: string) => void
}

const tones: Readonly<Record<StreamOutcome['kind'], string>> = {
  complete: 'c-ok',
  probable: 'c-ok',
  unknown: 'c-warn',
  truncated: 'c-bad',
  failed: 'c-bad',
  sample: 't2',
  running: 't2',
  waiting: 't3',
  'not-run': 't3',
}

/** One stream: what its run proved and why, in numbers; a click goes there. */
export const AllRunsRow = memo(function AllRunsRow(props: AllRunsRowProps) {
  const { stream, outcome, isRead, onRead, onShow } = props
  const { kind, level, isSample, title, text, records, calls, elapsedMs } = outcome
  const isProved = kind === 'complete' || kind === 'probable'
  return (
    <tr data-outcome={kind}>
      <td className="pick">
        <Checkbox
          label={<span className="sr">Run {stream.title}</span>}
          isChecked={isRead}
          onChange={onRead}
        />
      </td>
      <td>
        <button
          type="button"
          className={stream.isChild ? 'bare stream kid' : 'bare stream'}
          onClick={() => onShow(stream.name)}
        >
          {kind === 'running' ? <Spinner /> : <Bob level={level} isSample={isSample} label="" />}
          <span className="min-w-0">
            <span className="b cut block">{stream.title}</span>
            <span className="s12 why">
              <span className={tones[kind]}>{title}</span>
              {text && !isProved && (
                <span className="t3">
                  {' · '}
                  <Prose text={text} />
                </span>
              )}
            </span>
          </span>
        </button>
      </td>
      <td className="r mono">{records === undefined ? '' : formatCount(records)}</td>
      <td className="r mono t2">{calls === undefined ? '' : formatCount(calls)}</td>
      <td className="r mono t2 nowrap hide-s">
        {elapsedMs === undefined ? '' : formatDuration(elapsedMs)}
      </td>
    </tr>
  )
})
