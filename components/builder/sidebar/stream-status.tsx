'use client'

import { useQuery } from '@tanstack/react-query'
import { projectQueries } from '@/lib/client/queries/projects'
import type { LastRun } from '@/lib/contracts/proof-summary'
import type { StreamRun } from '../../testing/run-store'
import { useStreamRun } from '../../testing/use-test-read'
import { Bob, type BobLevel } from '../../ui/bob'
import { Spinner } from '../../ui/spinner'
import { useNow } from '../../ui/use-now'
import { agoText, counted } from '../line/numbers'
import { useBuilder } from '../manifest-context'
import { useManifestPart } from '../use-stream-entries'

export interface StatusView {
  readonly level: BobLevel
  readonly isSample: boolean
  readonly isRunning: boolean
  /** “238 records · 2 min ago” */
  readonly text: string
}

/** What the last run of a stream says, in this page or stored. */
export function useStreamStatus(name: string): StatusView {
  const { projectId } = useBuilder()
  const run = useStreamRun(projectId, name)
  const { data: project } = useQuery(projectQueries.detail(projectId))
  const stored = project?.lastRuns[name]
  const ranText = run?.request.text
  const now = useNow()
  const isStale = useManifestPart(({ text }) => ranText !== undefined && ranText !== text)
  if (run !== undefined) return liveStatus(run, isStale, now)
  return stored === undefined ? notRun : storedStatus(stored, now)
}

const notRun: StatusView = { level: 'none', isSample: false, isRunning: false, text: 'Not run yet' }

function liveStatus(run: StreamRun, isChanged: boolean, now: number): StatusView {
  const isFailed = run.problem !== undefined || run.read.status === 'failed'
  const records = counted(run.read.records.length, 'record')
  const isRunning = run.read.status === 'running'
  const isStale = !isRunning && isChanged
  const when = run.endedAt ? agoText(run.endedAt, now) : 'just now'
  return {
    level: run.problem ? 'none' : (run.proof?.level ?? 'none'),
    isSample: run.proof?.isSample ?? false,
    isRunning,
    text: isRunning
      ? `${records} so far`
      : `${isFailed ? 'Failed' : records} · ${isStale ? 'before the change' : when}`,
  }
}

function storedStatus(run: LastRun, now: number): StatusView {
  const when = run.isStale ? 'before the change' : agoText(run.endedAt, now)
  return {
    level: run.proof?.level ?? 'none',
    isSample: run.proof?.isSample ?? false,
    isRunning: false,
    text:
      run.outcome === 'failed' ? `Failed · ${when}` : `${counted(run.records, 'record')} · ${when}`,
  }
}

/** The bob of a stream; a spinner takes its place while it is read. */
export function StreamStatus({ status }: { status: StatusView }) {
  if (status.isRunning) return <Spinner />
  return <Bob level={status.level} isSample={status.isSample} />
}
