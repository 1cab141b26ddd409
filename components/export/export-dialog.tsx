'use client'

import { useQuery } from '@tanstack/react-query'
import { Download, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { exportQueries, exportUrl, versionQueries } from '@/lib/client/queries/versions'
import type { ExportTargetSummary } from '@/lib/contracts/exports'
import { errorText } from '../layout/error-text'
import { buttonClass } from '../ui/button-class'
import { Dialog } from '../ui/dialog'
import { Notice } from '../ui/notice'
import { Select } from '../ui/select'
import { Skeleton } from '../ui/skeleton'
import { TargetPreview } from './target-preview'

interface ExportDialogProps {
  projectId: string
  projectName: string
  /** The text on screen; it is exported once it is saved. */
  text: string
  isSaved: boolean
  isOpen: boolean
  onClose: () => void
}

/** The draft or a version, in the form of a target, as a download. */
export function ExportDialog(props: ExportDialogProps) {
  const { projectId, projectName, isOpen, onClose } = props
  const targets = useQuery({ ...exportQueries.targets(projectId), enabled: isOpen })
  const [chosen, setChosen] = useState<string>()
  const [version, setVersion] = useState('draft')
  const target = targets.data?.find((each) => each.name === chosen) ?? targets.data?.[0]
  const number = version === 'draft' ? undefined : Number(version)

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={`Export ${projectName}`}
      size="wide"
      inside="flush"
      aside={
        isOpen && <VersionSelect projectId={projectId} value={version} onChange={setVersion} />
      }
      footer={
        <>
          <ShieldCheck className="i s t3" aria-hidden="true" />
          <span className="s12 t2 grow">No secret leaves: inputs are exported by name</span>
          {target && <DownloadLink {...props} target={target} version={number} />}
        </>
      }
    >
      <div className="export">
        <TargetList targets={targets.data} chosen={target?.name} onChoose={setChosen} />
        <div className="export-main">
          {targets.error && (
            <Notice tone="bad" title="The targets did not come">
              {errorText(targets.error)}
            </Notice>
          )}
          {target?.name === 'manifest' && (
            <TargetPreview
              projectId={projectId}
              target={target}
              text={props.text}
              version={number}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}

interface TargetListProps {
  targets: readonly ExportTargetSummary[] | undefined
  chosen: string | undefined
  onChoose: (name: string) => void
}

function TargetList({ targets, chosen, onChoose }: TargetListProps) {
  if (!targets) {
    return (
      <div className="export-side" aria-busy="true">
        <Skeleton width={140} />
      </div>
    )
  }
  return (
    <ul className="export-side" aria-label="Targets">
      {targets.map((target) => (
        <li key={target.name}>
          <button
            type="button"
            className="export-target"
            aria-pressed={target.name === chosen}
            onClick={() => onChoose(target.name)}
          >
            <span className="b">{target.title}</span>
            <span className="s12 t2 block">{target.description}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

interface VersionSelectProps {
  projectId: string
  value: string
  onChange: (value: string) => void
}

function VersionSelect({ projectId, value, onChange }: VersionSelectProps) {
  const { data = [] } = useQuery(versionQueries.list(projectId))
  const options = [
    { value: 'draft', label: 'Draft' },
    ...data.map(({ number }) => ({ value: String(number), label: `Version ${number}` })),
  ]
  return (
    <Select
      label="What to export"
      look="button"
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}

interface DownloadLinkProps extends ExportDialogProps {
  target: ExportTargetSummary
  version: number | undefined
}

/** The server exports what it has saved, so a draft waits until it is. */
function DownloadLink({ projectId, isSaved, target, version }: DownloadLinkProps) {
  const isWaiting = version === undefined && !isSaved
  if (isWaiting) return <span className="s12 t3">Not saved yet. The download waits for it.</span>
  return (
    <a
      className={buttonClass({ variant: 'primary' })}
      href={exportUrl(projectId, target.name, version)}
      download={target.fileName}
    >
      <Download className="i s" aria-hidden="true" />
      Download {target.fileName}
    </a>
  )
}
