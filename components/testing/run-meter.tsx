'use client'

import { Bob } from '../ui/bob'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { bytesParts, formatCount, formatDuration } from '../ui/measures'
import { Spinner } from '../ui/spinner'
import type { StreamRun } from './run-store'

interface RunMeterProps {
  run: StreamRun
  /** Ends the wait that the run is in. */
  onSkipWait: () => void
  onShowChecks: () => void
}

const tones = {
  complete: 'c-ok',
  probable: 'c-ok',
  unknown: 'c-warn',
  truncated: 'c-bad',
} as const

/** Records, calls, bytes and seconds; at the right what it does now, or what the run proved. */
export function RunMeter(props: RunMeterProps) {
  const { read } = props.run
  const [bytes, bytesUnit] = bytesParts(read.bytes)
  const [time = '', timeUnit = ''] = formatDuration(read.elapsedMs).split(/ (?=\S+$)/)
  const numbers: [string, string][] = [
    counted(read.records.length, 'record'),
    counted(read.calls.length, 'call'),
    ...(read.slices.length > 1 ? [counted(read.slices.length, 'slice')] : []),
    [bytes, bytesUnit],
    [time, timeUnit],
  ]
  return (
    <div className="meter">
      {numbers.map(([amount, unit]) => (
        <div key={unit}>
          <b className="num">{amount}</b>
          <span>{unit}</span>
        </div>
      ))}
      <div className="end row g6">
        <RunOutcome {...props} />
      </div>
      {read.status === 'running' && <span className="meter-run" aria-hidden="true" />}
    </div>
  )
}

const counted = (count: number, noun: string): [string, string] => [
  formatCount(count),
  count === 1 ? noun : `${noun}s`,
]

function RunOutcome({ run, onSkipWait, onShowChecks }: RunMeterProps) {
  const { read, proof } = run
  const throttled = read.calls.filter((call) => call.response?.status === 429).length
  if (read.status === 'running') {
    const isWaiting = read.activity?.startsWith('Waiting') === true
    return (
      <>
        <Spinner />
        <span className={isWaiting ? 'b c-warn cut' : 'b cut'}>{read.activity ?? 'Starting'}</span>
        {isWaiting && (
          <Button variant="ghost" size="sm" onClick={onSkipWait}>
            Skip the wait
          </Button>
        )}
      </>
    )
  }
  if (!proof) return null
  if (read.status === 'failed') return <span className="b c-bad">Failed</span>
  return (
    <>
      {throttled > 0 && <Chip tone="warn">429 ×{throttled}</Chip>}
      <Bob level={proof.level} isSample={proof.isSample} label="" />
      <button
        type="button"
        className={`bare b cut ${proof.isSample ? 't2' : tones[proof.level]}`}
        onClick={onShowChecks}
      >
        {proof.title}
      </button>
    </>
  )
}
