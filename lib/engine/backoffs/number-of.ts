import { Float, type Value } from '../values/value'

const floatShape =
  /^[+-]?(?:(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?|inf|infinity|nan)$/i

/** What Python's `float(value)` makes of a value; undefined where it fails. */
export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof Float) return value.value
  return typeof value === 'string' ? parseFloatText(value) : undefined
}

function parseFloatText(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase()
  if (!floatShape.test(trimmed)) return undefined
  if (trimmed.endsWith('nan')) return Number.NaN
  if (trimmed.includes('inf')) return trimmed.startsWith('-') ? -Infinity : Infinity
  return Number(trimmed.replaceAll('_', ''))
}
