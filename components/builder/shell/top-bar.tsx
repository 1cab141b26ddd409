'use client'

import { Ellipsis, ListChecks, Redo2, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useRenameProject } from '@/lib/client/queries/projects'
import type { Project } from '@/lib/contracts/projects'
import { useRunBatch } from '../../testing/use-test-read'
import { Button, IconButton } from '../../ui/button'
import { Kbd } from '../../ui/kbd'
import { Logo } from '../../ui/logo'
import { Menu } from '../../ui/menu'
import { Segmented } from '../../ui/segmented'
import { Spinner } from '../../ui/spinner'
import type { BuilderView } from '../builder-state'
import { useBuilder, useSelection } from '../manifest-context'
import { ProblemList } from '../problems/problem-list'
import type { Autosave } from '../use-autosave'
import { useManifestPart } from '../use-stream-entries'
import { PublishButton } from '../versions/publish-button'
import { BuilderExport } from './builder-export'
import { SaveStateView } from './save-state'
import { useRunAll, useRunAllBlocked } from './use-run-all'

interface TopBarProps {
  project: Project
  autosave: Autosave
  onShortcuts: () => void
  onPalette: () => void
}

const views = [
  { value: 'form', label: 'Form' },
  { value: 'split', label: 'Split' },
  { value: 'yaml', label: 'YAML' },
] as const

/** Name, save state, view, undo, problems, and the ways out. */
export function TopBar({ project, autosave, onShortcuts, onPalette }: TopBarProps) {
  const { document, state } = useBuilder()
  const { view } = useSelection()
  const undo = useHistoryPart('undo')
  const redo = useHistoryPart('redo')
  const router = useRouter()
  const [isExporting, setExporting] = useState(false)
  const startExport = () => {
    void autosave.saver.saveNow()
    setExporting(true)
  }
  return (
    <header className="top">
      <div className="row">
        <Link href="/projects" className="row" aria-label="Projects">
          <Logo />
        </Link>
        <span className="sep hide-n" aria-hidden="true">
          /
        </span>
        <ProjectName project={project} />
        <SaveStateView state={autosave.state} />
      </div>
      <Segmented<BuilderView>
        label="View"
        value={view}
        choices={views}
        onChange={(next) => state.setView(next)}
      />
      <div className="row right">
        <span className="row g6 hide-n">
          <IconButton
            label={undo.name ? `Undo: ${undo.name}` : 'Undo'}
            icon={<Undo2 className="i" />}
            disabledReason={undo.can ? undefined : 'Nothing to undo'}
            onClick={() => document.undo()}
          />
          <IconButton
            label={redo.name ? `Redo: ${redo.name}` : 'Redo'}
            icon={<Redo2 className="i" />}
            disabledReason={redo.can ? undefined : 'Nothing to redo'}
            onClick={() => document.redo()}
          />
        </span>
        <ProblemList />
        <span className="hide-n">
          <Button onClick={startExport}>Export</Button>
        </span>
        <RunAllButton />
        <PublishButton project={project} autosave={autosave} />
        <Menu
          trigger={
            <button type="button" className="btn ghost icon" aria-label="More">
              <Ellipsis className="i" />
            </button>
          }
          items={[
            {
              label: 'Undo',
              after: undo.name,
              isDisabled: !undo.can,
              onSelect: () => document.undo(),
            },
            {
              label: 'Redo',
              after: redo.name,
              isDisabled: !redo.can,
              onSelect: () => document.redo(),
            },
            { label: 'Export…', onSelect: startExport, startsGroup: true },
            { label: 'Commands', after: <Kbd keys="mod+k" />, onSelect: onPalette },
            { label: 'Keys', after: '?', onSelect: onShortcuts },
            { label: 'Settings', onSelect: () => router.push('/settings'), startsGroup: true },
          ]}
        />
      </div>
      <BuilderExport
        project={project}
        autosave={autosave}
        isOpen={isExporting}
        onClose={() => setExporting(false)}
      />
    </header>
  )
}

/** Runs all streams; while they run it leads to how far they have come. */
function RunAllButton() {
  const { projectId, state } = useBuilder()
  const isRunning = useRunBatch(projectId)?.isRunning === true
  const blockedReason = useRunAllBlocked()
  const runAll = useRunAll()
  return (
    <Button
      icon={isRunning ? <Spinner /> : <ListChecks className="i s" />}
      disabledReason={isRunning ? undefined : blockedReason}
      onClick={() => (isRunning ? state.showAllRuns() : void runAll())}
    >
      {isRunning ? 'Running' : 'Run all'}
    </Button>
  )
}

/** Whether there is something to undo, and what. */
function useHistoryPart(way: 'undo' | 'redo') {
  const can = useManifestPart(({ canUndo, canRedo }) => (way === 'undo' ? canUndo : canRedo))
  const name = useManifestPart(({ undoName, redoName }) => (way === 'undo' ? undoName : redoName))
  return { can, name }
}

/** The name of the project; a click renames it. */
function ProjectName({ project }: { project: Project }) {
  const [draft, setDraft] = useState<string>()
  const rename = useRenameProject()
  if (draft === undefined) {
    return (
      <button type="button" className="name name-button cut" onClick={() => setDraft(project.name)}>
        {project.name}
      </button>
    )
  }
  const finish = () => {
    const name = draft.trim()
    setDraft(undefined)
    if (name !== '' && name !== project.name) rename.mutate({ projectId: project.id, name })
  }
  return (
    <div className="in name-box">
      <input
        // biome-ignore lint/a11y/noAutofocus: the person asked to rename just now
        autoFocus
        aria-label="Name of the project"
        value={draft}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish()
          if (event.key === 'Escape') setDraft(undefined)
        }}
      />
    </div>
  )
}
