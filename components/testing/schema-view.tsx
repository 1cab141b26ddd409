'use client'

import { CheckCheck, History, KeyRound } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { FieldProfile } from '@/lib/testread/field-profile'
import { schemaOfRecords } from '@/lib/testread/infer-schema'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { countOf, formatCount } from '../ui/measures'
import { Notice } from '../ui/notice'
import { Segmented } from '../ui/segmented'
import { emptyShare, percentWords, seenWords } from './field-words'
import { JsonText } from './json-text'
import type { PanelSchema } from './panel-schema'
import type { StreamRun } from './run-store'
import { SchemaRow } from './schema-row'
import { profiledMax } from './use-field-profiles'

interface SchemaViewProps {
  run: StreamRun
  schema: PanelSchema
  fields: readonly FieldProfile[]
}

const orders = [
  { value: 'all', label: 'As declared' },
  { value: 'differences', label: 'Differences first' },
] as const

const looks = [
  { value: 'fields', label: 'Fields' },
  { value: 'json', label: 'JSON Schema' },
] as const

/** What the stream declares beside what its records held, field by field. */
export function SchemaView({ run, schema, fields }: SchemaViewProps) {
  const [order, setOrder] = useState<'all' | 'differences'>('differences')
  const [look, setLook] = useState<'fields' | 'json'>('fields')
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())
  const { read } = run
  if (read.status === 'running') {
    return <EmptyState title="Reading" text="Fields are compared when the read has ended." />
  }
  if (fields.length === 0) {
    const text = 'This run brought no record, and the stream declares no field.'
    return <EmptyState title="No fields" text={text} />
  }
  const isOpen = ({ path, difference }: FieldProfile) =>
    difference !== undefined && !kept.has(path.join('.'))
  const open = fields.filter(isOpen)
  const shown =
    order === 'all' ? fields : [...open, ...fields.filter((field) => !open.includes(field))]
  // What a sample did not show may be in the rest: it goes only one by one.
  const accepted = open.filter(({ difference }) => difference !== 'not-seen')
  return (
    <>
      <div className="bar">
        <Segmented label="Order" size="sm" value={order} choices={orders} onChange={setOrder} />
        <span className="s12 t2 cut grow hide-n">{comparedWords(read.records.length)}</span>
        <span className="grow only-n" />
        <Segmented label="Show as" size="sm" value={look} choices={looks} onChange={setLook} />
        <Button
          size="sm"
          icon={<CheckCheck className="i s" />}
          disabledReason={
            schema.lockedReason ?? (accepted.length === 0 ? 'Nothing new was seen' : undefined)
          }
          onClick={() => schema.accept(accepted)}
        >
          Use the schema seen {accepted.length > 0 && <span className="n">{accepted.length}</span>}
        </Button>
      </div>
      {schema.lockedReason !== undefined && (
        <div className="pad">
          <Notice title="Nothing is declared here">{schema.lockedReason}.</Notice>
        </div>
      )}
      {look === 'json' ? (
        <div className="scroll pad-l" role="region" aria-label="JSON Schema of what was seen">
          <JsonText value={seenSchema(run)} />
        </div>
      ) : (
        <FieldTable
          fields={shown}
          schema={schema}
          isOpen={isOpen}
          onKeep={(field) => setKept(new Set([...kept, field.path.join('.')]))}
        />
      )}
      <SchemaFoot fields={fields} schema={schema} />
    </>
  )
}

function comparedWords(records: number): string {
  return records > profiledMax
    ? `Declared in the manifest against what the first ${formatCount(profiledMax)} records held`
    : `Declared in the manifest against what ${countOf(records, 'record')} held`
}

function seenSchema({ read }: StreamRun) {
  const records = read.records.slice(0, profiledMax).map(({ data }) => data)
  return {
    type: 'object',
    additionalProperties: true,
    properties: schemaOfRecords(records),
  } as Parameters<typeof JsonText>[0]['value']
}

