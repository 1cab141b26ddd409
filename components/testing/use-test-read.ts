'use client'

import { useSyncExternalStore } from 'react'
import { type BatchView, RunBatch } from './run-batch'
import { RunStore, type StreamRun } from './run-store'

const stores = new Map<string, RunStore>()
const batches = new Map<string, RunBatch>()

/** The runs of a project on this page; the same object for everybody who asks. */
export function runStoreOf(projectId: string): RunStore {
  const known = stores.get(projectId)
  if (known) return known
  const store = new RunStore({ projectId })
  stores.set(projectId, store)
  return store
}

/** The run of all streams of a project; the same object for everybody who asks. */
export function runBatchOf(projectId: string): RunBatch {
  const known = batches.get(projectId)
  if (known) return known
  const batch = new RunBatch(runStoreOf(projectId))
  batches.set(projectId, batch)
  return batch
}

/** How far the last run of all streams has come; undefined before the first. */
export function useRunBatch(projectId: string): BatchView | undefined {
  const batch = runBatchOf(projectId)
  return useSyncExternalStore(batch.subscribe, batch.getSnapshot, () => undefined)
}

/** Draws again whenever any run of the project changes; for sums over all of them. */
export function useAnyRun(projectId: string): RunStore {
  const store = runStoreOf(projectId)
  useSyncExternalStore(
    store.subscribe,
    () => store.changes,
    () => 0,
  )
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
