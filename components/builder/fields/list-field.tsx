'use client'

import { Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { Button, IconButton } from '../../ui/button'
import { useField } from '../manifest-context'
import { asList, scalarText } from '../manifest-values'
import { FieldBox } from './field-box'
import type { FieldProps } from './field-props'
import { readNumber } from './number-field'

/** A list of texts or numbers. `Enter` adds a row, `⌫` on an empty row removes it. */
export function ListField({
  label,
  path,
  hint,
  placeholder,
  takesNumbers,
}: FieldProps & { takesNumbers?: boolean }) {
  const field = useField(path)
  const rows = useRef<HTMLDivElement>(null)
  const isText = typeof field.value === 'string'
  const items = isText ? [field.value] : asList(field.value)
  const write = (next: readonly unknown[]) => field.set(next.length === 0 ? undefined : next)
  const read = (text: string) => (takesNumbers ? (readNumber(text) ?? text) : text)
  const focusRow = (index: number) =>
    requestAnimationFrame(() => rows.current?.querySelectorAll('input')[index]?.focus())
  const addAfter = (index: number) => {
    write([...items.slice(0, index + 1), '', ...items.slice(index + 1)])
    focusRow(index + 1)
  }
  const removeAt = (index: number) => {
    write(items.filter((_, place) => place !== index))
    focusRow(Math.max(0, index - 1))
  }

  return (
    <FieldBox label={label} hint={hint} error={field.error}>
      <div ref={rows} className="col g4">
        {items.map((item, index) => (
          <div className="in mono" key={rowKey(index)}>
            <input
              aria-label={`${String(label)} ${index + 1}`}
              value={scalarText(item) ?? ''}
              placeholder={placeholder}
              disabled={!field.isEditable}
              {...field.focus}
              onChange={(event) => {
                const next = read(event.target.value)
                if (isText) field.set(next)
                else write(items.map((each, place) => (place === index ? next : each)))
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') addAfter(index)
                if (event.key === 'Backspace' && event.currentTarget.value === '') {
                  event.preventDefault()
                  removeAt(index)
                }
              }}
            />
            <IconButton
              label={`Remove ${scalarText(item) ?? 'this row'}`}
              size="sm"
              icon={<X className="i s" />}
              onClick={() => removeAt(index)}
            />
          </div>
        ))}
        <div>
          <Button
            variant="ghost"
            size="sm"
            icon={<Plus className="i s" />}
            onClick={() => addAfter(items.length - 1)}
          >
            Add
          </Button>
        </div>
      </div>
    </FieldBox>
  )
}

/** Rows have no identity of their own: a row is its place. */
function rowKey(index: number): string {
  return `row-${index}`
}
