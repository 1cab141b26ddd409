import type { Row } from './json'
import { BadParameter } from './paging'

export type FilterName = 'status' | 'updated_since' | 'updated_until'

interface Filter {
  readonly description: string
  readonly format?: string
  readonly examples: readonly string[]
  keeps(row: Row, value: string): boolean
}

function timeOf(name: string, text: string): number {
  const time = Date.parse(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(time)) {
    throw new BadParameter(`${name} must be a date or a date with time (RFC 3339), not "${text}"`)
  }
  return time
}

/** Every filter: what it means and which rows it keeps. */
export const filters: Readonly<Record<FilterName, Filter>> = {
  status: {
    description: 'Only records with this status; `any` for all.',
    examples: ['any', 'paid'],
    keeps: (row, value) => value === 'any' || row.status === value,
  },
  updated_since: {
    description: 'Only records changed at this time or later.',
    format: 'date-time',
    examples: ['2026-11-01T00:00:00Z'],
    keeps: (row, value) => Date.parse(String(row.updated_at)) >= timeOf('updated_since', value),
  },
  updated_until: {
    description: 'Only records changed before this time.',
    format: 'date-time',
    examples: ['2026-12-01T00:00:00Z'],
    keeps: (row, value) => Date.parse(String(row.updated_at)) < timeOf('updated_until', value),
  },
}

/** The rows that every filter of the query keeps. */
export function filterRows(
  rows: readonly Row[],
  url: URL,
  names: readonly FilterName[],
): readonly Row[] {
  return names.reduce((kept, name) => {
    const value = url.searchParams.get(name)
    if (value === null || value === '') return kept
    return kept.filter((row) => filters[name].keeps(row, value))
  }, rows)
}
