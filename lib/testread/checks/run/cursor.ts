import { Float, type Json } from '../../../engine/values/value'
import { valueAt } from '../../value-at'
import { count, type RunRule } from '../rule'

/** The cursor field is in every record and can be compared. */
export const cursor: RunRule = (read, info) => {
  if (info.cursorField === undefined || read.records.length === 0) return []
  const field = info.cursorField
  let missing = 0
  let odd: string | undefined
  for (const { data } of read.records) {
    const value = valueAt(data, [field])
    if (value === undefined || value === null || value === '') missing += 1
    else if (odd === undefined && !isComparable(value)) odd = JSON.stringify(value) ?? typeof value
  }
  const base = { station: 'incremental', weight: 'none', calls: [] } as const
  if (missing > 0) {
    const text = `${count(missing, 'record')} of ${read.records.length.toLocaleString('en')} ${missing === 1 ? 'has' : 'have'} no \`${field}\`. A later run would not know where to go on.`
    return [
      { ...base, id: 'cursor-missing', title: 'The cursor is missing', outcome: 'failed', text },
    ]
  }
  if (odd !== undefined) {
    const text = `\`${field}\` holds ${odd.slice(0, 60)}, which cannot be read as a date or a number.`
    return [
      {
        ...base,
        id: 'cursor-unreadable',
        title: 'The cursor cannot be compared',
        outcome: 'failed',
        text,
      },
    ]
  }
  const text = `\`${field}\` is in every record and can be compared.`
  return [{ ...base, id: 'cursor-present', title: 'The cursor is there', outcome: 'passed', text }]
}

function isComparable(value: Json): boolean {
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) return true
  return typeof value === 'string' && /\d/.test(value)
}
