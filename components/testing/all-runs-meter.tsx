'use client'

import { useEffect, useRef, useState } from 'react'
import { countOf, formatCount, formatDuration } from '../ui/measures'
import { Spinner } from '../ui/spinner'
import type { ListedStream } from './all-runs-panel'
import type { BatchView } from './run-batch'
import { type StreamOutcome, summaryOf } from './stream-outcome'

interface AllRunsMeterProps {
  batch: BatchView | undefined
  streams: readonly ListedStream[]
  outcomes: ReadonlyMap<string, StreamOutcome>
}

/** Sums over all streams, and what they came to. */
export function AllRunsMeter({ batch, streams, outcomes }: AllRunsMeterProps) {
  const all = streams.flatMap(({ name }) => outcomes.get(name) ?? [])
  const sum = (pick: (outcome: StreamOutcome) => number | undefined) =>
    all.reduce((total, each) => total + (pick(each) ?? 0), 0)
  const records = sum((each) => each.records)
  const calls = sum((each) => each.calls)
  const done = doneCount(batch, outcomes)
  const summary = summaryOf(all)
  const isRunning = batch?.isRunning === true
  return (
    <div className="meter">
      <div>
        <b className="num">{formatCount(records)}</b>
        <span>{records === 1 ? 'record' : 'records'}</span>
      </div>
      <div>
        <b className="num">{formatCount(calls)}</b>
        <span>{calls === 1 ? 'call' : 'calls'}</span>
      </div>
      {batch?.endedAt !== undefined && (
        <div>
          <b className="num">{formatDuration(batch.endedAt - batch.startedAt)}</b>
        </div>
      )}
      <div className="end row g6">
        {isRunning && <Spinner />}
        <span className="b cut" title={isRunning ? undefined : summary}>
          {isRunning
            ? `${formatCount(done)} of ${countOf(batch.streams.length, 'stream')}`
            : summary}
        </span>
      </div>
      {isRunning && <Progress done={done} of={batch.streams.length} />}
      <Announcer isRunning={isRunning} done={done} batch={batch} summary={summary} />
    </div>
  )
}

/** Streams of the batch that have ended. */
function doneCount(batch: BatchView | undefined, outcomes: ReadonlyMap<string, StreamOutcome>) {
  if (!batch) return 0
  return batch.streams.filter((name) => {
    const kind = outcomes.get(name)?.kind
    return !batch.waiting.has(name) && kind !== 'running' && kind !== 'waiting'
  }).length
}

function Progress({ done, of }: { done: number; of: number }) {
  return (
    <progress
      className="meter-part"
      aria-label="Streams that were read"
      value={done}
      max={Math.max(of, 1)}
    />
  )
}

const pauseMs = 5000

interface AnnouncerProps {
  isRunning: boolean
  done: number
  batch: BatchView | undefined
  summary: string
}

/** At most one message every 5 s, and the end at once. */
function Announcer({ isRunning, done, batch, summary }: AnnouncerProps) {
  const [message, setMessage] = useState('')
  const latest = useRef({ done, batch, summary })
  latest.current = { done, batch, summary }
  const wasRunning = useRef(false)
  useEffect(() => {
    if (!isRunning) {
      if (wasRunning.current) setMessage(`All streams: ${latest.current.summary}.`)
      wasRunning.current = false
      return undefined
    }
    wasRunning.current = true
    const beat = setInterval(() => {
      const now = latest.current
      setMessage(`${now.done} of ${countOf(now.batch?.streams.length ?? 0, 'stream')} read`)
    }, pauseMs)
    return () => clearInterval(beat)
  }, [isRunning])
  return (
    <span className="sr" role="status" aria-live="polite">
      {message}
    </span>
  )
}
