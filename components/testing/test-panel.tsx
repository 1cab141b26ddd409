'use client'

import { useState } from 'react'
import type { StreamInfo } from '@/lib/testread/stream-info'
import type { StationName } from '@/lib/testread/test-read'
import { EmptyState } from '../ui/empty-state'
import { TabPanel, Tabs } from '../ui/tabs'
import { CallsView } from './calls-view'
import { ChecksView } from './checks-view'
import { ErrorCard } from './error-card'
import { LogView } from './log-view'
import { RecordsView } from './records-view'
import { RunAnnouncer } from './run-announcer'
import { RunButton, RunHead } from './run-head'
import { RunMeter } from './run-meter'
import type { StreamRun } from './run-store'
import { StateView } from './state-view'
import { useRunControl } from './use-run-control'

/**
 * What the builder gives the panel. The panel keeps the runs itself; whoever else wants them (line,
 * sidebar) asks `useStreamRun(projectId, streamName)` of `use-test-read.ts`.
 */
export interface TestPanelProps {
  projectId: string
  streamName: string
  /** The text on screen, saved or not. */
  getText: () => string
  /** What the checks need to know: `streamInfo(resolved stream)`. */
  getInfo: () => StreamInfo
  environment: PanelEnvironment
  actions: PanelActions
}

export interface PanelEnvironment {
  /** The chosen environment; the first one is chosen when it is undefined. */
  readonly id: string | undefined
  readonly onChange: (environmentId: string) => void
  /** Required inputs that have no value there; the run says what it lacks. */
  readonly missingInputs?: readonly string[]
}

export interface PanelActions {
  readonly openStation: (station: StationName) => void
  readonly openInputs?: () => void
  /** Called the first time a tab wants more room. */
  readonly widen?: () => void
  /** Problems that keep the stream from being run, as a sentence. */
  readonly blockedReason?: string | undefined
}

export type PanelTab = 'records' | 'calls' | 'state' | 'checks' | 'log'

/** Runs the stream on screen and shows records, calls, state, checks and log. */
export function TestPanel(props: TestPanelProps) {
  const { projectId, streamName, environment, actions } = props
  const control = useRunControl(props)
  const { run } = control
  const [tab, setTab] = useState<PanelTab>('records')
  const [callNumber, setCallNumber] = useState<number>()

  const showTab = (next: PanelTab) => {
    setTab(next)
    if (next === 'calls') actions.widen?.()
  }
  const showCall = (call: number) => {
    setCallNumber(call)
    showTab('calls')
  }

  return (
    <section
      className="pane grow"
      aria-label="Test"
      id="test"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && control.isRunning && !event.defaultPrevented) control.cancel()
      }}
    >
      <RunHead
        projectId={projectId}
        control={control}
        environment={environment}
        actions={actions}
      />
      <RunAnnouncer streamName={streamName} run={run} />
      {run ? (
        <>
          <RunMeter run={run} onShowChecks={() => showTab('checks')} />
          <ErrorCard
            projectId={projectId}
            run={run}
            onRunAgain={control.start}
            onShowCall={showCall}
            {...(actions.openInputs && { onOpenInputs: actions.openInputs })}
          />
          <Tabs label="Test results" value={tab} items={tabItems(run)} onChange={showTab}>
            <TabPanel value="records">
              <RecordsView run={run} streamName={streamName} />
            </TabPanel>
            <TabPanel value="calls">
              <CallsView run={run} selected={callNumber} onSelect={setCallNumber} />
            </TabPanel>
            <TabPanel value="state">
              <StateView run={run} control={control} />
            </TabPanel>
            <TabPanel value="checks">
              <ChecksView run={run} onShowCall={showCall} onOpenStation={actions.openStation} />
            </TabPanel>
            <TabPanel value="log">
              <LogView run={run} onShowCall={showCall} />
            </TabPanel>
          </Tabs>
        </>
      ) : (
        <NotRunYet control={control} actions={actions} />
      )}
    </section>
  )
}

function NotRunYet({
  control,
  actions,
}: {
  control: ReturnType<typeof useRunControl>
  actions: PanelActions
}) {
  const { pagesPerSlice } = control.options.limits
  return (
    <EmptyState
      title="Nothing read yet"
      text={`A run reads up to ${pagesPerSlice} pages and says whether that was all of it.`}
    >
      <RunButton control={control} blockedReason={actions.blockedReason} />
    </EmptyState>
  )
}

function tabItems({ read, proof }: StreamRun) {
  const passed = proof?.checks.filter((check) => check.outcome === 'passed').length
  const of = (count: number) => (count === 0 ? undefined : count.toLocaleString('en'))
  return [
    { value: 'records', label: 'Records', count: of(read.records.length) },
    { value: 'calls', label: 'Calls', count: of(read.calls.length) },
    { value: 'state', label: 'State' },
    {
      value: 'checks',
      label: 'Checks',
      count: proof && proof.checks.length > 0 ? `${passed} of ${proof.checks.length}` : undefined,
    },
    { value: 'log', label: 'Log', count: of(read.notes.length) },
  ] as const
}
