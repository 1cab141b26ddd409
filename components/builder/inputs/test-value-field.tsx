'use client'

import { Lock } from 'lucide-react'
import { useState } from 'react'
import { useSaveTestValues } from '@/lib/client/queries/environments'
import type { Environment } from '@/lib/contracts/environments'
import type { JsonObject } from '@/lib/engine/values/value'
import type { ManifestInput } from '@/lib/manifest/inputs'
import { Button } from '../../ui/button'
import { Field } from '../../ui/field'
import { Segmented } from '../../ui/segmented'
import { SelectField } from '../../ui/select'
import { TextArea, TextField } from '../../ui/text-field'
import { Switch } from '../../ui/toggle'
import { agoText } from '../line/numbers'
import { useBuilder } from '../manifest-context'
import { scalarText, titleOf, valueAt } from '../manifest-values'
import { withValue } from './input-edits'
import { kindOf } from './input-kinds'

interface TestValueFieldProps {
  input: ManifestInput
  environment: Environment
}

/** One field of the form that others will see; its value is a test value of the environment. */
export function TestValueField({ input, environment }: TestValueFieldProps) {
  if (input.constant !== undefined) return null
  if (input.variants.length > 0) return <OneOfField input={input} environment={environment} />
  if (input.inputs.length > 0) {
    return (
      <fieldset className="nest">
        <legend className="b">{labelOf(input)}</legend>
        {input.inputs.map((each) => (
          <TestValueField key={each.name} input={each} environment={environment} />
        ))}
      </fieldset>
    )
  }
  return input.isSecret ? (
    <SecretField input={input} environment={environment} />
  ) : (
    <PlainField input={input} environment={environment} />
  )
}

function labelOf(input: ManifestInput): string {
  return `${input.title ?? titleOf(input.name)}${input.isRequired ? '' : ' · optional'}`
}

function useValue(input: ManifestInput, environment: Environment) {
  const { projectId } = useBuilder()
  const save = useSaveTestValues(projectId)
  const write = (value: unknown) =>
    save.mutate({
      environmentId: environment.id,
      values: withValue(environment.values, input.path, value) as JsonObject,
    })
  return { value: valueAt(environment.values, ...input.path), write, error: save.error?.message }
}

/** A secret goes in and never comes out. */
function SecretField({ input, environment }: TestValueFieldProps) {
  const { projectId } = useBuilder()
  const save = useSaveTestValues(projectId)
  const [text, setText] = useState<string>()
  const key = input.path.join('.')
  const set = environment.secrets[key]
  const isOpen = text !== undefined || set === undefined
  const write = (secret: string | null) =>
    save.mutate(
      { environmentId: environment.id, secrets: { [key]: secret } },
      { onSuccess: () => setText(undefined) },
    )
  return (
    <Field
      label={
        <>
          {labelOf(input)} <span className="t3">· secret</span>
        </>
      }
      hint={input.description ?? 'Kept encrypted on this machine.'}
      error={save.error?.message}
    >
      {(control) =>
        isOpen ? (
          <div className="row">
            <div className="in mono">
              <input
                {...control}
                type="password"
                autoComplete="new-password"
                value={text ?? ''}
                onChange={(event) => setText(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && text) write(text)
                }}
              />
            </div>
            <Button
              isBusy={save.isPending}
              disabledReason={text ? undefined : 'Nothing is typed yet'}
              onClick={() => text && write(text)}
            >
              Save
            </Button>
          </div>
        ) : (
          <div className="in soft" id={control.id}>
            <Lock className="i s" />
            <span className="grow">Set · changed {agoText(set?.changedAt ?? '', Date.now())}</span>
            <Button variant="ghost" size="sm" onClick={() => setText('')}>
              Replace
            </Button>
            <Button variant="ghost" size="sm" isBusy={save.isPending} onClick={() => write(null)}>
              Clear
            </Button>
          </div>
        )
      }
    </Field>
  )
}

