'use client'

import type { JsonObject } from '@/lib/engine/values/value'
import { cellText } from './cell-text'
import { cellOf, type RecordColumn } from './record-columns'
import { isNumeric } from './record-head'
import type { GridKeys, GridPlace } from './use-grid-keys'

interface RecordCellProps {
  record: JsonObject
  column: RecordColumn
  place: GridPlace
  grid: GridKeys
}

/** One value: null in italics, missing as a dot, everything else as it came. */
export function RecordCell({ record, column, place, grid }: RecordCellProps) {
  const value = cellOf(record, column.path)
  const isActive = grid.active.row === place.row && grid.active.column === place.column
  return (
    <span
      role="gridcell"
      aria-colindex={place.column + 2}
      data-cell={`${place.row}:${place.column}`}
      tabIndex={isActive ? 0 : -1}
      className={isNumeric(column.type) ? 'r' : ''}
      style={{ width: column.width }}
      onFocus={() => grid.activate(place)}
      onMouseDown={() => grid.activate(place)}
      onDoubleClick={() => grid.open(place)}
    >
      {value === undefined ? (
        <span className="null" title="The field is missing">
          ·
        </span>
      ) : value === null ? (
        <span className="null">null</span>
      ) : (
        cellText(value)
      )}
    </span>
  )
}
