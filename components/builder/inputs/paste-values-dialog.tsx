'use client'

import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useSaveTestValues } from '@/lib/client/queries/environments'
import type { Environment } from '@/lib/contracts/environments'
import type { JsonObject } from '@/lib/engine/values/value'
import { inputsOf } from '@/lib/manifest/inputs'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { countOf } from '../../ui/measures'
import { TextArea } from '../../ui/text-field'
import { useBuilder } from '../manifest-context'
import { scalarText, titleOf } from '../manifest-values'
import { withValue } from './input-edits'
import { type MatchedValue, type PastedValues, readPasted } from './pasted-values'

interface PasteValuesDialogProps {
  environment: Environment
  onClose: () => void
}

/** Test values from a `.env` file or JSON. Secrets in it are stored encrypted and not shown again. */
export function PasteValuesDialog({ environment, onClose }: PasteValuesDialogProps) {
  const { projectId, document } = useBuilder()
  const save = useSaveTestValues(projectId)
  const [text, setText] = useState('')
  const pasted = readPasted(text, inputsOf(document.getSnapshot().manifest))
  const count = pasted.matched.length
  const submit = () =>
    save.mutate(
      { environmentId: environment.id, ...bodyOf(environment, pasted.matched) },
      { onSuccess: onClose },
    )
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`Paste values for ${environment.name}`}
      footer={
        <>
          <span className="s12 t3 grow">Secrets are kept encrypted and never shown again.</span>
          <Button onClick={onClose}>Close</Button>
          <Button
            variant="primary"
            isBusy={save.isPending}
            disabledReason={count === 0 ? 'No value belongs to an input yet' : undefined}
            onClick={submit}
          >
            Save {countOf(count, 'value')}
          </Button>
        </>
      }
    >
      <TextArea
        label="A .env file or JSON"
        value={text}
        onChange={setText}
        rows={8}
        isMono
        autoComplete="off"
        placeholder={'API_TOKEN=…\nSTART_DATE=2026-01-01'}
        error={pasted.fault ?? save.error?.message}
      />
      <Found pasted={pasted} />
    </Dialog>
  )
}

function Found({ pasted }: { pasted: PastedValues }) {
  const { matched, left } = pasted
  if (matched.length + left.length === 0) return null
  return (
    <ul className="pasted mt-3" aria-label="What was recognised" aria-live="polite">
      {matched.map(({ name, input, value }) => (
        <li key={name}>
          <code className="cut">{name}</code>
          <span className="b cut">{input.title ?? titleOf(input.name)}</span>
          <span className="mono t2 cut">
            {input.isSecret ? (
              <>
                <Lock className="i s" aria-hidden="true" /> secret
              </>
            ) : (
              (scalarText(value) ?? String(value))
            )}
          </span>
        </li>
      ))}
      {left.map(({ name, why }) => (
        <li key={name} className="t3">
          <code className="cut">{name}</code>
          <span className="s12">left out: {why}</span>
        </li>
      ))}
    </ul>
  )
}

function bodyOf(environment: Environment, matched: readonly MatchedValue[]) {
  let values: Record<string, unknown> = environment.values
  const secrets: Record<string, string> = {}
  for (const { input, value, constants } of matched) {
    for (const constant of constants) values = withValue(values, constant.path, constant.value)
    if (input.isSecret) secrets[input.path.join('.')] = String(value)
    else values = withValue(values, input.path, value)
  }
  return { values: values as JsonObject, secrets }
}