function PlainField({ input, environment }: TestValueFieldProps) {
  const { value, write, error } = useValue(input, environment)
  const kind = kindOf(input)
  const label = labelOf(input)
  if (kind === 'boolean') {
    const isOn = value === undefined ? input.default === true : value === true
    return <Switch label={label} isOn={isOn} onChange={write} />
  }
  if (kind === 'choice') {
    return (
      <SelectField
        label={label}
        value={scalarText(value ?? input.default) ?? null}
        options={(input.options ?? []).map((each) => ({
          value: String(each),
          label: String(each),
        }))}
        onChange={write}
        hint={input.description}
        error={error}
      />
    )
  }
  return <TypedField input={input} stored={value} label={label} write={write} error={error} />
}

interface TypedFieldProps {
  input: ManifestInput
  stored: unknown
  label: string
  write: (value: unknown) => void
  error: string | undefined
}

/** A value that is typed: written when the field is left. */
function TypedField({ input, stored, label, write, error }: TypedFieldProps) {
  const kind = kindOf(input)
  const shown = Array.isArray(stored) ? stored.map(String).join('\n') : (scalarText(stored) ?? '')
  const [typed, setTyped] = useState<string>()
  const text = typed ?? shown
  const why = text === '' ? undefined : wrongness(text, input)
  const finish = () => {
    if (typed === undefined || why !== undefined || typed === shown) return
    write(typedValue(typed, kind))
    setTyped(undefined)
  }
  const common = {
    label,
    value: text,
    onChange: setTyped,
    onBlur: finish,
    hint: input.description ?? input.patternDescription,
    error: why ?? error,
    placeholder: scalarText(input.default) ?? scalarText(input.examples[0]),
    isMono: true,
  }
  if (kind === 'long' || kind === 'list') return <TextArea {...common} />
  return (
    <TextField
      {...common}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
      }}
    />
  )
}

function typedValue(text: string, kind: string): unknown {
  if (text === '') return undefined
  if (kind === 'integer' || kind === 'number') return Number(text)
  return kind === 'list' ? text.split('\n').filter((line) => line !== '') : text
}

/** Why a value would be refused, as a sentence. */
function wrongness(text: string, input: ManifestInput): string | undefined {
  const kind = kindOf(input)
  if (kind === 'integer' && !/^-?\d+$/.test(text)) return 'This has to be a whole number'
  if (kind === 'number' && !/^-?\d+(\.\d+)?$/.test(text)) return 'This has to be a number'
  const number = Number(text)
  if (input.minimum !== undefined && number < input.minimum) return `At least ${input.minimum}`
  if (input.maximum !== undefined && number > input.maximum) return `At most ${input.maximum}`
  if (kind !== 'list' && input.pattern !== undefined && !fits(text, input.pattern)) {
    return `It should look like ${input.patternDescription ?? input.pattern}`
  }
  return undefined
}

const patternTextMax = 1_000

/** A pattern that is no expression holds nobody up; long texts are left to the API. */
function fits(text: string, pattern: string): boolean {
  if (text.length > patternTextMax) return true
  try {
    return new RegExp(pattern).test(text)
  } catch {
    return true
  }
}

/** Several ways to fill an input: choosing one writes its constants. */
function OneOfField({ input, environment }: TestValueFieldProps) {
  const { value, write } = useValue(input, environment)
  const index = Math.max(
    0,
    input.variants.findIndex((variant) =>
      variant.inputs.some(
        (each) => each.constant !== undefined && valueAt(value, each.name) === each.constant,
      ),
    ),
  )
  const chosen = input.variants[index]
  const choose = (next: string) => {
    const constants = (input.variants[Number(next)]?.inputs ?? []).flatMap((each) =>
      each.constant === undefined ? [] : [[each.name, each.constant]],
    )
    write(Object.fromEntries(constants))
  }
  return (
    <fieldset className="nest">
      <legend className="b">{labelOf(input)}</legend>
      <Segmented
        label={labelOf(input)}
        value={String(index)}
        choices={input.variants.map(({ title }, place) => ({ value: String(place), label: title }))}
        onChange={choose}
      />
      {chosen?.inputs.map((each) => (
        <TestValueField key={each.name} input={each} environment={environment} />
      ))}
    </fieldset>
  )
}
