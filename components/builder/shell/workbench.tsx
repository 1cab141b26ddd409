'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { versionQueries } from '@/lib/client/queries/versions'
import type { Project } from '@/lib/contracts/projects'
import { useBuilder } from '../manifest-context'
import { Palette } from '../palette/palette'
import { useProblemPlaces } from '../problems/problem-places'
import { useProblems } from '../problems/use-problems'
import { resolvedManifest } from '../references'
import { followStreams } from '../saving/unread-places'
import { Sidebar } from '../sidebar/sidebar'
import { inFamilyOrder, selectedEntry, streamEntries } from '../streams'
import { useAutosave } from '../use-autosave'
import { ConflictNotice } from './conflict-notice'
import { MainPanes } from './main-panes'
import { ShortcutsDialog } from './shortcuts-dialog'
import { TopBar } from './top-bar'
import { useBuilderKeys } from './use-builder-keys'
import { useRunAll } from './use-run-all'

/** Top bar and panes of an open project. */
export function Workbench({ project }: { project: Project }) {
  const { document, state } = useBuilder()
  const autosave = useAutosave(document, project)
  useProblems(document)
  useEffect(() => followStreams(document, state), [document, state])
  const { data: versions } = useQuery(versionQueries.list(project.id))
  const [hasShortcuts, setShortcuts] = useState(false)
  const [hasPalette, setPalette] = useState(false)
  const nextProblem = useNextProblem()
  const nextStream = useNextStream()
  const runAll = useRunAll()
  useBuilderKeys({
    document,
    state,
    saveNow: () => void autosave.saver.saveNow(),
    nextProblem,
    nextStream,
    showShortcuts: () => setShortcuts(true),
    showPalette: () => setPalette(true),
    runAll: () => void runAll(),
  })

  return (
    <div className="app">
      <a className="skip" href="#line">
        Skip to the line
      </a>
      <a className="skip" href="#test">
        Skip to the results
      </a>
      <TopBar
        project={project}
        autosave={autosave}
        onShortcuts={() => setShortcuts(true)}
        onPalette={() => setPalette(true)}
      />
      <div className="builder-panes">
        <Sidebar versions={versions?.length} />
        <MainPanes projectId={project.id} />
      </div>
      {autosave.state.kind === 'conflict' && (
        <ConflictNotice state={autosave.state} saver={autosave.saver} />
      )}
      <Palette
        isOpen={hasPalette}
        onClose={() => setPalette(false)}
        onShortcuts={() => setShortcuts(true)}
        onRunAll={() => void runAll()}
      />
      <ShortcutsDialog isOpen={hasShortcuts} onClose={() => setShortcuts(false)} />
    </div>
  )
}

function useNextProblem() {
  const { document } = useBuilder()
  const places = useProblemPlaces()
  const at = useRef(-1)
  return (by: 1 | -1) => {
    const { problems } = document.getSnapshot()
    if (problems.length === 0) return
    at.current = (at.current + by + problems.length) % problems.length
    const problem = problems[at.current]
    if (problem) places.show(problem)
  }
}

function useNextStream() {
  const { document, state } = useBuilder()
  return (by: 1 | -1) => {
    const all = streamEntries(resolvedManifest(document.getSnapshot().manifest))
    const entries = inFamilyOrder(all)
    const current = selectedEntry(all, state.getSnapshot().screen)
    const here = entries.findIndex((entry) => entry.place === current?.place)
    const next = entries[Math.max(0, Math.min(entries.length - 1, here + by))]
    if (next) state.show({ kind: 'stream', name: next.name, place: next.place })
  }
}
