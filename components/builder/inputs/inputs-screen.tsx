'use client'

import { ArrowDown, ArrowUp, Lock, Plus } from 'lucide-react'
import { useState } from 'react'
import { inputsOf, type ManifestInput, usesOfInput } from '@/lib/manifest/inputs'
import { Button, IconButton } from '../../ui/button'
import { Chip } from '../../ui/chip'
import { EmptyState } from '../../ui/empty-state'
import type { Screen } from '../builder-state'
import { sharedRequester } from '../connector/shared-requester'
import { isUnder, useBuilder, useManifestSnapshot, useResolvedManifest } from '../manifest-context'
import { findPlace } from '../problems/find-place'
import { streamEntries } from '../streams'
import { InputEditor } from './input-editor'
import { addInput, moveInput } from './input-edits'
import { kindText } from './input-kinds'
import { UndeclaredInputs } from './undeclared-inputs'

/** What a person must give before the connector can read. */
export function InputsScreen() {
  const { document } = useBuilder()
  const { manifest, isEditable } = useManifestSnapshot()
  const inputs = inputsOf(manifest)
  const [chosen, setChosen] = useState<string>()
  const current = inputs.find(({ name }) => name === chosen) ?? inputs[0]
  return (
    <main className="pane grow" id="line" data-pane="line">
      <div className="scroll">
        <div className="sthead row">
          <div className="grow">
            <h1>Inputs</h1>
            <p className="t2">
              What a person must give before this connector can read, in the order of the form.
            </p>
          </div>
          <Button
            icon={<Plus className="i s" />}
            disabledReason={isEditable ? undefined : 'The YAML cannot be read'}
            onClick={() => setChosen(addInput(document))}
          >
            Add input
          </Button>
        </div>
        <UndeclaredInputs />
        {current === undefined ? (
          <EmptyState
            title="No inputs"
            text="The connector needs nothing from anybody. Add an input for a key or a start date."
          />
        ) : (
          <>
            <InputsTable inputs={inputs} current={current} onChoose={setChosen} />
            <div className="pad-16">
              <InputEditor key={current.name} input={current} onRenamed={setChosen} />
            </div>
          </>
        )}
      </div>
    </main>
  )
}

interface InputsTableProps {
  inputs: readonly ManifestInput[]
  current: ManifestInput
  onChoose: (name: string) => void
}

function InputsTable({ inputs, current, onChoose }: InputsTableProps) {
  const { document } = useBuilder()
  return (
    <table className="inputs-table">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Kind</th>
          <th scope="col">Required</th>
          <th scope="col">Used at</th>
          <th scope="col">
            <span className="sr">Order</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {inputs.map((input, index) => (
          <tr
            key={input.name}
            aria-selected={input.name === current.name}
            onClick={() => onChoose(input.name)}
          >
            <td>
              <button type="button" className="link-row" onClick={() => onChoose(input.name)}>
                <span className="mono b">{input.name}</span>
                <small className="t2">{input.title}</small>
              </button>
            </td>
            <td className="t2">
              {kindText(input)} {input.isSecret && <Lock className="i s" aria-label="write only" />}
            </td>
            <td className={input.isRequired ? undefined : 't3'}>
              {input.isRequired ? 'yes' : 'no'}
            </td>
            <td>
              <UsedAt input={input} />
            </td>
            <td className="nowrap">
              <IconButton
                label={`Move ${input.name} up`}
                size="sm"
                icon={<ArrowUp className="i s" />}
                disabledReason={index === 0 ? 'It is the first' : undefined}
                onClick={() => moveInput(document, index, index - 1)}
              />
              <IconButton
                label={`Move ${input.name} down`}
                size="sm"
                icon={<ArrowDown className="i s" />}
                disabledReason={index === inputs.length - 1 ? 'It is the last' : undefined}
                onClick={() => moveInput(document, index, index + 1)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Where an input is read, as links. */
function UsedAt({ input }: { input: ManifestInput }) {
  const { document, state } = useBuilder()
  const { manifest: written } = useManifestSnapshot()
  const manifest = useResolvedManifest()
  const uses = usesOfInput(written, input.path)
  if (uses.length === 0) return <Chip tone="warn">unused</Chip>
  const shared = sharedRequester(written)
  const known = { document, manifest, entries: streamEntries(manifest) }
  const places = uses.flatMap(({ path }): { title: string; screen: Screen }[] => {
    if (shared && isUnder(path, shared)) {
      return [{ title: 'Connector settings', screen: { kind: 'connector' } }]
    }
    const place = findPlace(known, path)
    if (place === undefined) return []
    const { name, title, place: at } = place.entry
    return [{ title, screen: { kind: 'stream', name, place: at } }]
  })
  const distinct = [...new Map(places.map((place) => [place.title, place])).values()]
  return (
    <span className="row g4 wrap">
      {distinct.slice(0, 3).map(({ title, screen }) => (
        <button
          key={title}
          type="button"
          className="link-row c-acc s12"
          onClick={(event) => {
            event.stopPropagation()
            state.show(screen)
          }}
        >
          <span>{title}</span>
        </button>
      ))}
      {distinct.length > 3 && <span className="s12 t3">and {distinct.length - 3} more</span>}
      {distinct.length === 0 && (
        <span className="s12 t2">{uses.length === 1 ? '1 place' : `${uses.length} places`}</span>
      )}
    </span>
  )
}
