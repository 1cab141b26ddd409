'use client'

import { useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useExplainFailedCall, usePreviewExplanation } from '@/lib/client/queries/explanations'
import { modelQueries } from '@/lib/client/queries/model-settings'
import type { ModelExplanationReply } from '@/lib/contracts/explanations'
import { PromptsDialog } from '../findings/prompts-dialog'
import { errorText } from '../layout/error-text'
import { Button } from '../ui/button'
import type { ExplainedFailure, UnexplainedFailure } from './panel-suggestions'

interface AskModelProps {
  projectId: string
  failure: UnexplainedFailure
  /** The model has an answer that holds. */
  onExplained: (explanation: ExplainedFailure) => void
}

/** Asks the chosen model why a call failed. Nothing where none is chosen. */
export function AskModel({ projectId, failure, onExplained }: AskModelProps) {
  const { data: settings } = useQuery(modelQueries.settings())
  const explain = useExplainFailedCall(projectId)
  const abort = useRef<AbortController>(undefined)
  useEffect(() => () => abort.current?.abort(), [])
  if (!settings?.isReady) return null
  const ask = () => {
    abort.current = new AbortController()
    explain.mutate(
      { body: failure.about, signal: abort.current.signal },
      {
        onSuccess: (reply) => {
          const explained = explainedBy(reply, failure)
          if (explained) onExplained(explained)
        },
      },
    )
  }
  const cancel = () => {
    abort.current?.abort()
    explain.reset()
  }
  return (
    <section className="explained" aria-label="Ask the model">
      <div className="row g6 wrap">
        <Button
          size="sm"
          icon={<Sparkles className="i s" />}
          isBusy={explain.isPending}
          onClick={ask}
        >
          Ask the model ({settings.model})
        </Button>
        {explain.isPending && (
          <Button variant="ghost" size="sm" onClick={cancel}>
            Cancel
          </Button>
        )}
        <ViewQuestion projectId={projectId} failure={failure} isSent={explain.isSuccess} />
      </div>
      <Answer reply={explain.data} error={explain.error} />
    </section>
  )
}

interface AnswerProps {
  reply: ModelExplanationReply | undefined
  error: Error | null
}

/** Why there is no explanation. */
function Answer({ reply, error }: AnswerProps) {
  const why = error
    ? errorText(error)
    : reply?.outcome === 'failed'
      ? reply.message
      : reply?.outcome === 'unknown'
        ? `${reply.model} cannot tell from this call.`
        : undefined
  if (why === undefined) return null
  return (
    <p className="s12 t2" role="status">
      {why}
    </p>
  )
}

interface ViewQuestionProps {
  projectId: string
  failure: UnexplainedFailure
  isSent: boolean
}

function ViewQuestion({ projectId, failure, isSent }: ViewQuestionProps) {
  const preview = usePreviewExplanation(projectId)
  const [isOpen, setOpen] = useState(false)
  const show = () => {
    setOpen(true)
    preview.mutate(failure.about)
  }
  return (
    <>
      <Button variant="ghost" size="sm" isBusy={preview.isPending} onClick={show}>
        View prompt
      </Button>
      {preview.error && <span className="c-bad s12">{errorText(preview.error)}</span>}
      {isOpen && preview.data && (
        <PromptsDialog
          prompts={preview.data.prompts}
          notes={[]}
          isSent={isSent}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function explainedBy(
  { model, explanation }: ModelExplanationReply,
  failure: UnexplainedFailure,
): ExplainedFailure | undefined {
  if (!explanation) return undefined
  const { cause, look, suggestion } = explanation
  return {
    cause,
    call: failure.about.failed.call,
    foundBy: model,
    ...(look !== undefined && { look }),
    ...(suggestion && { change: failure.changeOf({ ...suggestion, foundBy: model }) }),
  }
}
