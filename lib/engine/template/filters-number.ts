import { TimeDelta } from '../datetime/duration'
import { numeric, stringOf } from '../values/compare'
import { floatFromText, intFromText } from '../values/number-text'
import { PythonError, PythonTypeError, PythonValueError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { float, int, intOf, isFloat, Undefined, type Value } from '../values/value'
import { calculate, signed } from './arithmetic'
import type { Entries } from './filter-entry'
import { fixed } from './format-number'
import { failOn, indexOf, numberOf } from './operands'
import { TemplateRuntimeError } from './template-error'

/** Python's `int(value)`. @throws PythonTypeError, PythonValueError, PythonError OverflowError */
function toInt(value: Value): Value {
  const number = numeric(value)
  if (number === undefined) {
    const text = stringOf(value)
    if (text !== undefined) return intFromText(text)
    if (value instanceof Undefined) failOn(value)
    throw new PythonTypeError(`int() cannot take a value of type ${typeName(value)}`)
  }
  if (typeof number === 'bigint' || !isFloat(value)) return number
  return truncated(number)
}

function truncated(number: number): Value {
  if (Number.isNaN(number)) throw new PythonValueError('cannot convert float NaN to integer')
  if (!Number.isFinite(number)) {
    throw new PythonError('OverflowError', 'cannot convert float infinity to integer')
  }
  return intOf(Math.trunc(number))
}

function toFloat(value: Value): number {
  const number = numeric(value)
  if (number !== undefined) return Number(number)
  const text = stringOf(value)
  if (text !== undefined) return floatFromText(text)
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`float() cannot take a value of type ${typeName(value)}`)
}

/** The first attempt that does not fail as Python's conversions do. */
function firstOf(attempts: readonly (() => Value)[], fallback: Value, kinds: string[]): Value {
  for (const attempt of attempts) {
    try {
      return attempt()
    } catch (error) {
      if (!(error instanceof PythonError) || !kinds.includes(error.kind)) throw error
    }
  }
  return fallback
}

function asInt(value: Value, [fallback = 0, base = 10]: readonly Value[]): Value {
  const text = stringOf(value)
  const conversion = ['TypeError', 'ValueError']
  return firstOf(
    [
      () => (text === undefined ? toInt(value) : intFromText(text, indexOf(base))),
      () => firstOf([() => truncated(toFloat(value))], fallback, [...conversion, 'OverflowError']),
    ],
    fallback,
    conversion,
  )
}

/** Python's `round(value, digits)`. */
function roundTo(value: Value, digits: number): Value {
  if (value instanceof Undefined) throw new PythonTypeError('An undefined value cannot be rounded')
  const number = numberOf(value)
  if (!isFloat(value)) return roundInt(number, digits)
  const real = Number(number)
  if (!Number.isFinite(real)) return float(real)
  if (digits > 300) return float(real)
  if (digits >= 0) return float(Number(fixed(real, digits)))
  const scale = 10 ** -digits
  return float(Number(fixed(real / scale, 0)) * scale)
}

function roundInt(number: number | bigint, digits: number): Value {
  if (digits >= 0) return number
  if (digits < -400) return 0
  const unit = 10n ** BigInt(-digits)
  const value = BigInt(number)
  const rest = ((value % unit) + unit) % unit
  const low = value - rest
  const isUp = rest * 2n > unit || (rest * 2n === unit && (low / unit) % 2n !== 0n)
  return int(isUp ? low + unit : low)
}

function round(value: Value, [precision = 0, method = 'common']: readonly Value[]): Value {
  const digits = indexOf(precision)
  if (method === 'common') return roundTo(value, digits)
  if (method !== 'ceil' && method !== 'floor') {
    throw new TemplateRuntimeError('The method must be common, ceil or floor')
  }
  const scale = calculate('**', 10, digits) ?? 1
  const scaled = calculate('*', value, scale) ?? numberOf(value)
  return (
    calculate('/', isFloat(scaled) ? wholeOf(Number(numeric(scaled)), method) : scaled, scale) ?? 0
  )
}

function wholeOf(number: number, method: 'ceil' | 'floor'): Value {
  if (!Number.isFinite(number)) throw new PythonError('OverflowError', 'The number is too large')
  return intOf(Math[method](number))
}

function absolute(value: Value): Value {
  if (value instanceof Undefined) throw new PythonTypeError('An undefined value has no size')
  if (value instanceof TimeDelta) return value.days < 0 ? value.negated() : value
  const number = numberOf(value)
  const isNegative = number < 0 || Object.is(number, -0)
  return signed(isNegative ? '-' : '+', value) ?? value
}

const units = ['k', 'M', 'G', 'T', 'P', 'E', 'Z', 'Y'] as const

function fileSize(value: Value, [isBinary = false]: readonly Value[]): Value {
  const bytes = toFloat(value)
  const base = isBinary === true ? 1024 : 1000
  if (bytes === 1) return '1 Byte'
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`
  const power = units.findIndex((_, index) => bytes < base ** (index + 2))
  const index = power === -1 ? units.length - 1 : power
  const unit = isBinary === true ? `${units[index]?.toUpperCase()}iB` : `${units[index]}B`
  return `${fixed((base * bytes) / base ** (index + 2), 1)} ${unit}`
}

/** Filters that make numbers, or text of numbers. */
export const numberFilters: Entries = {
  abs: {
    summary: 'The number without its sign',
    example: ['{{ -5 | abs }}', '5'],
    parameters: [],
    apply: absolute,
  },
  filesizeformat: {
    summary: 'A number of bytes as people read it',
    example: ['{{ 1500 | filesizeformat }}', '1.5 kB'],
    parameters: [['binary', false]],
    apply: fileSize,
  },
  float: {
    summary: 'The value as a number with a fraction, or a default where it is none',
    example: ["{{ '1.5' | float }}", '1.5'],
    parameters: [['default', float(0)]],
    apply: (value, [fallback = 0]) =>
      firstOf([() => float(toFloat(value))], fallback, ['TypeError', 'ValueError']),
  },
  int: {
    summary: 'The value as a whole number, or a default where it is none',
    example: ["{{ '42' | int + 1 }}", '43'],
    parameters: [
      ['default', 0],
      ['base', 10],
    ],
    apply: asInt,
  },
  round: {
    summary: 'The number rounded to so many digits; halves go to the even digit',
    example: ['{{ 3.14159 | round(2) }}', '3.14'],
    parameters: [
      ['precision', 0],
      ['method', 'common'],
    ],
    apply: round,
  },
}
