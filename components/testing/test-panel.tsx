'use client'

import { type RefObject, useRef } from 'react'
import type { FieldProfile } from '@/lib/testread/field-profile'
import type { StreamInfo } from '@/lib/testread/stream-info'
import type { StationName } from '@/lib/testread/test-read'
import { EmptyState } from '../ui/empty-state'
import { TabPanel, Tabs } from '../ui/tabs'
import { CallsView } from './calls-view'
import { ChecksView } from './checks-view'
import { ErrorCard } from './error-card'
import { ExplainedFailureCard } from './explained-failure'
import { LogView } from './log-view'
import type { PanelPicking } from './panel-picking'
import type { PanelSchema } from './panel-schema'
import type { PanelSuggestions } from './panel-suggestions'
import { RecordsView } from './records-view'
import { RunAnnouncer } from './run-announcer'
import { RunButton, RunHead } from './run-head'
import { RunMeter } from './run-meter'
import type { StreamRun } from './run-store'
import { SchemaView } from './schema-view'
import { StateView } from './state-view'
import { SuggestionList, TrialNotice } from './suggestion-list'
import type { BodyKeys } from './tree-rows'
import { useFieldProfiles } from './use-field-profiles'
import { usePanelView } from './use-panel-view'
import { useRestoredRun } from './use-restored-run'
import { type RunControl, useRunControl } from './use-run-control'
import { useTabKeys } from './use-tab-keys'
import { useWidenOnce } from './use-widen-once'

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
  /** What the last run suggests to change. */
  suggestions?: PanelSuggestions | undefined
  /** What the stream declares. */
  schema?: PanelSchema | undefined
  /** What can be pointed at in responses. */
  picking?: PanelPicking | undefined
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
  /** Shows the runs of all streams. */
  readonly showAll?: () => void
  /** Gives the panel more room, or takes it back; also called once when Calls is first opened. */
  readonly widen?: () => void
  /** Problems that keep the stream from being run, as a sentence. */
  readonly blockedReason?: string | undefined
}

export type PanelTab = 'records' | 'calls' | 'schema' | 'state' | 'checks' | 'log'

/** Runs the stream on screen and shows records, calls, state, checks and log. */
export function TestPanel(props: TestPanelProps) {
  const { projectId, streamName, environment, actions } = props
  const control = useRunControl(props)
  const { run } = control
  const panel = useRef<HTMLElement>(null)
  useRestoredRun(props)
  return (
    <section
      ref={panel}
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
        <RunResults key={streamName} {...props} run={run} control={control} panel={panel} />
      ) : (
        <NotRunYet control={control} actions={actions} />
      )}
    </section>
  )
}

interface RunResultsProps extends TestPanelProps {
  run: StreamRun
  control: RunControl
  panel: RefObject<HTMLElement | null>
}

function RunResults({ run, control, panel, ...props }: RunResultsProps) {
  const { projectId, streamName, actions } = props
  const [view, change] = usePanelView(projectId, streamName)
  const widenOnce = useWidenOnce(projectId, panel, actions.widen)
  const showTab = (next: PanelTab) => {
    change({ tab: next })
    if (next === 'calls' || next === 'schema') widenOnce()
  }
  const showCall = (call: number, reveal?: BodyKeys) => {
    change({ tab: 'calls', call, reveal })
    widenOnce()
  }
  useTabKeys(showTab)
  const fields = useFieldProfiles(run, props.schema)

  return (
    <>
      <RunMeter run={run} onSkipWait={control.skipWait} onShowChecks={() => showTab('checks')} />
      <ErrorCard
        projectId={projectId}
        run={run}
        onRunAgain={control.start}
        onShowCall={(call) => showCall(call)}
        explanation={
          <ExplainedFailureCard
            projectId={projectId}
            suggestions={props.suggestions}
            control={control}
            actions={actions}
            onShowCall={(call) => showCall(call)}
          />
        }
        // The likely cause leads there already.
        {...(actions.openInputs &&
          props.suggestions?.explanation?.look !== 'inputs' && {
            onOpenInputs: actions.openInputs,
          })}
      />
      <TrialNotice suggestions={props.suggestions} />
      <Tabs
        label="Test results"
        value={view.tab}
        items={tabItems(run, props.schema && fields)}
        onChange={showTab}
      >
        <TabPanel value="records">
          <RecordsView
            run={run}
            streamName={streamName}
            onShowOrigin={({ call, keys }) => showCall(call, keys)}
          />
        </TabPanel>
        <TabPanel value="calls">
          <CallsView
            run={run}
            selected={view.call}
            reveal={view.reveal}
            picking={props.picking}
            onSelect={(call) => change({ call, reveal: undefined })}
          />
        </TabPanel>
        {props.schema && (
          <TabPanel value="schema">
            <SchemaView run={run} schema={props.schema} fields={fields} />
          </TabPanel>
        )}
        <TabPanel value="state">
          <StateView run={run} control={control} />
        </TabPanel>
        <TabPanel value="checks">
          <ChecksView
            run={run}
            onReadToEnd={control.readToEnd}
            onShowCall={(call) => showCall(call)}
            onOpenStation={actions.openStation}
            footer={
              props.suggestions && (
                <SuggestionList
                  isProved={run.proof?.level === 'complete' && !run.proof.isSample}
                  suggestions={props.suggestions}
                  control={control}
                  onShowCall={(call) => showCall(call)}
                />
              )
            }
          />
        </TabPanel>
        <TabPanel value="log">
          <LogView run={run} onShowCall={(call) => showCall(call)} />
        </TabPanel>
      </Tabs>
    </>
  )
}

function NotRunYet({ control, actions }: { control: RunControl; actions: PanelActions }) {
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

function tabItems({ read, proof }: StreamRun, fields: readonly FieldProfile[] | undefined) {
  const differences = fields?.filter(({ difference }) => difference !== undefined).length ?? 0
  const passed = proof?.checks.filter((check) => check.outcome === 'passed').length
  const of = (count: number) => (count === 0 ? undefined : count.toLocaleString('en'))
  return [
    { value: 'records', label: 'Records', count: of(read.records.length) },
    { value: 'calls', label: 'Calls', count: of(read.calls.length) },
    ...(fields ? [{ value: 'schema', label: 'Schema', count: of(differences) } as const] : []),
    { value: 'state', label: 'State' },
    {
      value: 'checks',
      label: 'Checks',
      count: proof && proof.checks.length > 0 ? `${passed} of ${proof.checks.length}` : undefined,
    },
    { value: 'log', label: 'Log', count: of(read.notes.length) },
  ] as const
}
