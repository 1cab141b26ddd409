'use client'

import { Button } from '../ui/button'
import { formatDuration } from '../ui/measures'
import { Notice } from '../ui/notice'
import type { ModelForm } from './use-model-form'

/** What happened when the model was tried. */
export function TrialNotice({ form }: { form: ModelForm }) {
  const { data } = form.trial
  if (!data) return null
  const { outcome, message, needsPermission, elapsedMs } = data
  if (needsPermission !== undefined) {
    return (
      <div className="mt-3">
        <Notice
          tone="acc"
          title={`${needsPermission} is on this machine or inside this network`}
          actions={
            <Button
              size="sm"
              isBusy={form.permit.isPending || form.trial.isPending}
              onClick={() => form.permitAndTry(needsPermission)}
            >
              Allow {needsPermission} and try it
            </Button>
          }
        >
          Such addresses are called only after somebody allows them. Nothing was sent.
        </Notice>
      </div>
    )
  }
  const isGood = outcome === 'answered'
  return (
    <div className="mt-3">
      <Notice
        tone={isGood ? 'ok' : 'bad'}
        title={isGood ? 'It works' : 'It did not work'}
        aside={isGood && <span className="s12 t3">{formatDuration(elapsedMs)}</span>}
      >
        {message}
      </Notice>
    </div>
  )
}
