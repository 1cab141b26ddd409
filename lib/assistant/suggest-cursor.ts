import { parseDatetime } from '../engine/datetime/datetime-parser'
import type { Json, JsonObject } from '../engine/values/value'
import { dateFieldOf } from '../importers/openapi/cursors'
import { isJsonObject } from '../testread/json-object'
import type { TestRead } from '../testread/test-read'
import { callOf, evidenceOfCall, telling, viewOfValue } from './run-evidence'
import type { RunContext } from './suggest-from-run'
import type { Suggestion } from './suggestions'

/** Formats that dates are usually written in. */
const usualFormats = [
  '%Y-%m-%dT%H:%M:%SZ',
  '%Y-%m-%dT%H:%M:%S.%fZ',
  '%Y-%m-%dT%H:%M:%S%z',
  '%Y-%m-%dT%H:%M:%S.%f%z',
  '%Y-%m-%dT%H:%M:%S',
  '%Y-%m-%dT%H:%M:%S.%f',
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%d %H:%M:%S%z',
  '%Y-%m-%d',
  '%Y/%m/%d',
  '%d.%m.%Y',
  '%Y%m%d',
]

/**
 * What records say about reading only what is new: a date that grows with changes where none is set,
 * another field where records lack the one that is set, and the format in which its values come.
 */
export function cursorFromRun(read: TestRead, context: RunContext): Suggestion[] {
  const records = read.records.map(({ data }) => data)
  const [first] = records
  if (!first) return []
  const { incremental_sync: now } = context.stream
  if (now === undefined || now === null) return newCursor(read, records, context)
  if (!isJsonObject(now) || now.type !== 'DatetimeBasedCursor') return []
  const field = typeof now.cursor_field === 'string' ? now.cursor_field : ''
  if (field === '' || field.includes('{{')) return []
  const values = valuesOf(records, field)
  return values.length === 0
    ? otherField(read, records, field, context)
    : otherFormat(read, values, now, context)
}

function valuesOf(records: readonly JsonObject[], field: string): Json[] {
  return records.flatMap((data) => {
    const value = data[field]
    return value === undefined || value === null || value === '' ? [] : [value]
  })
}

/** Without a filter parameter old records are sorted out after reading. */
function newCursor(
  read: TestRead,
  records: readonly JsonObject[],
  { at }: RunContext,
): Suggestion[] {
  const found = dateOf(records)
  if (!found) return []
  const start = {
    type: 'MinMaxDatetime',
    datetime: '2000-01-01T00:00:00Z',
    datetime_format: '%Y-%m-%dT%H:%M:%SZ',
  }
  return [
    {
      path: `${at}/incremental_sync`,
      value: {
        type: 'DatetimeBasedCursor',
        cursor_field: found.field,
        datetime_format: found.format,
        start_datetime: start,
        is_client_side_incremental: true,
      },
      title: `Read only what is new by ${found.field}`,
      confidence: 'guess',
      evidence: [evidenceIn(read, found.field, String(found.example))],
    },
  ]
}

/** The best date that every record has, with the format of its values. */
function dateOf(records: readonly JsonObject[]) {
  const field = dateFieldOf(viewOfValue(records[0]))?.name
  if (field === undefined) return undefined
  const values = valuesOf(records, field)
  const format = values.length === records.length ? formatOfValues(values) : undefined
  return format === undefined ? undefined : { field, format, example: values[0] }
}

function otherField(
  read: TestRead,
  records: readonly JsonObject[],
  field: string,
  { at }: RunContext,
): Suggestion[] {
  const found = dateOf(records)
  if (!found) return []
  return [
    {
      path: `${at}/incremental_sync/cursor_field`,
      value: found.field,
      title: `Tell new records by ${found.field}: no record has ${field}`,
      confidence: 'likely',
      evidence: [evidenceIn(read, found.field, String(found.example))],
    },
  ]
}

/** The format of values that none of the configured ones reads. */
function otherFormat(
  read: TestRead,
  values: readonly Json[],
  cursor: JsonObject,
  { at }: RunContext,
): Suggestion[] {
  const listed = Array.isArray(cursor.cursor_datetime_formats) ? cursor.cursor_datetime_formats : []
  const known = [...listed, cursor.datetime_format].filter(
    (each): each is string => typeof each === 'string',
  )
  const odd = values.find((value) => !known.some((format) => reads(value, format)))
  const format = odd === undefined ? undefined : formatOfValues([odd])
  if (odd === undefined || format === undefined) return []
  return [
    {
      path: `${at}/incremental_sync/cursor_datetime_formats`,
      value: [...new Set([format, ...known])],
      title: `Read dates written as ${format}`,
      confidence: 'certain',
      evidence: [evidenceIn(read, String(cursor.cursor_field), String(odd))],
    },
  ]
}

/** The format that all values are written in; undefined when no usual one is. */
function formatOfValues(values: readonly Json[]): string | undefined {
  if (values.every(isCount)) {
    const [first] = values
    // Seconds have ten digits until the year 2286, milliseconds thirteen.
    return Number(first) > 1e11 ? '%ms' : Number(first) > 1e8 ? '%s' : undefined
  }
  return usualFormats.find((format) => values.every((value) => reads(value, format)))
}

function isCount(value: Json): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || /^\d{9,13}$/.test(String(value))
}

function reads(value: Json, format: string): boolean {
  if (typeof value === 'object') return false
  try {
    parseDatetime(value, format)
    return true
  } catch {
    return false
  }
}

function evidenceIn(read: TestRead, field: string, quote: string) {
  return evidenceOfCall(callOf(read, telling(read)?.pages[0]), `/${field}`, quote)
}
