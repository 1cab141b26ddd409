'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useMemo, useState } from 'react'
import { importQueries } from '@/lib/client/queries/imports'
import { useCreateProject } from '@/lib/client/queries/projects'
import { sampleQueries } from '@/lib/client/queries/samples'
import type { ProjectSource } from '@/lib/contracts/projects'
import { FindingsScreen } from '../findings/findings-screen'
import { AppShell } from '../layout/app-shell'
import { errorText } from '../layout/error-text'
import { buttonClass } from '../ui/button-class'
import { Chip } from '../ui/chip'
import { Kbd } from '../ui/kbd'
import { Notice } from '../ui/notice'
import { PasteBox, type Pasted } from './paste-box'
import { StartingPoints } from './starting-points'
import { usePasted } from './use-pasted'

/** A connector from documents, from a manifest, or from something that runs. */
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
  const pasted = usePasted()
  const [showsFindings, setShowsFindings] = useState(false)
  const findings = showsFindings ? findingsOf(pasted) : undefined
  const { recognition, documents } = pasted
  const texts = useMemo(() => textsOf(recognition, documents), [recognition, documents])
  useEscape(() => (findings ? setShowsFindings(false) : router.push('/projects')))
  const failure = create.error && (
    <Notice tone="bad" title="The connector was not created">
      {errorText(create.error)}
    </Notice>
  )

  return (
    <AppShell
      crumb={findings ? 'Findings' : 'New connector'}
      actions={
        <Link href="/projects" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          <X className="i s" aria-hidden="true" />
          Close
          <Kbd keys="esc" />
        </Link>
      }
    >
      {findings ? (
        <FindingsScreen
          findings={findings}
          texts={texts}
          isBusy={create.isPending}
          failure={failure}
          onBack={() => setShowsFindings(false)}
          onCreate={(streams, byModel) =>
            start(findings.title.trim().slice(0, 200) || 'Untitled connector', {
              kind: 'import',
              documents: [...pasted.documents],
              streams,
              ...(byModel && { byModel }),
            })
          }
        />
      ) : (
        <div className="page narrow">
          <h1 className="first">What do you know about the API?</h1>
          <p className="t2 lead">
            Paste it, or drop files. Several things are welcome at once: each adds evidence. A
            manifest stays as it is, to the last comment.
          </p>
          <PasteBox
            pasted={pasted}
            isBusy={create.isPending}
            onCreate={(name, text) => start(name, { kind: 'manifest', text })}
            onShowFindings={() => setShowsFindings(true)}
          />
          <ItReads />
          {failure && <div className="mt-3">{failure}</div>}
          <h2 className="or">Or start from something that runs</h2>
          <StartingPoints
            samples={samples.data}
            isPracticeOpen={wantsPractice}
            isBusy={create.isPending}
            onStart={start}
          />
        </div>
      )}
    </AppShell>
  )
}

/** Exactly what the studio can read. */
function ItReads() {
  const { data: titles = [] } = useQuery(importQueries.kinds())
  return (
    <p className="reads s12 t3">
      It reads
      {[...titles, 'Airbyte manifest'].map((title) => (
        <Chip key={title} tone="line">
          {title}
        </Chip>
      ))}
    </p>
  )
}

function findingsOf({ recognition }: Pasted) {
  return recognition.status === 'done' ? recognition.findings : undefined
}

/** Evidence names documents as the studio did. */
function textsOf(
  recognition: Pasted['recognition'],
  documents: Pasted['documents'],
): ReadonlyMap<string, string> {
  const names = recognition.status === 'done' ? recognition.recognised : []
  return new Map(names.map(({ name }, index) => [name, documents[index]?.text ?? '']))
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
