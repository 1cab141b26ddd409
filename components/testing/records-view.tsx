'use client'

import { Download, ListFilter } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'
import type { RecordRow } from '@/lib/testread/test-read'
import { IconButton } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { countOf } from '../ui/measures'
import { Menu } from '../ui/menu'
import { Segmented } from '../ui/segmented'
import { SearchField } from '../ui/text-field'
import { ColumnsPopover } from './columns-popover'
import { cellOf, columnsOf } from './record-columns'
import { downloadRecords, recordFormats } from './record-export'
import { compareCells, readFilter } from './record-filter'
import { originOf, type RecordOrigin } from './record-origin'
import { type RecordSort, RecordsGrid } from './records-grid'
import { RecordsJson } from './records-json'
import type { StreamRun } from './run-store'

interface RecordsViewProps {
  run: StreamRun
  streamName: string
  onShowOrigin: (origin: RecordOrigin) => void
}

const views = [
  { value: 'table', label: 'Table' },
  { value: 'json', label: 'JSON' },
] as const
type View = (typeof views)[number]['value']

/** The records of a run, to sort, filter, hide, copy and download. */
export function RecordsView({ run, streamName, onShowOrigin }: RecordsViewProps) {
  const { read, request } = run
  const [view, setView] = useState<View>('table')
  const [filter, setFilter] = useState('')
  const [sort, setSort] = useState<RecordSort>()
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const shown = useShownRows(read.records, useDeferredValue(filter), sort)
  const columns = useMemo(() => columnsOf(read.records), [read.records])
  const visible = columns.filter((column) => !hidden.has(column.name))
  const roles = useMemo(
    () => ({
      keys: new Set(request.info.primaryKey.map((path) => path.join('.'))),
      cursor: request.info.cursorField,
    }),
    [request.info],
  )

  if (read.records.length === 0) return <NoRecords run={run} />
  return (
    <>
      <div className="bar">
        <SearchField
          className="sm mono grow"
          label="Filter records"
          placeholder="status = 'paid' and total.amount > 50"
          icon={<ListFilter className="i s" />}
          value={filter}
          onChange={setFilter}
          aria-invalid={shown.message ? true : undefined}
        />
        <Segmented
          label="View records as"
          size="sm"
          value={view}
          choices={views}
          onChange={setView}
        />
        <ColumnsPopover rows={shown.rows} columns={columns} hidden={hidden} onChange={setHidden} />
        <Menu
          trigger={<IconButton label="Download" size="sm" icon={<Download className="i s" />} />}
          items={recordFormats.map((format) => ({
            label: format.toUpperCase(),
            after: countOf(shown.rows.length, 'record'),
            onSelect: () => downloadRecords(shown.rows, streamName, format),
          }))}
        />
      </div>
      {shown.message && <p className="strip warn">{shown.message}. Nothing is filtered.</p>}
      {shown.rows.length === 0 && (
        <p className="strip">
          No record matches this filter. {read.records.length.toLocaleString('en')} are hidden.
        </p>
      )}
      {view === 'table' ? (
        <RecordsGrid
          rows={shown.rows}
          columns={visible}
          roles={roles}
          sort={sort}
          onSort={setSort}
          isReading={read.status === 'running'}
          originOf={(row, field) => originIn(run, row, field)}
          onShowOrigin={onShowOrigin}
        />
      ) : (
        <RecordsJson rows={shown.rows} />
      )}
    </>
  )
}

function originIn({ read, request }: StreamRun, row: RecordRow, field: readonly string[]) {
  const { recordsPath, primaryKey } = request.info
  return originOf({ read, row, field, recordsPath, primaryKey })
}

function useShownRows(records: readonly RecordRow[], filter: string, sort: RecordSort | undefined) {
  return useMemo(() => {
    const reading = readFilter(filter)
    const kept = reading.kind === 'test' ? records.filter((row) => reading.test(row.data)) : records
    const rows = sort ? sorted(kept, sort) : kept
    return { rows, message: reading.kind === 'unreadable' ? reading.message : undefined }
  }, [records, filter, sort])
}

function sorted(rows: readonly RecordRow[], { path, direction }: RecordSort) {
  const sign = direction === 'ascending' ? 1 : -1
  return rows.toSorted((a, b) => sign * compareCells(cellOf(a.data, path), cellOf(b.data, path)))
}

function NoRecords({ run }: { run: StreamRun }) {
  const { read } = run
  if (read.status === 'running') {
    return <EmptyState title="Reading" text={read.activity ?? 'The first call is on its way.'} />
  }
  if (read.status === 'failed') {
    return <EmptyState title="No records" text="The run failed before a record came in." />
  }
  if (read.status === 'cancelled') {
    return <EmptyState title="No records" text="The run was stopped before a record came in." />
  }
  const found = read.slices
    .flatMap((slice) => slice.pages)
    .reduce((n, page) => n + page.foundCount, 0)
  const text =
    found > 0
      ? `${countOf(found, 'record')} came in and the filter of the stream left all of them out.`
      : 'The API answered, and no record was in its answers.'
  return <EmptyState title="No records" text={text} />
}
