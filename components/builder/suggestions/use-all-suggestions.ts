'use client'

import { useDeferredValue, useMemo, useRef, useSyncExternalStore } from 'react'
import type { SuggestedChange } from '../../testing/panel-suggestions'
import type { StreamRun } from '../../testing/run-store'
import { runStoreOf } from '../../testing/use-test-read'
import { useBuilder } from '../manifest-context'
import { fingerprint, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import type { StreamEntry } from '../streams'
import { useManifestPart, useStreamEntries } from '../use-stream-entries'
import { suggestedChanges } from './suggested-changes'
import { nameOf, suggestionStoreOf } from './suggestion-store'
import { useDeclared } from './use-declared'

/** What the last runs of all streams suggest, in the order of the streams. */
export function useAllSuggestions(): readonly SuggestedChange[] {
  const { projectId, document } = useBuilder()
  const entries = useStreamEntries()
  const runs = useRuns(projectId, entries)
  const declared = useDeclared(projectId, runs.length > 0)
  const store = suggestionStoreOf(projectId)
  const { rejected } = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot)
  // Only streams that were run are looked at, and only when one of them changes.
  const streams = useDeferredValue(
    useManifestPart(({ manifest, isEditable }) => {
      if (!isEditable || runs.length === 0) return ''
      const resolved = resolvedManifest(manifest)
      return runs.map(({ entry }) => fingerprint(valueAt(resolved, ...entry.path))).join('\n')
    }),
  )
  return useMemo(() => {
    if (streams === '') return []
    return runs.flatMap(({ entry, run }) =>
      suggestedChanges(document, entry, run, declared).filter(
        ({ stream, id }) => !rejected.has(nameOf(stream, id)),
      ),
    )
  }, [document, runs, rejected, streams, declared])
}

interface EntryRun {
  readonly entry: StreamEntry
  readonly run: StreamRun
}

/** Runs that have ended; the same list until one of them is another. */
function useRuns(projectId: string, entries: readonly StreamEntry[]): readonly EntryRun[] {
  const store = runStoreOf(projectId)
  const known = useRef<readonly EntryRun[]>(none)
  const read = () => {
    const runs = entries.flatMap((entry) => {
      const run = store.get(entry.name)
      return run?.proof === undefined ? [] : [{ entry, run }]
    })
    const isSame =
      runs.length === known.current.length &&
      runs.every(({ entry, run }, index) => {
        const before = known.current[index]
        return before?.run === run && before.entry === entry
      })
    if (!isSame) known.current = runs
    return known.current
  }
  return useSyncExternalStore(store.subscribe, read, () => none)
}

const none: readonly EntryRun[] = []
