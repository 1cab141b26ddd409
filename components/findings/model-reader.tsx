'use client'

import { useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { usePreviewPrompts } from '@/lib/client/queries/imports'
import { modelQueries } from '@/lib/client/queries/model-settings'
import type { ImportDocument } from '@/lib/contracts/imports'
import type { ModelPrompt } from '@/lib/contracts/model-imports'
import type { ModelSettings } from '@/lib/contracts/model-settings'
import { errorText } from '../layout/error-text'
import { Button } from '../ui/button'
import { PromptsDialog } from './prompts-dialog'
import { ReadingOutcome } from './reading-outcome'
import { ReadingProgress } from './reading-progress'
import type { useModelReading } from './use-model-reading'

interface ModelReaderProps {
  documents: readonly ImportDocument[]
  reader: ReturnType<typeof useModelReading>
}

/** Lets the chosen model read what rules could not; where none is chosen, says that one may help. */
export function ModelReader({ documents, reader }: ModelReaderProps) {
  const { data: settings } = useQuery(modelQueries.settings())
  const { reading } = reader
  if (!settings) return null
  if (!reading && !settings.isReady) {
    return (
      <p className="model-reader s12 t3">
        Rules only. A model may find more in prose; it needs a key.{' '}
        <Link href="/settings">Choose a model</Link>
      </p>
    )
  }
  const begin = () => reader.start(settings.model ?? '')
  return (
    <section className="model-reader" aria-label="Reading with a model">
      {reading?.status === 'reading' && (
        <ReadingProgress reading={reading} onCancel={reader.cancel} />
      )}
      {reading && reading.status !== 'reading' && (
        <ReadingOutcome reading={reading} onAgain={settings.isReady ? begin : undefined} />
      )}
      {!reading && <BeginButton settings={settings} onBegin={begin} />}
      <ViewPrompts documents={documents} sent={reading?.prompts} />
    </section>
  )
}

function BeginButton({ settings, onBegin }: { settings: ModelSettings; onBegin: () => void }) {
  const { model, needsPermission } = settings
  if (needsPermission !== undefined) {
    return (
      <p className="s12 t2">
        {model} is at {needsPermission}, inside this network, and is not called yet.{' '}
        <Link href="/settings">Allow it under Settings</Link>
      </p>
    )
  }
  return (
    <Button size="sm" icon={<Sparkles className="i s" />} onClick={onBegin}>
      Read with model ({model})
    </Button>
  )
}

interface ViewPromptsProps {
  documents: readonly ImportDocument[]
  /** The prompts of the reading that is under way or over. */
  sent: readonly ModelPrompt[] | undefined
}

function ViewPrompts({ documents, sent }: ViewPromptsProps) {
  const preview = usePreviewPrompts()
  const [isOpen, setOpen] = useState(false)
  const isSent = sent !== undefined && sent.length > 0
  const prompts = isSent ? sent : preview.data?.prompts
  const show = () => {
    setOpen(true)
    if (!isSent) preview.mutate(documents)
  }
  return (
    <>
      <Button variant="ghost" size="sm" isBusy={preview.isPending} onClick={show}>
        View prompt
      </Button>
      {preview.error && (
        <span className="c-bad s12" role="alert">
          {errorText(preview.error)}
        </span>
      )}
      {isOpen && prompts && (
        <PromptsDialog
          prompts={prompts}
          notes={isSent ? [] : (preview.data?.notes ?? [])}
          isSent={isSent}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
