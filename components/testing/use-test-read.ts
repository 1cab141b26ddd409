'use client'

import { useSyncExternalStore } from 'react'
import { RunStore, type StreamRun } from './run-store'

const stores = new Map<string, RunStore>()

/** The runs of a project on this page; the same object for everybody who asks. */
export function runStoreOf(projectId: string): RunStore {
  const known = stores.get(projectId)
  if (known) return known
  const store = new RunStore({ projectId })
  stores.set(projectId, store)
  return store
}

/**
 * The last run of a stream, live while it reads: for the panel, the line and the sidebar alike.
 * Undefined before the first run. On the server there are no runs.
 */
export function useStreamRun(projectId: string, streamName: string): StreamRun | undefined {
  const store = runStoreOf(projectId)
  return useSyncExternalStore(
    store.subscribe,
    () => store.get(streamName),
    () => undefined,
  )
}
