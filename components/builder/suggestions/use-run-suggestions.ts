'use client'

import { useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import type { JsonObject } from '@/lib/engine/values/value'
import { streamInfo } from '@/lib/testread/stream-info'
import type { PanelSuggestions, SuggestedChange } from '../../testing/panel-suggestions'
import { useStreamRun } from '../../testing/use-test-read'
import { useBuilder } from '../manifest-context'
import { asObject, fingerprint, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import type { StreamEntry } from '../streams'
import { useManifestPart } from '../use-stream-entries'
import { suggestionEditing } from './edited-change'
import { knownChanges } from './known-changes'
import { applyChanges, explainedFailure, withChanges } from './suggested-changes'
import { nameOf, suggestionStoreOf } from './suggestion-store'
import { unexplainedFailure } from './unexplained-failure'
import { useDeclared } from './use-declared'

/** For whoever does not ask why a call failed. */
export const noInputs = '[]'

/**
 * What the last run of a stream suggests, and what can be done about it. `missingInputs` is a list of
 * names as JSON, so that it stays the same while it says the same.
 */
export function useRunSuggestions(
  entry: StreamEntry | undefined,
  missingInputs: string,
): PanelSuggestions | undefined {
  const { projectId, document } = useBuilder()
  const run = useStreamRun(projectId, entry?.name ?? '')
  const declared = useDeclared(projectId, run !== undefined)
  const store = suggestionStoreOf(projectId)
  const { rejected, trials } = useSyncExternalStore(
    store.subscribe,
    store.getSnapshot,
    store.getSnapshot,
  )
  const trial = entry && trials[entry.name]
  const isInDraft = useManifestPart((snapshot) => snapshot.text === trial?.text)
  const isTrial = trial !== undefined && run?.request.text === trial.text && !isInDraft
  // Worked out anew only when this stream changes, and never between two key presses.
  const stream = useDeferredValue(
    useManifestPart(({ manifest, isEditable }) =>
      isEditable && entry
        ? fingerprint(valueAt(resolvedManifest(manifest), ...entry.path))
        : undefined,
    ),
  )
  const changes = useMemo(() => {
    if (!entry || !run || isTrial || stream === undefined) return none
    return knownChanges(document, entry, run, stream, declared).filter(
      ({ stream: name, id }) => !rejected.has(nameOf(name, id)),
    )
  }, [document, entry, run, isTrial, rejected, stream, declared])
  const explanation = useMemo(() => {
    if (!entry || !run || isTrial || stream === undefined) return undefined
    const found = explainedFailure(document, entry, run, JSON.parse(missingInputs) as string[])
    const isRejected = found?.change && rejected.has(nameOf(entry.name, found.change.id))
    return isRejected ? undefined : found
  }, [document, entry, run, isTrial, rejected, stream, missingInputs])
  const unexplained = useMemo(
    () =>
      !entry || !run || isTrial || explanation || stream === undefined
        ? undefined
        : unexplainedFailure(document, entry, run),
    [document, entry, run, isTrial, explanation, stream],
  )
  if (!entry) return undefined
  return {
    explanation,
    unexplained,
    changes,
    trial: isTrial ? trial.changes : none,
    editing: suggestionEditing(document),
    accept: (accepted) => applyChanges(document, accepted),
    reject: (change) => store.reject(change),
    withChanges: (tried) => {
      const changed = withChanges(document.getSnapshot().text, tried)
      const snapshot = changed.getSnapshot()
      store.try(entry.name, { text: snapshot.text, changes: tried })
      const stream = valueAt(resolvedManifest(snapshot.manifest), ...entry.path)
      return { text: snapshot.text, info: streamInfo((asObject(stream) ?? {}) as JsonObject) }
    },
  }
}

const none: readonly SuggestedChange[] = []
