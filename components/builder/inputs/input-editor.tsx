'use client'

import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type ManifestInput, renameInput, usesOfInput } from '@/lib/manifest/inputs'
import { ManifestError } from '@/lib/manifest/manifest-error'
import { Button } from '../../ui/button'
import { Segmented } from '../../ui/segmented'
import { SelectField } from '../../ui/select'
import { TextField as TextControl } from '../../ui/text-field'
import { useUndoToast } from '../../ui/toast'
import { Switch } from '../../ui/toggle'
import { Advanced } from '../fields/advanced'
import { ListField } from '../fields/list-field'
import { NodeYaml } from '../fields/node-yaml'
import { NumberField } from '../fields/number-field'
import { TextField } from '../fields/text-field'
import { ToggleField } from '../fields/toggle-field'
import { useBuilder, useManifestSnapshot } from '../manifest-context'
import { deleteInput, setRequired } from './input-edits'
import { type InputKind, inputKinds, kindOf, withKind } from './input-kinds'

interface InputEditorProps {
  input: ManifestInput
  onRenamed: (name: string) => void
}

/** The declaration of one input. */
export function InputEditor({ input, onRenamed }: InputEditorProps) {
  const { document } = useBuilder()
  const [isYaml, setYaml] = useState(false)
  const sayUndo = useUndoToast()
  const remove = () => {
    deleteInput(document, input)
    sayUndo(`${input.name} is deleted`, () => document.undo())
  }
  return (
    <section className="card" aria-label={input.name}>
      <div className="bar">
        <span className="mono b grow">{input.name}</span>
        <Segmented
          label={`Edit ${input.name} as`}
          size="sm"
          value={isYaml ? 'yaml' : 'form'}
          choices={[
            { value: 'form', label: 'Form' },
            { value: 'yaml', label: 'YAML' },
          ]}
          onChange={(next) => setYaml(next === 'yaml')}
        />
        <Button variant="danger" size="sm" icon={<Trash2 className="i s" />} onClick={remove}>
          Delete
        </Button>
      </div>
      <div className="col g12 pad-16">
        {isYaml ? (
          <NodeYaml path={input.place} />
        ) : (
          <InputForm input={input} onRenamed={onRenamed} />
        )}
      </div>
    </section>
  )
}

function InputForm({ input, onRenamed }: InputEditorProps) {
  const { document } = useBuilder()
  const { isEditable } = useManifestSnapshot()
  const kind = kindOf(input)
  const at = (key: string) => [...input.place, key]
  return (
    <>
      <div className="two">
        <NameField input={input} onRenamed={onRenamed} />
        <TextField label="Label" path={at('title')} placeholder={input.name} />
      </div>
      <div className="two">
        <SelectField<InputKind>
          label="Kind"
          value={kind}
          options={inputKinds}
          onChange={(next) =>
            document.set(input.place, withKind(input.schema, next), {
              name: `${input.name} is ${next}`,
            })
          }
        />
        <TextField
          label="Where to find it"
          path={at('description')}
          placeholder="Settings → API keys"
        />
      </div>
      {kind === 'choice' && <ListField label="Choices" path={at('enum')} />}
      {(kind === 'group' || kind === 'one-of') && (
        <NodeYaml path={at(kind === 'group' ? 'properties' : 'oneOf')} />
      )}
      <div className="row g16 wrap">
        <Switch
          label="Required"
          isOn={input.isRequired}
          isDisabled={!isEditable}
          onChange={(isOn) => setRequired(document, input, isOn)}
        />
        <Switch
          label="Secret: never shown again, never in the manifest"
          isOn={input.isSecret}
          isDisabled={!isEditable || !['text', 'secret', 'long'].includes(kind)}
          onChange={(isOn) => document.set(at('airbyte_secret'), isOn ? true : undefined)}
        />
      </div>
      <Advanced changed={changedOf(input)}>
        <Details input={input} kind={kind} />
      </Advanced>
    </>
  )
}

function changedOf(input: ManifestInput): number {
  const { default: usual, pattern, minimum, maximum, examples, isHidden } = input
  const set = [usual, pattern, minimum, maximum].filter((each) => each !== undefined).length
  return set + (examples.length > 0 ? 1 : 0) + (isHidden ? 1 : 0)
}

function Details({ input, kind }: { input: ManifestInput; kind: InputKind }) {
  const at = (key: string) => [...input.place, key]
  const isNumber = kind === 'integer' || kind === 'number'
  return (
    <>
      {kind === 'boolean' ? (
        <ToggleField label="On unless somebody says no" path={at('default')} />
      ) : isNumber ? (
        <NumberField label="Unless something is given" path={at('default')} />
      ) : (
        kind !== 'secret' && <TextField label="Unless something is given" path={at('default')} />
      )}
      {isNumber ? (
        <div className="two">
          <NumberField label="At least" path={at('minimum')} />
          <NumberField label="At most" path={at('maximum')} />
        </div>
      ) : (
        <div className="two">
          <TextField label="Pattern" path={at('pattern')} placeholder="^[0-9]+$" />
          <TextField
            label="Pattern in words"
            path={at('pattern_descriptor')}
            placeholder="digits"
          />
        </div>
      )}
      <ListField label="Examples" path={at('examples')} takesNumbers={isNumber} />
      <ToggleField label="Hidden: not asked for" path={at('airbyte_hidden')} />
    </>
  )
}

/** The name; it changes when the field is left, together with everything that reads it. */
function NameField({ input, onRenamed }: InputEditorProps) {
  const { document } = useBuilder()
  const { manifest } = useManifestSnapshot()
  const [name, setName] = useState(input.name)
  const [why, setWhy] = useState<string>()
  const uses = usesOfInput(manifest, input.path).length
  const finish = () => {
    const next = name.trim()
    if (next === input.name) return
    if (!/^[A-Za-z_][\w-]*$/.test(next)) return setWhy('A name is letters, digits and _')
    try {
      renameInput(document, input.path, next)
      onRenamed(next)
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error
      setWhy(error.message)
    }
  }
  return (
    <TextControl
      label="Name"
      value={name}
      isMono
      hint={
        uses === 0
          ? 'Nothing reads it yet'
          : `Renaming changes its ${uses === 1 ? '1 use' : `${uses} uses`} too`
      }
      error={why}
      onChange={(next) => {
        setName(next)
        setWhy(undefined)
      }}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
      }}
    />
  )
}