interface FieldTableProps {
  fields: readonly FieldProfile[]
  schema: PanelSchema
  isOpen: (field: FieldProfile) => boolean
  onKeep: (field: FieldProfile) => void
}

/** Arrows move from field to field; letters act on the one that has the keyboard. */
function FieldTable({ fields, schema, isOpen, onKeep }: FieldTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [active, setActive] = useState('')
  const activeName = fields.some(({ path }) => path.join('.') === active)
    ? active
    : (fields[0]?.path.join('.') ?? '')
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const rows = [...(body.current?.rows ?? [])]
    const at = rows.indexOf(event.target as HTMLTableRowElement)
    const field = fields[at]
    if (!field) return
    const act = actionsFor(field, { schema, isOpen, onKeep })[event.key.toLowerCase()]
    const move = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key]
    if (move !== undefined) rows[move]?.focus()
    else if (act) act()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="scroll">
      <table className="list schema" aria-label="Fields">
        <thead>
          <tr>
            <th>Field</th>
            <th>Declared</th>
            <th>Found</th>
            <th>Empty</th>
            <th>Samples</th>
            <th>Seen</th>
            <th>Mark</th>
            <th>
              <span className="sr">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {fields.map((field) => {
            const name = field.path.join('.')
            return (
              <SchemaRow
                key={name}
                field={field}
                schema={schema}
                isOpen={isOpen(field)}
                isTabStop={name === activeName}
                onFocus={() => setActive(name)}
                onKeep={() => onKeep(field)}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function actionsFor(
  field: FieldProfile,
  { schema, isOpen }: Omit<FieldTableProps, 'fields'>,
): Readonly<Record<string, (() => void) | undefined>> {
  const canWrite = schema.lockedReason === undefined
  return {
    k: () => schema.toggleKey(field.path),
    u: schema.noCursorReason === undefined ? () => schema.makeCursor(field.path) : undefined,
    a: canWrite && isOpen(field) ? () => schema.accept([field]) : undefined,
    n: canWrite && field.declared ? () => schema.allowNull(field) : undefined,
  }
}

/** What is known of key and cursor, and the letters. */
function SchemaFoot({ fields, schema }: Omit<SchemaViewProps, 'run'>) {
  const find = (name: string) => fields.find(({ path }) => path.join('.') === name)
  const names = schema.keys.map((key) => key.join('.'))
  const key = names.length === 1 ? find(names[0] ?? '') : undefined
  const cursor = schema.cursorField === undefined ? undefined : find(schema.cursorField)
  return (
    <div className="schema-foot s12 t2">
      <span className="row g6 cut">
        <KeyRound className="i s" aria-hidden="true" />
        {names.length === 0 ? (
          'No key: records are only added'
        ) : (
          <span className="cut">
            Key <code>{names.join(', ')}</code>
            {key && `: ${keyWords(key)}`}
          </span>
        )}
      </span>
      {cursor && (
        <span className="row g6 cut hide-n">
          <History className="i s" aria-hidden="true" />
          <span className="cut">
            Cursor <code>{schema.cursorField}</code>: {seenWords(cursor)}
          </span>
        </span>
      )}
      <span className="row g12 end hide-n" aria-hidden="true">
        {[
          ['↑ ↓', 'move'],
          ['k', 'key'],
          ['u', 'cursor'],
          ['a', 'accept'],
          ['n', 'null'],
        ].map(([letter = '', what]) => (
          <span key={letter} className="row g4">
            <Kbd keys={letter} /> {what}
          </span>
        ))}
      </span>
    </div>
  )
}

function keyWords(field: FieldProfile): string {
  const share = emptyShare(field)
  const empty = share === 0 ? 'none empty' : `${percentWords(share)} empty`
  return `${formatCount(field.distinct)} of ${formatCount(field.total)} different, ${empty}`
}
