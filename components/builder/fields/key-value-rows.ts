/** A row of a key-value list. */
export interface KeyValueRow {
  readonly name: string
  readonly value: unknown
}

export function rowsOf(value: unknown): KeyValueRow[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).map(([name, each]) => ({ name, value: each }))
}

/** Rows as a mapping; a name that comes twice keeps its last value, a row without a name is left out. */
export function valueOfRows(rows: readonly KeyValueRow[]): Record<string, unknown> | undefined {
  const entries = rows.filter((row) => row.name !== '').map((row) => [row.name, row.value])
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

/**
 * Reads pasted `a=1&b=2`, with or without an address in front, and lines of headers such as
 * `Accept: application/json`. Nothing when the text is neither.
 */
export function readPastedRows(text: string): KeyValueRow[] | undefined {
  const trimmed = text.trim()
  const lines = trimmed.split(/\r?\n/)
  if (lines.every((line) => /^[\w-]+:\s*\S/.test(line)) && !/^https?:/.test(trimmed)) {
    return lines.map((line) => {
      const colon = line.indexOf(':')
      return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
    })
  }
  const query = trimmed.includes('?') ? trimmed.slice(trimmed.indexOf('?') + 1) : trimmed
  if (lines.length > 1 || !/^[^\s=&]+=[^&]*(&[^\s=&]+=[^&]*)*$/.test(query)) return undefined
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }))
}
