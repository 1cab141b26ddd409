'use client'

import { ArrowDown, ArrowUp, History, KeyRound } from 'lucide-react'
import type { CellType, RecordColumn } from './record-columns'

export interface RecordSort {
  readonly name: string
  readonly path: readonly string[]
  readonly direction: 'ascending' | 'descending'
}

export interface RecordRoles {
  readonly keys: ReadonlySet<string>
  readonly cursor: string | undefined
}

interface RecordHeadProps {
  column: RecordColumn
  index: number
  roles: RecordRoles
  sort: RecordSort | undefined
  onSort: (sort: RecordSort | undefined) => void
}

const glyphs: Record<CellType, readonly [glyph: string, word: string]> = {
  text: ['Aa', 'text'],
  integer: ['1', 'whole number'],
  number: ['1.0', 'number'],
  boolean: ['✓', 'true or false'],
  moment: ['◷', 'date'],
  object: ['{}', 'object'],
  list: ['[]', 'list'],
  mixed: ['∗', 'several types'],
}

/** The head of a column: type, name, key and cursor marks; a click sorts up, down, not at all. */
export function RecordHead({ column, index, roles, sort, onSort }: RecordHeadProps) {
  const { name, path, type, width } = column
  const direction = sort?.name === name ? sort.direction : undefined
  const [glyph, word] = glyphs[type]
  const next = () => {
    if (!direction) onSort({ name, path, direction: 'ascending' })
    else if (direction === 'ascending') onSort({ name, path, direction: 'descending' })
    else onSort(undefined)
  }
  return (
    <span
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={direction ?? 'none'}
      className={isNumeric(type) ? 'r' : ''}
      style={{ width }}
    >
      <button type="button" className="bare" onClick={next} title={`${name}, ${word}`}>
        <span className="ty" aria-hidden="true">
          {glyph}
        </span>
        <span className="cut">{name}</span>
        {roles.keys.has(name) && <KeyRound className="i s" role="img" aria-label="key" />}
        {roles.cursor === name && <History className="i s" role="img" aria-label="cursor" />}
        {direction === 'ascending' && <ArrowUp className="i s" aria-hidden="true" />}
        {direction === 'descending' && <ArrowDown className="i s" aria-hidden="true" />}
      </button>
    </span>
  )
}

export const isNumeric = (type: CellType) => type === 'integer' || type === 'number'
