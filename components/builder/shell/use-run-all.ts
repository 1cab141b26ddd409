'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { environmentOfRun } from '@/lib/client/queries/environments'
import { projectQueries } from '@/lib/client/queries/projects'
import { runQueries } from '@/lib/client/queries/runs'
import { generatedStoreOf } from '../../testing/generated-store'
import type { BatchItem } from '../../testing/run-batch'
import { loadOptions, toTheEnd } from '../../testing/run-options'
import { runBatchOf, runStoreOf } from '../../testing/use-test-read'
import { useEnvironmentChoice } from '../inputs/use-environment-choice'
import { useBuilder } from '../manifest-context'
import { titleOf } from '../manifest-values'
import { resolvedManifest } from '../references'
import { streamInfos } from '../stream-infos'
import { inFamilyOrder, type StreamEntry, streamEntries } from '../streams'
import { useManifestPart, useStreamEntries } from '../use-stream-entries'

/** A stream that is read by its name, and what stands for it in the manifest. */
export interface RunnableStream {
  readonly name: string
  readonly title: string
  readonly isChild: boolean
  readonly entry: StreamEntry
}

/** Streams that can be read by their name; for a template stand the streams that it is known to make. */
export function runnable(
  entries: readonly StreamEntry[],
  made: ReadonlyMap<string, readonly string[]>,
): RunnableStream[] {
  return inFamilyOrder(entries).flatMap((entry): RunnableStream[] => {
    const { name, title, isChild } = entry
    if (entry.kind !== 'dynamic') return name === '' ? [] : [{ name, title, isChild, entry }]
    const names = made.get(entry.path.join('/')) ?? []
    return names.map((each) => ({ name: each, title: titleOf(each), isChild: false, entry }))
  })
}

/** The streams of the manifest that can be run now. */
export function useRunnableStreams(): RunnableStream[] {
  const { projectId } = useBuilder()
  const store = generatedStoreOf(projectId)
  const { streams } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  return runnable(useStreamEntries(), streams)
}

/** Why nothing can be run now; undefined when something can. */
export function useRunAllBlocked(): string | undefined {
  const hasStreams = useRunnableStreams().length > 0
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
  const environmentId = useEnvironmentId()
  return async (samples?: readonly string[]) => {
    const { manifest, text, isEditable } = document.getSnapshot()
    const { leftOut } = state.getSnapshot()
    const made = generatedStoreOf(projectId).getSnapshot().streams
    const streams = runnable(streamEntries(resolvedManifest(manifest)), made)
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
    const items: BatchItem[] = chosen.map(({ name, entry }) => ({
      stream: name,
      request: {
        text,
        info: infoOf({ name, path: entry.path }),
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
}

/** Asks for the streams that templates make, with the text and the environment on screen. */
export function useAskForStreams(): () => Promise<void> {
  const { projectId, document } = useBuilder()
  const environmentId = useEnvironmentId()
  return async () => {
    const { text } = document.getSnapshot()
    await generatedStoreOf(projectId).ask({ text, environmentId: await environmentId() })
  }
}

/** The environment that runs use. */
function useEnvironmentId(): () => Promise<string | undefined> {
  const { projectId } = useBuilder()
  const queryClient = useQueryClient()
  const [chosenId] = useEnvironmentChoice(projectId)
  return () => environmentOfRun(queryClient, projectId, chosenId)
}
