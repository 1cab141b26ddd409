import { CalendarDate } from '../../engine/datetime/calendar-date'
import { DateTime } from '../../engine/datetime/date-time'
import { PythonObject } from '../../engine/values/python-object'
import { Float, floatText } from '../../engine/values/value'
import type { ScalarStyle } from './node'
import { canBeBlock, canBeSingle, doubleQuoted, isPlainSafe, singleQuoted } from './quoting'
import { AliasMark } from './raw-value'

/** How the text around an edit is written, for new text to look the same. */
export interface PrintStyle {
  /** Spaces per level of mappings. */
  readonly step: number
  /** Spaces that lists stand in from their key: 0 or `step`. */
  readonly listIndent: number
  readonly newline: string
  /** Flow collections quote everything, as JSON does. */
  readonly isJson: boolean
}

/** A scalar on one line; `prefer` is the way it was written before. */
export function printScalar(value: unknown, isFlow: boolean, prefer?: ScalarStyle): string {
  if (typeof value === 'string') return printText(value, isFlow, prefer)
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value)
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? String(value) : printFloat(value)
  }
  if (value instanceof Float) return printFloat(value.value)
  if (value instanceof CalendarDate || value instanceof DateTime) return value.toText()
  if (value instanceof AliasMark) return `*${value.name}`
  throw new TypeError('A manifest holds text, numbers, booleans, null, lists and mappings only')
}

/** PyYAML takes `1e16` for text: a float needs its dot. */
function printFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  return floatText(value).replace(/^(-?\d+)e/, '$1.0e')
}

function printText(text: string, isFlow: boolean, prefer?: ScalarStyle): string {
  if (prefer === 'double') return doubleQuoted(text)
  if (prefer === 'single' && canBeSingle(text)) return singleQuoted(text)
  if (isPlainSafe(text, isFlow)) return text
  if (text.includes('"') && canBeSingle(text) && !text.includes("'")) return singleQuoted(text)
  return doubleQuoted(text)
}

/** A mapping's key. */
export function printKey(key: string, isFlow: boolean, prefer?: ScalarStyle): string {
  return printText(key, isFlow, prefer)
}

/**
 * What follows `key:`, with the space or line end in front. `column` is that of the key; lines after
 * the first are indented for it. Has no line end of its own.
 */
export function printTail(
  value: unknown,
  column: number,
  style: PrintStyle,
  prefer?: ScalarStyle,
): string {
  if (isFilled(value)) {
    const indent = column + (Array.isArray(value) ? style.listIndent : style.step)
    return `${style.newline}${' '.repeat(indent)}${printBlock(value, indent, style)}`
  }
  return ` ${printInline(value, column + style.step, style, prefer)}`
}

/** A collection in block style whose first line stands at `column` already. */
function printBlock(value: object, column: number, style: PrintStyle): string {
  const separator = `${style.newline}${' '.repeat(column)}`
  if (Array.isArray(value)) {
    return value.map((item) => printItem(item, column, style)).join(separator)
  }
  return entriesOf(value)
    .map(([key, each]) => printEntry(key, each, column, style))
    .join(separator)
}

/** `key: value` in block style, its first line at `column` already. */
export function printEntry(key: string, value: unknown, column: number, style: PrintStyle): string {
  return `${printKey(key, false)}:${printTail(value, column, style)}`
}

/** `- value` in block style, its dash at `column` already. */
export function printItem(value: unknown, column: number, style: PrintStyle): string {
  const text = isFilled(value)
    ? printBlock(value, column + 2, style)
    : printInline(value, column + 2, style)
  return `- ${text}`
}

/** A scalar or an empty collection, in several lines where it is a text of several lines. */
function printInline(
  value: unknown,
  column: number,
  style: PrintStyle,
  prefer?: ScalarStyle,
): string {
  if (typeof value === 'string' && wantsBlock(value, prefer)) {
    return printBlockText(value, column, style)
  }
  if (typeof value === 'object' && value !== null && !(value instanceof PythonObject)) {
    return Array.isArray(value) ? '[]' : '{}'
  }
  return printScalar(value, false, prefer)
}

function wantsBlock(text: string, prefer?: ScalarStyle): boolean {
  return canBeBlock(text) && (prefer === 'block' || (text.includes('\n') && prefer !== 'double'))
}

/** A literal block scalar whose lines stand at `column`. Needs a line end behind it. */
function printBlockText(text: string, column: number, style: PrintStyle): string {
  const isClosed = text.endsWith('\n')
  const lines = (isClosed ? text.slice(0, -1) : text).split('\n')
  const indent = `${style.newline}${' '.repeat(column)}`
  const body = lines.map((line) => (line === '' ? style.newline : `${indent}${line}`)).join('')
  return `${isClosed ? '|' : '|-'}${body}`
}

/** A value in flow style on one line, or with `column` in several as JSON is often written. */
export function printFlow(value: unknown, style: PrintStyle, column?: number): string {
  const quoting = style.isJson ? 'double' : undefined
  if (!isFilled(value)) {
    const isEmpty = typeof value === 'object' && value !== null && !(value instanceof PythonObject)
    if (isEmpty) return Array.isArray(value) ? '[]' : '{}'
    return printScalar(value, true, quoting)
  }
  const inner = column === undefined ? undefined : column + style.step
  const parts = Array.isArray(value)
    ? value.map((item) => printFlow(item, style, inner))
    : entriesOf(value).map(
        ([key, each]) => `${printKey(key, true, quoting)}: ${printFlow(each, style, inner)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (column === undefined) return `${open}${parts.join(', ')}${close}`
  const line = `${style.newline}${' '.repeat(column + style.step)}`
  return `${open}${line}${parts.join(`,${line}`)}${style.newline}${' '.repeat(column)}${close}`
}

/** Whether a value is a collection with something in it. */
export function isFilled(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || value instanceof PythonObject) return false
  if (value instanceof AliasMark) return false
  return Array.isArray(value) ? value.length > 0 : entriesOf(value).length > 0
}

function entriesOf(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, each]) => each !== undefined)
}
