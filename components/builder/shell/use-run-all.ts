'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { environmentQueries } from '@/lib/client/queries/environments'
import { projectQueries } from '@/lib/client/queries/projects'
import { runQueries } from '@/lib/client/queries/runs'
import type { BatchItem } from '../../testing/run-batch'
import { loadOptions, toTheEnd } from '../../testing/run-options'
import { runBatchOf, runStoreOf } from '../../testing/use-test-read'
import { useEnvironmentChoice } from '../inputs/use-environment-choice'
import { useBuilder } from '../manifest-context'
import { resolvedManifest } from '../references'
import { streamInfos } from '../stream-infos'
import { inFamilyOrder, type StreamEntry, streamEntries } from '../streams'
import { useManifestPart, useStreamEntries } from '../use-stream-entries'

/** Streams that can be read by their name; a template of streams cannot. */
export function runnable(entries: readonly StreamEntry[]): StreamEntry[] {
  return inFamilyOrder(entries).filter(({ kind, name }) => kind !== 'dynamic' && name !== '')
}

/** Why nothing can be run now; undefined when something can. */
export function useRunAllBlocked(): string | undefined {
  const hasStreams = runnable(useStreamEntries()).length > 0
  const isEditable = useManifestPart((snapshot) => snapshot.isEditable)
  if (!isEditable) return 'The YAML cannot be read'
  return hasStreams ? undefined : 'There is no stream to run'
}

/**
 * Reads all streams of the text on screen but those that were left out, with the environment and the
 * limits of the test panel. `samples` reads only these streams again, without the limits they hit.
 */
export function useRunAll(): (samples?: readonly string[]) => Promise<void> {
  const { projectId, document, state } = useBuilder()
  const queryClient = useQueryClient()
  const [chosenId] = useEnvironmentChoice(projectId)
  const environmentId = async () => {
    const all = await queryClient
      .ensureQueryData(environmentQueries.list(projectId))
      .catch(() => [])
    return all.find(({ id }) => id === chosenId)?.id ?? all[0]?.id
  }
  const start = async (samples?: readonly string[]) => {
    const { manifest, text, isEditable } = document.getSnapshot()
    const { leftOut } = state.getSnapshot()
    const streams = runnable(streamEntries(resolvedManifest(manifest)))
    const chosen = streams.filter(({ name }) =>
      samples === undefined ? !leftOut.has(name) : samples.includes(name),
    )
    if (!isEditable || chosen.length === 0) return
    state.showAllRuns()
    const options = loadOptions(projectId)
    const infoOf = streamInfos(manifest)
    const environment = await environmentId()
    const optionsOf = (name: string) => {
      const hit = runStoreOf(projectId).get(name)?.read.limits ?? []
      const limits = hit.map(({ limit }) => limit)
      return samples === undefined ? options : toTheEnd(options, limits)
    }
    const items: BatchItem[] = chosen.map(({ name }) => ({
      stream: name,
      request: {
        text,
        info: infoOf(name),
        environmentId: environment,
        options: optionsOf(name),
        state: undefined,
      },
    }))
    await runBatchOf(projectId).start(items, options.atOnce)
    // Lists show the last run of each stream. The project itself is being edited: left alone.
    void queryClient.invalidateQueries({ ...projectQueries.list(), exact: true })
    void queryClient.invalidateQueries(runQueries.list(projectId))
  }
  const latest = useRef(start)
  latest.current = start
  return useRef((samples?: readonly string[]) => latest.current(samples)).current
}
