'use client'

import { schemaOfRecords } from '@/lib/testread/infer-schema'
import { useStreamRun } from '../../testing/use-test-read'
import { Button } from '../../ui/button'
import { TextField as TextControl } from '../../ui/text-field'
import { isKnownType } from '../fields/component-schema'
import { pathText, readPath } from '../fields/dotted-path'
import { NodeYaml } from '../fields/node-yaml'
import { SchemaFields } from '../fields/schema-fields'
import { useBuilder, useField } from '../manifest-context'
import { asObject, objectAt, scalarText, typeOf, valueAt } from '../manifest-values'
import { useSelectedStream } from '../use-selected-stream'
import type { StationProps } from './registry'

/** What a record looks like, and what tells one from another. */
export function SchemaStation({ streamPath, path }: StationProps) {
  const loader = useField(path)
  const type = Array.isArray(loader.value) ? 'list' : typeOf(loader.value)
  return (
    <>
      <KeyField path={[...streamPath, 'primary_key']} />
      <FoundFields streamPath={streamPath} path={path} />
      {type === 'InlineSchemaLoader' ? (
        <DeclaredFields path={[...path, 'schema']} />
      ) : (
        type !== '' &&
        (isKnownType(type) ? <SchemaFields type={type} path={path} /> : <NodeYaml path={path} />)
      )}
    </>
  )
}

/** The key: one field, or several separated by commas. */
function KeyField({ path }: Pick<StationProps, 'path'>) {
  const field = useField(path)
  return (
    <TextControl
      label="Key"
      value={keyText(field.value)}
      placeholder="none: records are only added"
      hint="The field that tells one record from another; several are separated by commas"
      error={field.error}
      disabled={!field.isEditable}
      isMono
      {...field.focus}
      onChange={(text) => field.set(readKey(text))}
    />
  )
}

function keyText(key: unknown): string {
  if (!Array.isArray(key)) return scalarText(key) ?? ''
  return key.map((each) => (Array.isArray(each) ? pathText(each) : String(each))).join(', ')
}

function readKey(text: string): unknown {
  // A comma at the end is a second field that is still to be typed.
  const parts = text.split(',').map((part, index) => (index === 0 ? part.trim() : part.trimStart()))
  if (parts.length === 1) return keyPart(parts[0] ?? '')
  return parts.map((part) => keyPart(part) ?? '')
}

function keyPart(text: string): unknown {
  const path = readPath(text)
  if (path.length === 0) return undefined
  return path.length === 1 ? text : path
}

/** Offers the fields that the last run found and the schema does not have. */
function FoundFields({ path }: StationProps) {
  const { projectId, document } = useBuilder()
  const run = useStreamRun(projectId, useSelectedStream()?.name ?? '')
  const loader = useField(path)
  const declared = objectAt(loader.value, 'schema', 'properties') ?? {}
  const records = run?.read.records ?? []
  if (
    records.length === 0 ||
    (typeOf(loader.value) !== '' && typeOf(loader.value) !== 'InlineSchemaLoader')
  ) {
    return null
  }
  const found = schemaOfRecords(records.map((row) => row.data))
  const missing = Object.entries(found).filter(([name]) => !Object.hasOwn(declared, name))
  if (missing.length === 0) return null
  const accept = () =>
    document.transact('Take over the fields of the last run', (edits) => {
      if (asObject(loader.value) === undefined) {
        edits.set(loader.path, {
          type: 'InlineSchemaLoader',
          schema: { type: 'object', additionalProperties: true, properties: found },
        })
        return
      }
      for (const [name, schema] of missing) {
        edits.set([...loader.path, 'schema', 'properties', name], schema)
      }
    })
  return (
    <div className="note acc" role="status">
      <div className="grow">
        <span className="b">
          The last run has {missing.length} {missing.length === 1 ? 'field' : 'fields'} that the
          schema does not have
        </span>
        <p className="s12 t2 mono">
          {missing
            .slice(0, 8)
            .map(([name]) => name)
            .join(', ')}
        </p>
        <div className="row g6 mt-2">
          <Button size="sm" onClick={accept}>
            Take them over
          </Button>
        </div>
      </div>
    </div>
  )
}

function DeclaredFields({ path }: Pick<StationProps, 'path'>) {
  const { value } = useField(path)
  const properties = objectAt(value, 'properties') ?? {}
  const names = Object.keys(properties)
  return (
    <>
      {names.length > 0 && (
        <table className="fields-table">
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Type</th>
            </tr>
          </thead>
          <tbody>
            {names.map((name) => (
              <tr key={name}>
                <td className="mono">{name}</td>
                <td className="mono t2">{typeText(properties[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <details>
        <summary className="s12 t2">Schema as YAML</summary>
        <NodeYaml path={path} />
      </details>
    </>
  )
}

function typeText(schema: unknown): string {
  const type = valueAt(schema, 'type')
  const format = scalarText(valueAt(schema, 'format'))
  const names = Array.isArray(type) ? type.map(String) : [scalarText(type) ?? 'any']
  const text = names.filter((each) => each !== 'null').join(' or ') || 'null'
  return `${text}${format ? ` · ${format}` : ''}${names.includes('null') ? ' · may be null' : ''}`
}
