'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { CallFailed } from '@/lib/client/call'
import { useSaveDraft } from '@/lib/client/queries/projects'
import { draftConflictSchema } from '@/lib/contracts/drafts'
import type { Project } from '@/lib/contracts/projects'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { keepDraft, keepHistory, readDraft } from './saving/browser-store'
import { DraftKeeper } from './saving/draft-keeper'
import { DraftSaver, type SaveOutcome, type SaveState } from './saving/draft-saver'

export interface Autosave {
  readonly state: SaveState
  readonly saver: DraftSaver
}

/** Saves the document as it changes, and keeps what is not saved, and the history, in this browser. */
export function useAutosave(document: ManifestDocument, project: Project): Autosave {
  const { mutateAsync } = useSaveDraft(project.id)
  const [keeper] = useState(() => new DraftKeeper((draft) => keepDraft(project.id, draft)))
  const [saver] = useState(
    () =>
      new DraftSaver({
        document,
        saved: project.draft,
        save: (body) => mutateAsync(body).then(savedOutcome, failedOutcome),
        keep: (unsaved) => keeper.keep(unsaved),
      }),
  )
  // The draft of the first load counts: later ones are what this hook saved.
  const [loaded] = useState(project.draft)
  useEffect(() => {
    const kept = readDraft(project.id)
    const stop = saver.start()
    const isOlder = kept !== undefined && kept.baseRevision < loaded.revision
    if (isOlder && document.getSnapshot().text !== loaded.text) {
      saver.meet(loaded, { isBaseKnown: false })
    }
    return stop
  }, [saver, document, project.id, loaded])

  useEffect(() => {
    const keep = () => {
      keeper.flush()
      keepHistory(project.id, document.serializeHistory())
    }
    const hide = () => keeper.flush()
    const goOn = () => void saver.saveNow()
    window.addEventListener('pagehide', keep)
    window.addEventListener('visibilitychange', hide)
    window.addEventListener('online', goOn)
    return () => {
      keep()
      window.removeEventListener('pagehide', keep)
      window.removeEventListener('visibilitychange', hide)
      window.removeEventListener('online', goOn)
    }
  }, [saver, document, project.id, keeper])

  const state = useSyncExternalStore(saver.subscribe, saver.getSnapshot, saver.getSnapshot)
  return { state, saver }
}

function savedOutcome(reply: { revision: number; savedAt: string }): SaveOutcome {
  return { kind: 'saved', ...reply }
}

function failedOutcome(error: unknown): SaveOutcome {
  if (!(error instanceof CallFailed)) return { kind: 'failed', message: String(error) }
  if (error.code === 'offline') return { kind: 'offline' }
  const theirs = draftConflictSchema.safeParse(error.problem.details)
  if (error.code === 'draft_conflict' && theirs.success) {
    return { kind: 'conflict', theirs: theirs.data }
  }
  return { kind: 'failed', message: error.message }
}
