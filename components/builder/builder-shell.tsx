'use client'

import './builder.css'
import './builder-parts.css'
import './builder-screens.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { projectQueries } from '@/lib/client/queries/projects'
import type { Project } from '@/lib/contracts/projects'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { Notice } from '../ui/notice'
import { BuilderState } from './builder-state'
import { ManifestProvider } from './manifest-context'
import { readDraft, readHistory } from './saving/browser-store'
import { BuilderSkeleton } from './shell/builder-skeleton'
import { Workbench } from './shell/workbench'

/** The builder of one project: loads it, and keeps the one copy of its manifest. */
export function BuilderShell({ projectId }: { projectId: string }) {
  // Coming back to the tab must not replace what is being edited.
  const {
    data: project,
    error,
    refetch,
  } = useQuery({
    ...projectQueries.detail(projectId),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (project) return <LoadedBuilder key={project.id} project={project} />
  if (error) {
    return (
      <div className="lone">
        <div>
          <Notice
            tone="bad"
            title="This project cannot be opened"
            actions={
              <button type="button" className="btn sm" onClick={() => void refetch()}>
                Try again
              </button>
            }
          >
            {error.message}
          </Notice>
        </div>
      </div>
    )
  }
  return <BuilderSkeleton />
}

function LoadedBuilder({ project }: { project: Project }) {
  const [parts] = useState(() => ({
    projectId: project.id,
    document: openDocument(project),
    state: new BuilderState(project.id),
  }))
  return (
    <ManifestProvider parts={parts}>
      <Workbench project={project} />
    </ManifestProvider>
  )
}

/** The draft of the server, or the text that this browser has not saved yet, with its history. */
function openDocument(project: Project): ManifestDocument {
  const kept = readDraft(project.id)
  const document = new ManifestDocument(kept?.text ?? project.draft.text)
  const history = readHistory(project.id)
  if (history !== undefined) document.restoreHistory(history)
  return document
}
