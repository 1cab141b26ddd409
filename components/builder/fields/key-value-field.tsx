'use client'

import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { Button, IconButton } from '../../ui/button'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import { FieldBox } from './field-box'
import type { FieldProps } from './field-props'
import { type KeyValueRow, readPastedRows, rowsOf, valueOfRows } from './key-value-rows'
import { TemplateField } from './template-field'

/** Names and values, such as parameters and headers. Pasting a query or header lines fills rows. */
export function KeyValueField(props: FieldProps & { variables?: readonly string[] }) {
  const { label, path, hint, variables } = props
  const field = useField(path)
  // A row whose name is still empty exists only here.
  const [draft, setDraft] = useState<KeyValueRow>()
  const box = useRef<HTMLDivElement>(null)
  if (typeof field.value === 'string') return <TemplateField {...props} />

  const rows = rowsOf(field.value)
  const write = (next: readonly KeyValueRow[]) => field.set(valueOfRows(next))
  const paste = (index: number, text: string): boolean => {
    const pasted = readPastedRows(text)
    if (pasted === undefined) return false
    setDraft(undefined)
    write([...rows.slice(0, index), ...pasted, ...rows.slice(index)])
    return true
  }
  const addRow = () => {
    // At once, not with the next frame: somebody who types on must not lose a letter.
    flushSync(() => setDraft({ name: '', value: '' }))
    const rows = [...(box.current?.querySelectorAll('.kv-row') ?? [])]
    rows.at(-1)?.querySelector('input')?.focus()
  }

  const editsOf = (index: number): RowEdits => ({
    onName: (name) => field.rename(rows[index]?.name ?? '', name),
    onValue: (value) =>
      write(rows.map((each, place) => (place === index ? { ...each, value } : each))),
    onRemove: () => write(rows.filter((_, place) => place !== index)),
    onEnter: addRow,
  })
  const draftEdits: RowEdits = {
    onName: (name) => {
      if (name === '') return
      setDraft(undefined)
      write([...rows, { value: '', ...draft, name }])
    },
    onValue: (value) => setDraft({ name: '', ...draft, value }),
    onRemove: () => setDraft(undefined),
    onEnter: () => undefined,
  }

  return (
    <FieldBox label={label} hint={hint} error={field.error}>
      <div ref={box} className="col g4">
        {/* One list: a draft becomes a row in place, so the keyboard stays where it is. */}
        {[...rows, ...(draft ? [draft] : [])].map((row, index) => (
          <Row
            key={rowKey(index)}
            row={row}
            isEditable={field.isEditable}
            onPaste={(text) => paste(index, text)}
            {...(row === draft ? draftEdits : editsOf(index))}
          />
        ))}
        <div className="row">
          <Button variant="ghost" size="sm" icon={<Plus className="i s" />} onClick={addRow}>
            Add
          </Button>
          {variables && variables.length > 0 && (
            <span className="hint">Values may hold {'{{ … }}'}</span>
          )}
        </div>
      </div>
    </FieldBox>
  )
}

/** Rows have no identity of their own while their names change: a row is its place. */
function rowKey(index: number): string {
  return `row-${index}`
}

interface RowEdits {
  onName: (name: string) => void
  onValue: (value: unknown) => void
  onRemove: () => void
  onEnter: () => void
}

interface RowProps extends RowEdits {
  row: KeyValueRow
  isEditable: boolean
  /** Whether the text was taken as rows. */
  onPaste: (text: string) => boolean
}

function Row({ row, isEditable, onName, onValue, onRemove, onEnter, onPaste }: RowProps) {
  const [name, setName] = useState(row.name)
  const [known, setKnown] = useState(row.name)
  if (known !== row.name) {
    setKnown(row.name)
    setName(row.name)
  }
  const commit = () => {
    if (name !== row.name) onName(name)
  }
  return (
    <div className="kv-row">
      <div className="in mono">
        <input
          aria-label="Name"
          value={name}
          placeholder="name"
          disabled={!isEditable}
          onChange={(event) => setName(event.target.value)}
          onBlur={commit}
          onPaste={(event) => {
            if (onPaste(event.clipboardData.getData('text'))) event.preventDefault()
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit()
            if (event.key === 'Backspace' && name === '' && scalarText(row.value) === undefined) {
              onRemove()
            }
          }}
        />
      </div>
      <div className="in mono">
        <input
          aria-label={`Value of ${row.name || 'the new row'}`}
          value={scalarText(row.value) ?? ''}
          placeholder="value"
          disabled={!isEditable || typeof row.value === 'object'}
          onChange={(event) => onValue(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') onEnter()
          }}
        />
      </div>
      <IconButton
        label={`Remove ${row.name || 'the new row'}`}
        size="sm"
        icon={<X className="i s" />}
        onClick={onRemove}
      />
    </div>
  )
}
