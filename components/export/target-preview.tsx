'use client'

import { useQuery } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { versionQueries } from '@/lib/client/queries/versions'
import type { ExportTargetSummary } from '@/lib/contracts/exports'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { countOf, formatBytes } from '../ui/measures'
import { Skeleton } from '../ui/skeleton'

interface TargetPreviewProps {
  projectId: string
  target: ExportTargetSummary
  /** The draft on screen. */
  text: string
  version: number | undefined
}

const previewLinesMax = 400

/** What the file will hold, from its first line. */
export function TargetPreview({ projectId, target, text, version }: TargetPreviewProps) {
  const stored = useQuery({
    ...versionQueries.detail(projectId, version ?? 0),
    enabled: version !== undefined,
  })
  const shown = version === undefined ? text : stored.data?.text
  if (shown === undefined) {
    return (
      <div className="col gap-3" aria-busy="true">
        <Skeleton width={240} />
        <Skeleton width={320} />
      </div>
    )
  }
  const lines = shown.split('\n')
  return (
    <>
      <div className="row">
        <h3 className="b">{target.fileName}</h3>
        <Chip tone="ok">Exactly as edited</Chip>
        <span className="grow" />
        <Button
          size="sm"
          icon={<Copy className="i s" />}
          onClick={() => void navigator.clipboard.writeText(shown)}
        >
          Copy
        </Button>
      </div>
      <p className="s12 t2 mt-1 mb-3">
        {countOf(lines.length, 'line')}, {formatBytes(new TextEncoder().encode(shown).length)}.
        Every comment, key and quote is in it.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long text has to scroll by keyboard */}
      <pre className="export-text" tabIndex={0}>
        {lines.slice(0, previewLinesMax).join('\n')}
        {lines.length > previewLinesMax &&
          `\n… ${(lines.length - previewLinesMax).toLocaleString('en')} more lines`}
      </pre>
    </>
  )
}
