'use client'

import { Lock } from 'lucide-react'
import type { ModelSettings } from '@/lib/contracts/model-settings'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { formatAgo } from '../ui/measures'
import { useNow } from '../ui/use-now'
import type { ModelForm } from './use-model-form'

interface KeyFieldProps {
  form: ModelForm
  stored: ModelSettings['key']
}

/** A key goes in and never comes out. */
export function KeyField({ form, stored }: KeyFieldProps) {
  const now = useNow()
  const { key } = form.values
  const isOpen = stored === undefined || key !== undefined
  return (
    <Field
      label={
        <>
          Key <span className="t3">· secret, optional</span>
        </>
      }
      hint={hintOf(form, stored)}
    >
      {(control) =>
        isOpen ? (
          <div className="in mono">
            <input
              {...control}
              type="password"
              autoComplete="new-password"
              value={key ?? ''}
              placeholder={key === null ? 'none' : ''}
              onChange={(event) => form.change({ key: event.target.value })}
            />
            {stored && (
              <Button variant="ghost" size="sm" onClick={() => form.change({ key: undefined })}>
                Keep
              </Button>
            )}
          </div>
        ) : (
          <div className="in soft" id={control.id}>
            <Lock className="i s" />
            <span className="grow">
              {stored.source === 'environment'
                ? 'Set · from OPENAI_API_KEY'
                : `Set · changed ${formatAgo(stored.changedAt ?? '', now)}`}
            </span>
            <Button variant="ghost" size="sm" onClick={() => form.change({ key: '' })}>
              Replace
            </Button>
            {stored.source === 'saved' && (
              <Button variant="ghost" size="sm" onClick={() => form.change({ key: null })}>
                Clear
              </Button>
            )}
          </div>
        )
      }
    </Field>
  )
}

function hintOf({ values, isDirty }: ModelForm, stored: ModelSettings['key']): string {
  if (values.key === null) return 'It is cleared when you save.'
  if (stored && isDirty && !values.key) return 'It stays with its host: another one needs its own.'
  return 'Kept encrypted on this machine. Models here need none.'
}
