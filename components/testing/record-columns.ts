import { Float, isObject, type Json, type JsonObject } from '@/lib/engine/values/value'
import type { RecordRow } from '@/lib/testread/test-read'
import { cellText } from './cell-text'

export type CellType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'moment'
  | 'object'
  | 'list'
  | 'mixed'

/** A column of the grid: a field of the records, with the fields of small objects laid out. */
export interface RecordColumn {
  /** Unique; the keys joined with dots. */
  readonly name: string
  readonly path: readonly string[]
  readonly type: CellType
  /** In pixels, from what the first rows hold. */
  readonly width: number
}

const sampleRowsMax = 200
const nestedFieldsMax = 12
const depthMax = 3
const columnsMax = 400
const characterPx = 7.3
const widthMin = 72
const widthMax = 260

/** The columns of these records, in the order in which their fields were met. */
export function columnsOf(rows: readonly RecordRow[]): RecordColumn[] {
  const found = new Map<string, { path: readonly string[]; values: Json[] }>()
  for (const row of rows.slice(0, sampleRowsMax)) collect(found, row.data, [])
  return [...found].slice(0, columnsMax).map(([name, { path, values }]) => {
    const type = typeOf(values)
    const longest = Math.max(0, ...values.map((value) => cellText(value, 40).length))
    const wanted = Math.max(longest * characterPx + 24, name.length * 7 + 58)
    return { name, path, type, width: Math.round(Math.min(widthMax, Math.max(widthMin, wanted))) }
  })
}

/** What a record holds in a column; undefined when the field is missing. */
export function cellOf(record: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = record
  for (const key of path) {
    if (value === undefined || !isPlain(value) || !Object.hasOwn(value, key)) return undefined
    value = value[key]
  }
  return value
}

function collect(
  found: Map<string, { path: readonly string[]; values: Json[] }>,
  object: JsonObject,
  parents: readonly string[],
) {
  for (const [key, value] of Object.entries(object)) {
    const path = [...parents, key]
    if (isLaidOut(value, path.length)) {
      collect(found, value, path)
      continue
    }
    const name = path.join('.')
    const column = found.get(name)
    if (column) column.values.push(value)
    else found.set(name, { path, values: [value] })
  }
}

function isLaidOut(value: Json, depth: number): value is JsonObject {
  if (depth >= depthMax || !isPlain(value)) return false
  const size = Object.keys(value).length
  return size > 0 && size <= nestedFieldsMax
}

const isPlain = (value: Json): value is JsonObject => isObject(value)

const moment = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}|$)/

function typeOf(values: readonly Json[]): CellType {
  const types = new Set(values.filter((value) => value !== null).map(cellType))
  if (types.size === 0) return 'text'
  if (types.size === 2 && types.has('integer') && types.has('number')) return 'number'
  const [only = 'text'] = types
  return types.size === 1 ? only : 'mixed'
}

function cellType(value: Json): CellType {
  if (typeof value === 'string') return moment.test(value) ? 'moment' : 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  if (value instanceof Float) return 'number'
  return Array.isArray(value) ? 'list' : 'object'
}
