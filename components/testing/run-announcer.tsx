'use client'

import { useEffect, useRef, useState } from 'react'
import { countOf } from '../ui/measures'
import type { StreamRun } from './run-store'

const pauseMs = 5000

interface RunAnnouncerProps {
  streamName: string
  run: StreamRun | undefined
}

/** Tells a run to screen readers: at most one message every 5 s, and the end at once. */
export function RunAnnouncer({ streamName, run }: RunAnnouncerProps) {
  const [message, setMessage] = useState('')
  const isRunning = run?.read.status === 'running'

  const latest = useRef(run)
  latest.current = run

  useEffect(() => {
    if (isRunning) {
      const beat = setInterval(() => {
        if (latest.current) setMessage(progressOf(streamName, latest.current))
      }, pauseMs)
      return () => clearInterval(beat)
    }
    if (latest.current) setMessage(endOf(streamName, latest.current))
    return undefined
  }, [isRunning, streamName])

  return (
    <div className="sr" role="status" aria-live="polite">
      {message}
    </div>
  )
}

function progressOf(streamName: string, { read }: StreamRun): string {
  const activity = read.activity ? `, ${read.activity.toLowerCase()}` : ''
  return `${streamName}: ${countOf(read.records.length, 'record')}${activity}`
}

function endOf(streamName: string, { read, proof }: StreamRun): string {
  if (read.status === 'failed') return `${streamName}: failed`
  const title = proof ? `, ${proof.title.toLowerCase()}` : ''
  return `${streamName}: done, ${countOf(read.records.length, 'record')}${title}.`
}
