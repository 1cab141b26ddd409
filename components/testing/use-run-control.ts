'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import { useSkipWait } from '@/lib/client/queries/runs'
import {
  defaultOptions,
  loadOptions,
  type RunOptions,
  type StartState,
  storeOptions,
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
  readonly start: () => void
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
  const skip = useSkipWait(projectId)
  const startState = startStates[streamName]
  const isRunning = run?.read.status === 'running'

  const start = useCallback(() => {
    if (actions.blockedReason !== undefined) return
    const request = {
      text: getText(),
      info: getInfo(),
      environmentId: environment.id,
      options,
      state: startState,
    }
    void store.start(streamName, request).then(() =>
      // The lists show the last run of each stream.
      queryClient.invalidateQueries({ queryKey: ['projects'] }),
    )
  }, [
    actions.blockedReason,
    getText,
    getInfo,
    environment.id,
    options,
    startState,
    store,
    streamName,
    queryClient,
  ])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey) || event.shiftKey) return
      event.preventDefault()
      start()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [start])

  return {
    run,
    isRunning,
    options,
    setOptions,
    startState,
    setStartState: (state) => setStartStates((all) => ({ ...all, [streamName]: state })),
    start,
    cancel: () => store.cancel(),
    skipWait: () => skip.mutate(store.tab),
  }
}

function useRunOptions(projectId: string) {
  const [options, setOptions] = useState(defaultOptions)
  useEffect(() => setOptions(loadOptions(projectId)), [projectId])
  const change = (next: RunOptions) => {
    setOptions(next)
    storeOptions(projectId, next)
  }
  return [options, change] as const
}
