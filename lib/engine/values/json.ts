import { Dict } from './collections'
import { JsonParser } from './json-parser'
import { PythonTypeError, PythonValueError } from './python-error'
import { PythonObject } from './python-object'
import { toText } from './text'
import { Float, floatText, type Json, Markup, setKey, Tuple, type Value } from './value'

// Numbers that JSON.parse would not keep apart: integers of 16 digits or more, whole floats, fractions
// that round to a whole number, exponents, -0. A float of many digits is not among them: both read it
// alike. Looking only where a number can begin makes this a tenth of the work of parsing.
const riskyNumber =
  /(?:^|[\s:[,])(?:-0|-?(?:\d{16,}|\d{11,}\.\d+|\d+\.(?:0+|0{5}\d+|9{5}\d+)|\d+(?:\.\d+)?[eE][+-]?\d+))(?=[\s,\]}]|$)/

/**
 * Reads JSON without loss: integers of any size, and `10.0` as a float. `NaN`, `Infinity` and
 * `-Infinity` are numbers, as they are to Python.
 *
 * @throws JsonInvalid with line and column
 */
export function parseJson(text: string): Json {
  if (!riskyNumber.test(text)) {
    try {
      return JSON.parse(text)
    } catch {
      // The slower parser knows NaN and says where a mistake is.
    }
  }
  return new JsonParser(text).parse()
}

/**
 * Writes JSON without spaces: `10.0` for whole floats, all digits of big integers, `null` for what
 * is no finite number.
 *
 * @throws PythonValueError for a value that is nested too deeply
 */
export function stringifyJson(value: Json): string {
  try {
    return JSON.stringify(value)
  } catch (error) {
    // A big integer, a platform that cannot write `10.0` by itself, or more levels than the stack has.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error
    return write(value, compact)
  }
}

/**
 * Python's `json.dumps(value)`: `", "` and `": "` between parts, everything beyond ASCII escaped.
 * Tuples are lists; keys that are no text become text as Python's do.
 *
 * @throws PythonTypeError for a value that JSON has no form for
 * @throws PythonValueError for NaN and infinities when `allowsNan` is false
 */
export function dumpsPython(value: Value, options: { allowsNan?: boolean } = {}): string {
  return write(value, { ...python, allowsNan: options.allowsNan ?? true })
}

/** How JSON text is laid out. */
export interface JsonLayout {
  readonly comma: string
  readonly colon: string
  readonly text: (text: string) => string
  readonly isPython: boolean
  readonly allowsNan?: boolean
  /** Sort keys by code point. */
  readonly sortsKeys?: boolean
  /** Spaces of one level; lines are broken when present. */
  readonly indent?: number | undefined
}

const compact: JsonLayout = { comma: ',', colon: ':', text: JSON.stringify, isPython: false }

/** The layout of Python's `json.dumps`. */
export const python: JsonLayout = {
  comma: ', ',
  colon: ': ',
  text: asciiText,
  isPython: true,
  allowsNan: true,
}

const DEPTH_MAX = 900

/**
 * Writes a value as JSON in a given layout.
 *
 * @throws PythonTypeError for a value that JSON has no form for
 */
export function write(value: Value, layout: JsonLayout, depth = 0): string {
  switch (typeof value) {
    case 'string':
      return layout.text(value)
    case 'number':
      return numberText(value, layout)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'bigint':
      return value.toString()
    default:
      return value === null ? 'null' : writeObject(value, layout, depth)
  }
}

function writeObject(value: object & Value, layout: JsonLayout, depth: number): string {
  if (depth > DEPTH_MAX) throw new PythonValueError('The value is nested too deeply for JSON')
  if (value instanceof Float) return floatText(value.value)
  if (value instanceof Markup) return layout.text(value.text)
  const items = Array.isArray(value) ? value : value instanceof Tuple ? value.items : undefined
  if (items) {
    return bracketed(
      '[]',
      items.map((each: Value) => write(each, layout, depth + 1)),
      layout,
      depth,
    )
  }
  const members = entriesOf(value, layout).map(
    ([key, each]) => layout.text(key) + layout.colon + write(each, layout, depth + 1),
  )
  return bracketed('{}', members, layout, depth)
}

function entriesOf(value: object, layout: JsonLayout): [string, Value][] {
  const entries =
    value instanceof Dict
      ? [...value.entries()].map(([key, each]): [string, Value] => [keyText(key), each])
      : // As JSON.stringify does: optional parts of events are absent, not null.
        Object.entries(plainObject(value)).filter(([, each]) => each !== undefined)
  if (layout.sortsKeys) {
    if (value instanceof Dict) checkSortable([...value.keys()])
    entries.sort(([a], [b]) => compareCodePoints(a, b))
  }
  return entries
}

/** Python sorts the keys before they become text, and text and numbers have no order. */
function checkSortable(keys: readonly Value[]): void {
  const kinds = new Set(keys.map((key) => (key === null ? 'null' : typeof key === 'string')))
  if (kinds.size > 1) throw new PythonTypeError('The keys of the dict have no order')
}

function plainObject(value: object): { readonly [key: string]: Value } {
  if (value instanceof PythonObject) {
    throw new PythonTypeError(`Object of type ${value.typeName} is not JSON serializable`)
  }
  return value as { readonly [key: string]: Value }
}

/** The text of a dict's key in JSON: `True` is `true`, `None` is `null`, numbers are their digits. */
export function keyText(key: Value): string {
  if (typeof key === 'string') return key
  if (key === null) return 'null'
  if (typeof key === 'boolean') return key ? 'true' : 'false'
  if (typeof key === 'number' || typeof key === 'bigint' || key instanceof Float) return toText(key)
  throw new PythonTypeError('keys must be str, int, float, bool or None')
}

function bracketed(ends: string, parts: string[], layout: JsonLayout, depth: number): string {
  if (parts.length === 0) return ends
  if (layout.indent === undefined) return ends[0] + parts.join(layout.comma) + ends[1]
  const line = `\n${' '.repeat(layout.indent * (depth + 1))}`
  const lastLine = `\n${' '.repeat(layout.indent * depth)}`
  return ends[0] + line + parts.join(`,${line}`) + lastLine + ends[1]
}

function numberText(value: number, layout: JsonLayout): string {
  if (Number.isFinite(value)) {
    return Number.isInteger(value) ? toText(value) : floatText(value)
  }
  if (!layout.isPython) return 'null'
  if (!layout.allowsNan) {
    throw new PythonValueError('Out of range float values are not JSON compliant')
  }
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** Text in double quotes with everything beyond ASCII escaped, as Python writes it. */
export function asciiText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** Orders text as Python does, by code point. */
export function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index)
    const right = b.charCodeAt(index)
    if (left !== right) return raised(left) - raised(right)
  }
  return a.length - b.length
}

/** Moves surrogates above the rest of the first plane, where the characters they encode belong. */
function raised(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}

/** A copy of JSON that shares nothing with the original. */
export function copyJson<T extends Json>(value: T): T {
  return copy(value) as T
}

function copy(value: Json): Json {
  if (typeof value !== 'object' || value === null || value instanceof Float) return value
  if (Array.isArray(value)) return value.map(copy)
  const result: { [key: string]: Json } = {}
  for (const [key, each] of Object.entries(value)) setKey(result, key, copy(each))
  return result
}
