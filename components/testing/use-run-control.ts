'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { environmentOfRun } from '@/lib/client/queries/environments'
import { projectQueries } from '@/lib/client/queries/projects'
import { runQueries, useSkipWait } from '@/lib/client/queries/runs'
import type { SliceChoice } from '@/lib/contracts/test-reads'
import type { JsonObject } from '@/lib/engine/values/value'
import type { TrialText } from './panel-suggestions'
import {
  defaultOptions,
  loadOptions,
  type RunOptions,
  type StartState,
  storeOptions,
  toTheEnd,
} from './run-options'
import type { StreamRun } from './run-store'
import type { TestPanelProps } from './test-panel'
import { runStoreOf, useStreamRun } from './use-test-read'

export interface RunControl {
  readonly run: StreamRun | undefined
  readonly isRunning: boolean
  readonly options: RunOptions
  readonly setOptions: (options: RunOptions) => void
  /** Where the next run starts. */
  readonly startState: StartState
  readonly setStartState: (state: StartState) => void
  /** Values of the slices to read, one of each; all slices when there is none. */
  readonly chosenSlices: readonly JsonObject[]
  readonly chooseSlices: (slices: readonly JsonObject[]) => void
  readonly start: () => void
  /** Runs another text than the one on screen; nothing is saved. */
  readonly tryOut: (trial: TrialText) => void
  /** Runs again without the limits that the last run hit. */
  readonly readToEnd: () => void
  readonly cancel: () => void
  /** Ends the wait that the run is in: a backoff, a rate limit, a poll. */
  readonly skipWait: () => void
}

/** Starts and cancels runs of the stream on screen, with the options of this project. */
export function useRunControl(props: TestPanelProps): RunControl {
  const { projectId, streamName, getText, getInfo, environment, actions } = props
  const queryClient = useQueryClient()
  const store = runStoreOf(projectId)
  const run = useStreamRun(projectId, streamName)
  const [options, setOptions] = useRunOptions(projectId)
  const [startStates, setStartStates] = useState<Readonly<Record<string, StartState>>>({})
  const [choices, setChoices] = useState<Readonly<Record<string, readonly JsonObject[]>>>({})
  const skip = useSkipWait(projectId)
  const startState = startStates[streamName]
  const chosenSlices = choices[streamName] ?? noSlices
  const isRunning = run?.read.status === 'running'

  const startWith = useCallback(
    async (chosen: RunOptions, { trial, isWhole = false }: RunKind = {}) => {
      if (actions.blockedReason !== undefined) return
      const environmentId = await environmentOfRun(queryClient, projectId, environment.id)
      const request = {
        text: trial?.text ?? getText(),
        info: trial?.info ?? getInfo(),
        environmentId,
        options: chosen,
        state: startState,
        ...(chosenSlices.length > 0 && !isWhole && { sliceChoice: choiceOf(chosenSlices) }),
      }
      await store.start(streamName, request)
      // Lists show the last run of each stream. The project itself is being edited: left alone.
      void queryClient.invalidateQueries({ ...projectQueries.list(), exact: true })
      void queryClient.invalidateQueries(runQueries.list(projectId))
    },
    [
      actions.blockedReason,
      getText,
      getInfo,
      environment.id,
      startState,
      chosenSlices,
      store,
      streamName,
      queryClient,
      projectId,
    ],
  )

  const start = useCallback(() => void startWith(options), [startWith, options])

  useRunKey(start)

  return {
    run,
    isRunning,
    options,
    setOptions,
    startState,
    chosenSlices,
    chooseSlices: (slices) => setChoices((all) => ({ ...all, [streamName]: slices })),
    setStartState: (state) => setStartStates((all) => ({ ...all, [streamName]: state })),
    start,
    tryOut: (trial) => void startWith(options, { trial }),
    readToEnd: () =>
      void startWith(toTheEnd(options, run?.read.limits.map(({ limit }) => limit) ?? []), {
        isWhole: true,
      }),
    cancel: () => store.cancel(streamName),
    skipWait: () => skip.mutate(store.tabOf(streamName)),
  }
}

/** ⌘Enter or Ctrl-Enter, wherever the keyboard is. */
function useRunKey(start: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.shiftKey) return
      event.preventDefault()
      start()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [start])
}

interface RunKind {
  /** Another text than the one on screen. */
  readonly trial?: TrialText | undefined
  /** All slices, whatever was chosen. */
  readonly isWhole?: boolean
}

const noSlices: readonly JsonObject[] = []

const choiceOf = (partitions: readonly JsonObject[]): SliceChoice => ({
  kind: 'partitions',
  partitions: [...partitions],
})

function useRunOptions(projectId: string) {
  const [options, setOptions] = useState(defaultOptions)
  useEffect(() => setOptions(loadOptions(projectId)), [projectId])
  const change = (next: RunOptions) => {
    setOptions(next)
    storeOptions(projectId, next)
  }
  return [options, change] as const
}
