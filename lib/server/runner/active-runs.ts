import 'server-only'
import type { ProjectRef } from '../data/rows'
import { AppError } from '../errors'

interface TabRef extends ProjectRef {
  readonly tab: string
}

/** A run that is under way. */
export interface ActiveRun {
  readonly abort: AbortController
  /** Ends the waits that the run is in; says how many there were. */
  skip: () => Promise<number>
}

// On globalThis: route handlers may be bundled apart, and each has to find the runs of the others.
const holder = globalThis as unknown as { plumblineRuns?: Map<string, ActiveRun> }

function activeRuns(): Map<string, ActiveRun> {
  holder.plumblineRuns ??= new Map()
  return holder.plumblineRuns
}

/**
 * Makes a run known under its tab. One that is under way there is cancelled.
 *
 * @returns takes the run off the list when it is over
 */
export function enter(ref: TabRef, run: ActiveRun): () => void {
  const key = keyOf(ref)
  const runs = activeRuns()
  runs.get(key)?.abort.abort(cancelled('A new run took the place of this one'))
  runs.set(key, run)
  return () => {
    if (runs.get(key) === run) runs.delete(key)
  }
}

/**
 * Cancels the run of a tab; what it read so far is kept.
 *
 * @throws AppError `not_found` when none is under way
 */
export function cancelRun(ref: TabRef): void {
  find(ref).abort.abort(cancelled('Cancelled'))
}

/**
 * Ends the waits that the run of a tab is in.
 *
 * @returns how many there were
 * @throws AppError `not_found` when no run is under way
 */
export async function skipWaits(ref: TabRef): Promise<number> {
  return find(ref).skip()
}

function find(ref: TabRef): ActiveRun {
  const run = activeRuns().get(keyOf(ref))
  if (!run) throw new AppError('not_found', 'No run is under way in this tab')
  return run
}

function keyOf({ workspaceId, projectId, tab }: TabRef): string {
  return JSON.stringify([workspaceId, projectId, tab])
}

function cancelled(message: string): DOMException {
  return new DOMException(message, 'AbortError')
}
