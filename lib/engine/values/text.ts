import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { CalendarDuration, TimeDelta } from '../datetime/duration'
import { Dict, PythonSet } from './collections'
import { PythonTypeError } from './python-error'
import type { PythonObject } from './python-object'
import { Bytes, Float, floatText, Markup, Opaque, Tuple, Undefined, type Value } from './value'

/** Python's `str(value)`: what a template renders and what headers and parameters carry. */
export function toText(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
      return Number.isInteger(value) ? intText(value) : floatText(value)
    case 'boolean':
      return value ? 'True' : 'False'
    case 'bigint':
      return value.toString()
    default:
      if (value === null) return 'None'
      if (value instanceof Markup) return value.text
      if (value instanceof Undefined) return ''
      return dateText(value) ?? repr(value)
  }
}

/** Python's `repr(value)`: how a value is shown inside lists and dicts. */
export function repr(value: Value): string {
  return reprWithin(value, 0)
}

/** Whole numbers beyond 2^53 should be big integers; one that is not still prints all its digits. */
function intText(value: number): string {
  return Number.isSafeInteger(value) ? String(value + 0) : BigInt(value).toString()
}

function dateText(value: object): string | undefined {
  const isDate =
    value instanceof DateTime ||
    value instanceof CalendarDate ||
    value instanceof TimeDelta ||
    value instanceof CalendarDuration
  return isDate ? value.toText() : undefined
}

/** Deeper values than any API sends; only a list that holds itself gets there. */
const DEPTH_MAX = 500

function reprWithin(value: Value, depth: number): string {
  if (typeof value === 'string') return reprText(value)
  if (typeof value !== 'object' || value === null) return toText(value)
  if (depth > DEPTH_MAX) throw new PythonTypeError('The value is nested too deeply to be shown')
  const inner = (each: Value) => reprWithin(each, depth + 1)
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`
  if (value instanceof Float) return floatText(value.value)
  const text = reprObject(value as PythonObject, inner)
  if (text !== undefined) return text
  const entries = Object.entries(value as { readonly [key: string]: Value })
  return `{${entries.map(([key, each]) => `${reprText(key)}: ${inner(each)}`).join(', ')}}`
}

function reprObject(value: PythonObject, inner: (value: Value) => string): string | undefined {
  if (value instanceof Tuple) {
    const items = value.items.map(inner)
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`
  }
  if (value instanceof Dict) {
    const entries = [...value.entries()].map(([key, each]) => `${inner(key)}: ${inner(each)}`)
    return `{${entries.join(', ')}}`
  }
  if (value instanceof PythonSet) {
    return value.size === 0 ? 'set()' : `{${[...value.values()].map(inner).join(', ')}}`
  }
  if (value instanceof Bytes) return reprBytes(value.data)
  if (value instanceof Markup) return `Markup(${reprText(value.text)})`
  if (value instanceof Undefined) return 'Undefined'
  if (value instanceof Opaque) return value.text
  return (value as { repr?: () => string }).repr?.()
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

// Python shows a character as it is unless it is a control, a format mark, a lone surrogate, not
// assigned, for private use, or a space other than U+0020.
const needsEscape = /[\p{C}\\]|(?! )\p{Z}/u
const toEscape = /[\p{C}\\]|(?! )\p{Z}/gu

/** Python's `repr` of text: single quotes unless it holds some and no double ones. */
export function reprText(text: string): string {
  const hasSingle = text.includes("'")
  const quote = hasSingle && !text.includes('"') ? '"' : "'"
  const escaped = needsEscape.test(text) ? text.replace(toEscape, escapeChar) : text
  return quote + (hasSingle && quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote
}

function escapeChar(char: string): string {
  const known = escapes[char]
  if (known) return known
  const code = char.codePointAt(0) ?? 0
  if (code <= 0xff) return `\\x${hex(code, 2)}`
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
}

function reprBytes(data: Uint8Array): string {
  const text = Array.from(data, (byte) => String.fromCharCode(byte)).join('')
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = Array.from(data, (byte) => {
    const char = String.fromCharCode(byte)
    if (char === quote) return `\\${char}`
    return escapes[char] ?? (byte >= 0x20 && byte < 0x7f ? char : `\\x${hex(byte, 2)}`)
  })
  return `b${quote}${escaped.join('')}${quote}`
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0')
}
