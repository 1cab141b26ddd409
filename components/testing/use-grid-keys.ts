'use client'

import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import type { Json } from '@/lib/engine/values/value'
import type { RecordRow } from '@/lib/testread/test-read'
import { cellText } from './cell-text'
import { cellOf, type RecordColumn } from './record-columns'

export interface GridPlace {
  readonly row: number
  readonly column: number
}

/** A cell to look at closely, with the record it stands in. */
export interface OpenCell {
  readonly title: string
  readonly value: Json
  readonly record: Json
  readonly row: RecordRow
  readonly field: readonly string[]
}

export interface GridKeys {
  readonly active: GridPlace
  readonly openCell: OpenCell | undefined
  activate(place: GridPlace): void
  open(place: GridPlace): void
  close(): void
  onKeyDown(event: KeyboardEvent): void
}

type Window = Virtualizer<HTMLDivElement, Element>

interface GridParts {
  rows: readonly RecordRow[]
  columns: readonly RecordColumn[]
  scroller: RefObject<HTMLDivElement | null>
  rowWindow: Window
  columnWindow: Window
}

const pageRows = 20

const moves: Record<string, (place: GridPlace, last: GridPlace) => GridPlace> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }) => ({ row: row - pageRows, column }),
  PageDown: ({ row, column }) => ({ row: row + pageRows, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, last) => ({ row, column: last.column }),
}

/** Arrows move, Enter opens, ⌘C copies the cell and ⇧⌘C its record. */
export function useGridKeys(parts: GridParts): GridKeys {
  const { rows, columns, scroller, rowWindow, columnWindow } = parts
  const [active, setActive] = useState<GridPlace>({ row: 0, column: 0 })
  const [openCell, setOpenCell] = useState<OpenCell>()
  const wantsFocus = useRef(false)

  useEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const name = `[data-cell="${active.row}:${active.column}"]`
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(name)?.focus())
  }, [active, scroller])

  const cellAt = ({ row, column }: GridPlace) => {
    const found = rows[row]
    const path = columns[column]?.path
    if (!found || !path) return undefined
    return { row: found, record: found.data, field: path, value: cellOf(found.data, path) }
  }
  const open = (place: GridPlace) => {
    const cell = cellAt(place)
    if (!cell) return
    const title = `${columns[place.column]?.name ?? ''} of record ${place.row + 1}`
    setOpenCell({ ...cell, title, value: cell.value ?? null })
  }
  const copy = (place: GridPlace, isWholeRecord: boolean) => {
    const cell = cellAt(place)
    const value = isWholeRecord ? cell?.record : cell?.value
    if (value !== undefined) void navigator.clipboard.writeText(cellText(value, Infinity))
  }
  const move = (step: (place: GridPlace, last: GridPlace) => GridPlace) => {
    const last = { row: rows.length - 1, column: columns.length - 1 }
    const next = step(active, last)
    const place = { row: within(next.row, last.row), column: within(next.column, last.column) }
    rowWindow.scrollToIndex(place.row)
    columnWindow.scrollToIndex(place.column)
    wantsFocus.current = true
    setActive(place)
  }

  return {
    active,
    openCell,
    activate: setActive,
    open,
    close: () => setOpenCell(undefined),
    onKeyDown: (event) => {
      if (!(event.target instanceof HTMLElement) || !event.target.dataset.cell) return
      const step = moves[event.key]
      if (step) move(step)
      else if (event.key === 'Enter') open(active)
      else if (event.key.toLowerCase() === 'c' && (event.metaKey || event.ctrlKey)) {
        copy(active, event.shiftKey)
      } else return
      event.preventDefault()
    },
  }
}

const within = (value: number, max: number) => Math.max(0, Math.min(max, value))
