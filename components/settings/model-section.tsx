'use client'

import { useId } from 'react'
import type { ModelSettings } from '@/lib/contracts/model-settings'
import { errorText } from '../layout/error-text'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { TextField } from '../ui/text-field'
import { KeyField } from './key-field'
import { ModelBounds } from './model-bounds'
import { TrialNotice } from './trial-notice'
import { type ModelForm, useModelForm } from './use-model-form'

const sources = {
  none: <Chip>None chosen</Chip>,
  environment: <Chip tone="acc">From the environment</Chip>,
  saved: <Chip tone="acc">Saved here</Chip>,
}

/** Endpoint, name and key of the language model, with a way to try them. */
export function ModelSection({ settings }: { settings: ModelSettings }) {
  const form = useModelForm(settings)
  const { save, trial, remove, permit } = form
  const failure = save.error ?? remove.error ?? permit.error ?? trial.error
  return (
    <section className="card pad" aria-labelledby="model">
      <div className="row">
        <h2 id="model">Model</h2>
        {sources[settings.source]}
      </div>
      <p className="t2">
        Optional. Rules read documents without one; a model may find more in prose. Any endpoint
        that speaks the OpenAI protocol will do, also one on this machine.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          form.saveAndTry()
        }}
      >
        <Fields form={form} settings={settings} />
        <div className="row g6 wrap">
          <Button
            type="submit"
            variant="primary"
            isBusy={form.isBusy}
            disabledReason={form.missing}
          >
            {form.isDirty ? 'Save and try it' : 'Try it'}
          </Button>
          {settings.source === 'saved' && (
            <Button variant="ghost" isBusy={remove.isPending} onClick={form.removeIt}>
              Remove
            </Button>
          )}
          {failure && (
            <span className="c-bad s12" role="alert">
              {errorText(failure)}
            </span>
          )}
        </div>
      </form>
      <TrialNotice form={form} />
      <ModelBounds />
    </section>
  )
}

const presets = [
  ['OpenAI', 'https://api.openai.com/v1'],
  ['Ollama on this machine', 'http://127.0.0.1:11434/v1'],
  ['LM Studio on this machine', 'http://127.0.0.1:1234/v1'],
] as const

function Fields({ form, settings }: { form: ModelForm; settings: ModelSettings }) {
  const names = useId()
  const { baseUrl, model } = form.values
  const isFromVariables = settings.source === 'environment'
  const { models = [] } = form.trial.data ?? {}
  return (
    <div className="fields">
      <div className="wide">
        <TextField
          label="Endpoint"
          value={baseUrl}
          onChange={(next) => form.change({ baseUrl: next })}
          isMono
          inputMode="url"
          placeholder="https://api.openai.com/v1"
          hint={endpointHint(baseUrl, isFromVariables && settings.baseUrl === baseUrl)}
        />
        <div className="row g6 wrap mt-1">
          {presets.map(([label, address]) => (
            <Button
              key={label}
              size="sm"
              variant="ghost"
              onClick={() => form.change({ baseUrl: address })}
            >
              {label}
            </Button>
          ))}
        </div>
      </div>
      <TextField
        label="Model"
        value={model}
        onChange={(next) => form.change({ model: next })}
        isMono
        list={names}
        hint={modelHint(models.length, isFromVariables && settings.model === model)}
      />
      <datalist id={names}>
        {models.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <KeyField form={form} stored={settings.key} />
    </div>
  )
}

function endpointHint(baseUrl: string, isFromVariables: boolean): string {
  if (isFromVariables) return 'From OPENAI_BASE_URL, or where OPENAI_API_KEY alone leads.'
  const isReadable =
    /^http:/i.test(baseUrl) && !/^http:\/\/(?:127\.|localhost|\[::1\])/i.test(baseUrl)
  if (isReadable) return 'With http, whoever is on the way can read documents and key.'
  return 'What comes before /chat/completions; it often ends in /v1.'
}

function modelHint(listed: number, isFromVariables: boolean): string {
  if (listed > 0) return `The endpoint lists ${listed} ${listed === 1 ? 'model' : 'models'}.`
  return isFromVariables ? 'From OPENAI_MODEL.' : 'As the endpoint calls it.'
}
