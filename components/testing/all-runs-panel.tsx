'use client'

import { ListChecks, Square, X } from 'lucide-react'
import { useState } from 'react'
import type { LastRun } from '@/lib/contracts/proof-summary'
import { Button, IconButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { countOf } from '../ui/measures'
import { Segmented } from '../ui/segmented'
import { Checkbox } from '../ui/toggle'
import { AllRunsMeter } from './all-runs-meter'
import { AllRunsRow } from './all-runs-row'
import type { BatchView } from './run-batch'
import { atOnceMax, loadOptions, storeOptions } from './run-options'
import {
  notRunOutcome,
  outcomeOf,
  type StreamOutcome,
  storedOutcome,
  waitingOutcome,
} from './stream-outcome'
import { runBatchOf, useAnyRun, useRunBatch } from './use-test-read'

/** A stream as the list of all runs names it. */
export interface ListedStream {
  readonly name: string
  readonly title: string
  readonly isChild: boolean
  /** What the studio knows of runs before this page. */
  readonly lastRun?: LastRun | undefined
}

interface AllRunsPanelProps {
  projectId: string
  streams: readonly ListedStream[]
  leftOut: ReadonlySet<string>
  onLeaveOut: (leftOut: ReadonlySet<string>) => void
  /** Runs all streams that are not left out; given samples, those alone and to their end. */
  onRun: (samples?: readonly string[]) => void
  onShow: (stream: string) => void
  onClose: () => void
  blockedReason: string | undefined
}

type Choice = 'all' | 'open'

/** Every stream with what its last run proved, and how far a run of all of them has come. */
export function AllRunsPanel(props: AllRunsPanelProps) {
  const { projectId, streams, leftOut, onLeaveOut, onShow } = props
  const batch = useRunBatch(projectId)
  const outcomes = useOutcomes(projectId, streams, batch)
  const [choice, setChoice] = useState<Choice>('all')
  const open = streams.filter(({ name }) => outcomes.get(name)?.kind !== 'complete')
  const shown = choice === 'all' ? streams : open
  const readCount = streams.filter(({ name }) => !leftOut.has(name)).length
  const setRead = (names: readonly string[], isRead: boolean) => {
    const next = new Set(leftOut)
    for (const name of names) {
      if (isRead) next.delete(name)
      else next.add(name)
    }
    onLeaveOut(next)
  }
  return (
    <section
      className="pane grow"
      aria-label="All streams"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && batch?.isRunning && !event.defaultPrevented) {
          runBatchOf(projectId).cancel()
        }
      }}
    >
      <AllRunsHead {...props} isRunning={batch?.isRunning === true} readCount={readCount} />
      <AllRunsMeter batch={batch} streams={streams} outcomes={outcomes} />
      <div className="bar">
        <Checkbox
          label={
            <span className="s12">
              {countOf(readCount, 'stream')} of {streams.length.toLocaleString('en')} to run
            </span>
          }
          isChecked={readCount === streams.length || (readCount === 0 ? false : 'mixed')}
          onChange={(isRead) =>
            setRead(
              streams.map(({ name }) => name),
              isRead,
            )
          }
        />
        <span className="grow" />
        <ReadToEnd {...props} outcomes={outcomes} isRunning={batch?.isRunning === true} />
        <Segmented<Choice>
          label="Which streams"
          size="sm"
          value={choice}
          choices={[
            { value: 'all', label: `All ${streams.length}` },
            { value: 'open', label: `Not proved ${open.length}` },
          ]}
          onChange={setChoice}
        />
      </div>
      {shown.length === 0 && <EmptyState title="All proved" text="Every stream is complete." />}
      {shown.length > 0 && (
        <div className="scroll">
          <table className="list all-runs" aria-label="Runs of all streams">
            <thead>
              <tr>
                <th className="pick">
                  <span className="sr">Run it</span>
                </th>
                <th>Stream</th>
                <th className="r">Records</th>
                <th className="r">Calls</th>
                <th className="r hide-s">Time</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((stream) => (
                <AllRunsRow
                  key={stream.name}
                  stream={stream}
                  outcome={outcomes.get(stream.name) ?? notRunOutcome}
                  isRead={!leftOut.has(stream.name)}
                  onRead={(isRead) => setRead([stream.name], isRead)}
                  onShow={onShow}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function AllRunsHead(props: AllRunsPanelProps & { isRunning: boolean; readCount: number }) {
  const { projectId, streams, onRun, onClose, blockedReason, isRunning, readCount } = props
  const isAll = readCount === streams.length
  return (
    <div className="phead">
      {isRunning ? (
        <Button
          variant="danger"
          icon={<Square className="i s" />}
          keys="esc"
          className="run-btn all"
          onClick={() => runBatchOf(projectId).cancel()}
        >
          Cancel
        </Button>
      ) : (
        <Button
          variant="primary"
          icon={<ListChecks className="i s" />}
          className="run-btn all"
          disabledReason={blockedReason ?? (readCount === 0 ? 'No stream is chosen' : undefined)}
          onClick={() => onRun()}
        >
          {isAll ? 'Run all' : `Run ${readCount.toLocaleString('en')}`}
        </Button>
      )}
      <AtOnce projectId={projectId} />
      <span className="grow" />
      <IconButton
        label="Back to the stream"
        icon={<X className="i" />}
        onClick={onClose}
        className="close-all"
      />
    </div>
  )
}

interface ReadToEndProps extends AllRunsPanelProps {
  outcomes: ReadonlyMap<string, StreamOutcome>
  isRunning: boolean
}

/** A limit made samples of some streams: reads those again without it. */
function ReadToEnd({ projectId, streams, onRun, outcomes, isRunning }: ReadToEndProps) {
  const store = useAnyRun(projectId)
  const samples = streams
    .map(({ name }) => name)
    .filter(
      (name) => outcomes.get(name)?.isSample && (store.get(name)?.read.limits.length ?? 0) > 0,
    )
  if (isRunning || samples.length === 0) return null
  return (
    <Button size="sm" onClick={() => onRun(samples)}>
      Read {countOf(samples.length, 'sample')} to the end
    </Button>
  )
}

const choices = [1, 2, atOnceMax].map((count) => ({
  value: String(count),
  label: String(count),
}))

/** Kept with the other options of the project's runs. */
function AtOnce({ projectId }: { projectId: string }) {
  const [atOnce, setAtOnce] = useState(() => loadOptions(projectId).atOnce)
  return (
    <span className="row g6 s12 t2">
      <span aria-hidden="true" className="nowrap">
        At once
      </span>
      <Segmented
        label="Streams at once"
        size="sm"
        value={String(atOnce)}
        choices={choices}
        onChange={(value) => {
          setAtOnce(Number(value))
          storeOptions(projectId, { ...loadOptions(projectId), atOnce: Number(value) })
        }}
      />
    </span>
  )
}

function useOutcomes(
  projectId: string,
  streams: readonly ListedStream[],
  batch: BatchView | undefined,
): ReadonlyMap<string, StreamOutcome> {
  const store = useAnyRun(projectId)
  return new Map(
    streams.map(({ name, lastRun }) => {
      if (batch?.waiting.has(name)) return [name, waitingOutcome]
      const run = store.get(name)
      if (run) return [name, outcomeOf(run)]
      if (batch?.skipped.has(name) || !lastRun) return [name, notRunOutcome]
      return [name, storedOutcome(lastRun)]
    }),
  )
}
