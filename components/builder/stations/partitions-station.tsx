'use client'

import { Plus } from 'lucide-react'
import { Button } from '../../ui/button'
import { SelectField } from '../../ui/select'
import { isKnownType } from '../fields/component-schema'
import { ListField } from '../fields/list-field'
import { NodeYaml } from '../fields/node-yaml'
import { Question } from '../fields/question'
import { RequestOptionField } from '../fields/request-option-field'
import { NamedField, SchemaFields, UnknownKeys } from '../fields/schema-fields'
import { TextField } from '../fields/text-field'
import { useField, useManifestDocument, useResolvedManifest } from '../manifest-context'
import { asList, typeOf, valueAt } from '../manifest-values'
import { resolvePath } from '../references'
import { referenceTo } from '../stream-edits'
import { nameOf, streamEntries } from '../streams'
import type { StationProps } from './registry'

const kinds = [
  { value: '', label: 'In one go' },
  { value: 'ListPartitionRouter', label: 'Once for each value' },
  { value: 'SubstreamPartitionRouter', label: 'Once for each parent record' },
] as const

type Kind = (typeof kinds)[number]['value']

/** How a stream is cut into slices. */
export function PartitionsStation({ streamPath, path }: StationProps) {
  const field = useField(path)
  const own = nameOf(useField(streamPath).value)
  const parents = useParents(own)
  const type = Array.isArray(field.value) ? 'list' : typeOf(field.value)
  const kind = kinds.find((each) => each.value === type)
  const choose = (next: Kind) =>
    field.choose(
      routerOf(next, parents[0]?.name, parents[0]?.reference),
      'Change how the stream is cut',
    )
  if (kind === undefined) {
    return isKnownType(type) ? <SchemaFields type={type} path={path} /> : <NodeYaml path={path} />
  }
  return (
    <>
      <Question<Kind>
        label="How is the stream read?"
        value={kind.value}
        choices={parents.length === 0 ? kinds.slice(0, 2) : kinds}
        onChange={choose}
      />
      {kind.value === 'ListPartitionRouter' && <ListFields path={path} />}
      {kind.value === 'SubstreamPartitionRouter' && <ParentFields path={path} parents={parents} />}
      <UnknownKeys type={type} path={path} />
    </>
  )
}

interface Parent {
  readonly name: string
  readonly title: string
  readonly reference: string
}

/** Streams that may be a parent of this one. */
function useParents(own: string): Parent[] {
  const document = useManifestDocument()
  return streamEntries(useResolvedManifest())
    .filter((entry) => entry.kind !== 'dynamic' && entry.name !== '' && entry.name !== own)
    .map(({ name, title, path }) => ({ name, title, reference: referenceTo(document, path) }))
}

function routerOf(kind: Kind, parent: string | undefined, reference: string | undefined): unknown {
  if (kind === 'ListPartitionRouter') {
    return { type: kind, cursor_field: 'value', values: ['first'] }
  }
  if (kind === 'SubstreamPartitionRouter') {
    return { type: kind, parent_stream_configs: [parentConfig(parent ?? 'parent', reference)] }
  }
  return undefined
}

function parentConfig(name: string, reference: string | undefined) {
  return {
    type: 'ParentStreamConfig',
    parent_key: 'id',
    partition_field: `${name.replace(/s$/, '')}_id`,
    stream: { $ref: reference },
  }
}

function ListFields({ path }: Pick<StationProps, 'path'>) {
  return (
    <>
      <ListField label="Values" path={[...path, 'values']} />
      <div className="two">
        <TextField
          label="Called"
          path={[...path, 'cursor_field']}
          hint="Templates use it as stream_partition.…"
          isRequired
        />
        <RequestOptionField
          label="Send it as"
          path={[...path, 'request_option']}
          placeholder="region"
        />
      </div>
    </>
  )
}

function ParentFields({
  path,
  parents,
}: Pick<StationProps, 'path'> & { parents: readonly Parent[] }) {
  const at = [...path, 'parent_stream_configs']
  const field = useField(at)
  const document = useManifestDocument()
  const configs = asList(field.value)
  const [first] = parents
  return (
    <>
      {configs.map((config, index) => (
        <ParentForm
          key={configKey(index)}
          path={[...at, index]}
          config={config}
          parents={parents}
        />
      ))}
      {first && (
        <div>
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus className="i s" />}
            onClick={() =>
              document.insert(field.path, configs.length, parentConfig(first.name, first.reference))
            }
          >
            Add a parent
          </Button>
        </div>
      )}
    </>
  )
}

/** Parents have no identity but their place. */
function configKey(index: number): string {
  return `parent-${index}`
}

interface ParentFormProps extends Pick<StationProps, 'path'> {
  config: unknown
  parents: readonly Parent[]
}

function ParentForm({ path, config, parents }: ParentFormProps) {
  const document = useManifestDocument()
  const name = nameOf(valueAt(config, 'stream'))
  const options = parents.map((parent) => ({ value: parent.name, label: parent.title }))
  const all =
    parents.some((parent) => parent.name === name) || name === ''
      ? options
      : [...options, { value: name, label: name }]
  return (
    <>
      <div className="two">
        <SelectField
          label="Parent"
          value={name}
          options={all}
          onChange={(next) => {
            const parent = parents.find((each) => each.name === next)
            if (parent)
              document.set([...resolvePath(document, path), 'stream'], { $ref: parent.reference })
          }}
        />
        <TextField label="Field of the parent" path={[...path, 'parent_key']} isRequired />
      </div>
      <div className="two">
        <TextField
          label="Called here"
          path={[...path, 'partition_field']}
          hint="Templates use it as stream_partition.…"
          isRequired
        />
        <RequestOptionField
          label="Send it as"
          path={[...path, 'request_option']}
          placeholder="order_id"
        />
      </div>
      <NamedField type="ParentStreamConfig" name="incremental_dependency" path={path} />
    </>
  )
}
