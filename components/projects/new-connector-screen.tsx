'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useCreateProject } from '@/lib/client/queries/projects'
import { sampleQueries } from '@/lib/client/queries/settings'
import type { ProjectSource } from '@/lib/contracts/projects'
import { AppShell } from '../layout/app-shell'
import { errorText } from '../layout/error-text'
import { buttonClass } from '../ui/button-class'
import { Kbd } from '../ui/kbd'
import { Notice } from '../ui/notice'
import { PasteBox } from './paste-box'
import { StartingPoints } from './starting-points'

/** A connector from a manifest, or from something that runs. */
export function NewConnectorScreen() {
  const router = useRouter()
  const create = useCreateProject()
  const samples = useQuery(sampleQueries.list())
  const wantsPractice = useSearchParams().get('from') === 'practice'
  const start = (name: string, source: ProjectSource) =>
    create.mutate(
      { name, source },
      { onSuccess: (project) => router.push(`/projects/${project.id}`) },
    )
  useEscape(() => router.push('/projects'))

  return (
    <AppShell
      crumb="New connector"
      actions={
        <Link href="/projects" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          <X className="i s" aria-hidden="true" />
          Close
          <Kbd keys="esc" />
        </Link>
      }
    >
      <div className="page narrow">
        <h1 className="first">Start from a manifest</h1>
        <p className="t2 lead">
          Paste one or drop its file. Every comment, key and quote stays as it is.
        </p>
        <PasteBox
          isBusy={create.isPending}
          onCreate={(name, text) => start(name, { kind: 'manifest', text })}
        />
        {create.error && (
          <div className="mt-3">
            <Notice tone="bad" title="The connector was not created">
              {errorText(create.error)}
            </Notice>
          </div>
        )}
        <h2 className="or">Or start from something that runs</h2>
        <StartingPoints
          samples={samples.data}
          isPracticeOpen={wantsPractice}
          isBusy={create.isPending}
          onStart={start}
        />
      </div>
    </AppShell>
  )
}

/** `Esc` leaves, unless something above the page took it. */
function useEscape(leave: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isInside = document.querySelector('[role=dialog],[role=menu]') !== null
      if (event.key === 'Escape' && !event.defaultPrevented && !isInside) leave()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [leave])
}
