import { stringifyJson } from '@/lib/engine/values/json'
import type { RecordRow } from '@/lib/testread/test-read'
import { cellText } from './cell-text'
import { cellOf, columnsOf } from './record-columns'

export const recordFormats = ['csv', 'json', 'ndjson'] as const
export type RecordFormat = (typeof recordFormats)[number]

const types: Record<RecordFormat, string> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
}

/** Records as text. Numbers keep their digits; CSV lays small objects out in columns (RFC 4180). */
export function recordsText(rows: readonly RecordRow[], format: RecordFormat): string {
  if (format === 'csv') return csvText(rows)
  const lines = rows.map((row) => stringifyJson(row.data))
  return format === 'json'
    ? `[\n${lines.join(',\n')}\n]\n`
    : lines.map((line) => `${line}\n`).join('')
}

/** Saves records as a file of this browser. */
export function downloadRecords(rows: readonly RecordRow[], name: string, format: RecordFormat) {
  downloadText(recordsText(rows, format), `${name}.${format}`, types[format])
}

/** Saves a text as a file of this browser. */
export function downloadText(text: string, fileName: string, type: string) {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}

function csvText(rows: readonly RecordRow[]): string {
  const columns = columnsOf(rows)
  const head = columns.map((column) => quoted(column.name)).join(',')
  const lines = rows.map((row) =>
    columns
      .map(({ path }) => {
        const value = cellOf(row.data, path)
        return value === undefined || value === null ? '' : quoted(cellText(value, Infinity))
      })
      .join(','),
  )
  return [head, ...lines].map((line) => `${line}\r\n`).join('')
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
