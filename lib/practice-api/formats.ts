import { Decimal, type Value, writeJson } from './json'
import type { Page } from './paging'

export type Format = 'json' | 'jsonl' | 'csv' | 'xml'

interface BodyFormat {
  readonly contentType: string
  /** @param path where the records stand; empty for a list at the root */
  write(page: Page, path: readonly string[]): string
}

/** Every body format, with how a page is written in it. */
export const formats: Readonly<Record<Format, BodyFormat>> = {
  json: {
    contentType: 'application/json',
    write: (page, path) => writeJson(envelope(page, path)),
  },
  jsonl: {
    contentType: 'application/x-ndjson',
    write: (page) => page.rows.map((row) => `${writeJson(row)}\n`).join(''),
  },
  csv: {
    contentType: 'text/csv; charset=utf-8',
    write({ rows }) {
      const names = Object.keys(rows[0] ?? {})
      const lines = [names, ...rows.map((row) => names.map((name) => plain(row[name] ?? null)))]
      return lines.map((cells) => `${cells.map(quoteCell).join(',')}\r\n`).join('')
    },
  },
  xml: {
    contentType: 'application/xml',
    write: ({ rows }) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<list>${rows.map((row) => element('record', row)).join('')}</list>`,
  },
}

function envelope({ rows, beside }: Page, path: readonly string[]): Value {
  const [outermost, ...inner] = path
  if (outermost === undefined) return rows
  const nested = inner.reduceRight<Value>((value, key) => ({ [key]: value }), rows)
  return { [outermost]: nested, ...beside }
}

function plain(value: Value): string {
  if (value === null) return ''
  if (value instanceof Decimal) return value.text
  return typeof value === 'object' ? writeJson(value) : String(value)
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function element(name: string, value: Value): string {
  const isRecord = typeof value === 'object' && value !== null && !(value instanceof Decimal)
  const inside = isRecord
    ? Object.entries(value)
        .map(([key, member]) => element(key, member))
        .join('')
    : escapeMarkup(plain(value))
  return `<${name}>${inside}</${name}>`
}

/** Text that is safe between tags and in attributes of XML and HTML. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
