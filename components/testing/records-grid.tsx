'use client'

import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useRef, useState } from 'react'
import type { RecordRow } from '@/lib/testread/test-read'
import { Button } from '../ui/button'
import { CellDialog } from './cell-dialog'
import { RecordCell } from './record-cell'
import type { RecordColumn } from './record-columns'
import { RecordHead, type RecordRoles, type RecordSort } from './record-head'
import type { RecordOrigin } from './record-origin'
import { type GridKeys, useGridKeys } from './use-grid-keys'

export type { RecordSort } from './record-head'

interface RecordsGridProps {
  rows: readonly RecordRow[]
  columns: readonly RecordColumn[]
  roles: RecordRoles
  sort: RecordSort | undefined
  onSort: (sort: RecordSort | undefined) => void
  isReading: boolean
  originOf: (row: RecordRow, field: readonly string[]) => RecordOrigin | undefined
  onShowOrigin: (origin: RecordOrigin) => void
}

const rowPx = 28
const headPx = 30
const numberPx = 44

/** Records as a grid: only the rows and columns in sight are in the page. */
export function RecordsGrid(props: RecordsGridProps) {
  const { rows, columns, roles, sort, onSort, isReading, originOf, onShowOrigin } = props
  const scroller = useRef<HTMLDivElement>(null)
  const [isFollowing, setFollowing] = useState(false)
  const { rowWindow, columnWindow } = useWindows({ rows, columns, scroller, isFollowing })
  const keys = useGridKeys({ rows, columns, scroller, rowWindow, columnWindow })
  // Tab reaches a cell that is in the page, also when the active one was scrolled out of it.
  const active = {
    row: nearest(keys.active.row, rowWindow.getVirtualItems()),
    column: nearest(keys.active.column, columnWindow.getVirtualItems()),
  }
  const grid = { ...keys, active }
  const visible = columnWindow.getVirtualItems().flatMap(({ index }) => {
    const column = columns[index]
    return column ? [{ index, column }] : []
  })
  const before = (columnWindow.getVirtualItems()[0]?.start ?? numberPx) - numberPx

  return (
    <>
      {isReading && (
        <FollowStrip
          isFollowing={isFollowing}
          onToggle={() => {
            setFollowing(!isFollowing)
            if (!isFollowing) rowWindow.scrollToIndex(rows.length - 1)
          }}
        />
      )}
      <div
        ref={scroller}
        className="scroll sheet"
        role="grid"
        aria-label="Records"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        onKeyDown={grid.onKeyDown}
      >
        <div
          role="presentation"
          className="sheet-in"
          style={{ height: rowWindow.getTotalSize(), width: columnWindow.getTotalSize() }}
        >
          <div role="row" aria-rowindex={1} className="sheet-row head">
            <span role="columnheader" aria-colindex={1} className="rn">
              <span className="sr">Number</span>
            </span>
            <span role="presentation" style={{ width: before }} />
            {visible.map((each) => (
              <RecordHead
                key={each.column.name}
                {...each}
                roles={roles}
                sort={sort}
                onSort={onSort}
              />
            ))}
          </div>
          {rowWindow.getVirtualItems().map(({ index, key, start }) => {
            const row = rows[index]
            if (!row) return null
            const place = { index, start, before }
            return <RecordLine key={key} row={row} place={place} columns={visible} grid={grid} />
          })}
        </div>
      </div>
      <CellDialog
        cell={grid.openCell}
        origin={grid.openCell && originOf(grid.openCell.row, grid.openCell.field)}
        onShowOrigin={onShowOrigin}
        onClose={grid.close}
      />
    </>
  )
}

function nearest(index: number, items: readonly VirtualItem[]): number {
  return Math.max(items[0]?.index ?? 0, Math.min(index, items.at(-1)?.index ?? 0))
}

interface WindowParts {
  rows: readonly RecordRow[]
  columns: readonly RecordColumn[]
  scroller: RefObject<HTMLDivElement | null>
  isFollowing: boolean
}

function useWindows({ rows, columns, scroller, isFollowing }: WindowParts) {
  const rowWindow = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
    paddingStart: headPx,
    scrollPaddingStart: headPx,
    anchorTo: isFollowing ? 'end' : 'start',
    followOnAppend: isFollowing,
  })
  const columnWindow = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => columns[index]?.width ?? 120,
    getItemKey: (index) => `${columns[index]?.name}:${columns[index]?.width}`,
    overscan: 3,
    paddingStart: numberPx,
    scrollPaddingStart: numberPx,
  })
  return { rowWindow, columnWindow }
}

interface RecordLineProps {
  row: RecordRow
  place: { readonly index: number; readonly start: number; readonly before: number }
  columns: readonly { readonly index: number; readonly column: RecordColumn }[]
  grid: GridKeys
}

function RecordLine({ row, place, columns, grid }: RecordLineProps) {
  return (
    <div
      role="row"
      aria-rowindex={place.index + 2}
      className="sheet-row"
      style={{ transform: `translateY(${place.start}px)` }}
    >
      <span role="rowheader" aria-colindex={1} className="rn">
        {(place.index + 1).toLocaleString('en')}
      </span>
      <span role="presentation" style={{ width: place.before }} />
      {columns.map(({ index, column }) => (
        <RecordCell
          key={column.name}
          record={row.data}
          column={column}
          place={{ row: place.index, column: index }}
          grid={grid}
        />
      ))}
    </div>
  )
}

function FollowStrip({ isFollowing, onToggle }: { isFollowing: boolean; onToggle: () => void }) {
  return (
    <div className="strip acc">
      <span className="grow">
        {isFollowing
          ? 'The view follows what comes in.'
          : 'New records come in below. Scroll up and the view holds still.'}
      </span>
      <Button variant="ghost" size="sm" onClick={onToggle}>
        {isFollowing ? 'Hold still' : 'Follow'}
      </Button>
    </div>
  )
}
