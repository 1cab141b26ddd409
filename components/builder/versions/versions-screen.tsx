'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { versionQueries } from '@/lib/client/queries/versions'
import type { VersionSummary } from '@/lib/contracts/versions'
import { Button } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { EmptyState } from '../../ui/empty-state'
import { Skeleton } from '../../ui/skeleton'
import { useUndoToast } from '../../ui/toast'
import { agoText } from '../line/numbers'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { changedLines } from '../saving/merge-texts'
import { VersionText } from './version-text'

/** The frozen versions: what each was, and the way back to it. */
export function VersionsScreen({ projectId }: { projectId: string }) {
  const { data: versions, isPending } = useQuery(versionQueries.list(projectId))
  const [chosen, setChosen] = useState<number>()
  const current = versions?.find(({ number }) => number === chosen) ?? versions?.[0]
  if (isPending) {
    return (
      <main className="pane grow" aria-busy="true">
        <div className="col g12 pad-16">
          <Skeleton width="30%" />
          <Skeleton width="50%" />
        </div>
      </main>
    )
  }
  if (current === undefined || versions === undefined) {
    return (
      <main className="pane grow">
        <EmptyState
          title="No versions yet"
          text="A version is the draft as it was when you published it. Publish one above."
        />
      </main>
    )
  }
  return (
    <main className="pane grow" data-pane="line">
      <div className="versions">
        <nav aria-label="Versions" className="scroll">
          <ul>
            {versions.map((version) => (
              <VersionItem
                key={version.number}
                version={version}
                isCurrent={version.number === current.number}
                onChoose={() => setChosen(version.number)}
              />
            ))}
          </ul>
        </nav>
        <VersionDetail key={current.number} projectId={projectId} version={current} />
      </div>
    </main>
  )
}

interface VersionItemProps {
  version: VersionSummary
  isCurrent: boolean
  onChoose: () => void
}

function VersionItem({ version, isCurrent, onChoose }: VersionItemProps) {
  return (
    <li>
      <button
        type="button"
        className="version"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={onChoose}
      >
        <span className="row">
          <span className="b">Version {version.number}</span>
          <span className="end s11 t3">{agoText(version.publishedAt, Date.now())}</span>
        </span>
        <span className="s12 t2 cut">{version.notes || 'No notes'}</span>
      </button>
    </li>
  )
}

function VersionDetail({ projectId, version }: { projectId: string; version: VersionSummary }) {
  const { document } = useBuilder()
  const { text } = useManifestSnapshot()
  const queryClient = useQueryClient()
  const sayUndo = useUndoToast()
  const { data } = useQuery(versionQueries.detail(projectId, version.number))
  const isSame = data?.text === text
  const restore = async () => {
    const { text: frozen } = await queryClient.ensureQueryData(
      versionQueries.detail(projectId, version.number),
    )
    document.replaceText(frozen, `Restore version ${version.number}`)
    sayUndo(`The draft is version ${version.number} now`, () => document.undo())
  }
  return (
    <section className="scroll" aria-label={`Version ${version.number}`}>
      <div className="phead">
        <span className="b">Version {version.number}</span>
        {data &&
          (isSame ? (
            <Chip tone="ok">same as the draft</Chip>
          ) : (
            <Chip>draft differs: {changedLines(data.text, text)}</Chip>
          ))}
        <span className="grow" />
        <Button
          disabledReason={isSame ? 'The draft is this version' : undefined}
          onClick={() => void restore()}
        >
          Restore version {version.number}
        </Button>
      </div>
      <div className="col g12 pad-16">
        <p>{version.notes || 'No notes.'}</p>
        {data ? <VersionText text={data.text} draft={text} /> : <Skeleton width="60%" />}
      </div>
    </section>
  )
}
