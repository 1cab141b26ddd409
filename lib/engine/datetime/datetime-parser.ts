import { numeric, stringOf } from '../values/compare'
import { floatFromText, intFromText } from '../values/number-text'
import { PythonTypeError, PythonValueError } from '../values/python-error'
import { toText } from '../values/text'
import { typeName } from '../values/type-name'
import { floatText, type Value } from '../values/value'
import { DateTime } from './date-time'
import { pad, roundHalfEven } from './duration'
import { strftime } from './strftime'
import { strptime } from './strptime'

/**
 * Reads a date and time as cursors do. Besides the formats of `strptime` there are `%s` (whole
 * seconds), `%s_as_float`, `%ms` and `%epoch_microseconds` since 1970, each as the whole format, and
 * `%_ms` (milliseconds) within one. An offset in the value is kept; without one the result is UTC.
 *
 * @throws PythonValueError when value and format do not agree
 * @throws PythonTypeError when a format that counts gets something that is no number or text
 */
export function parseDatetime(value: Value, format: string): DateTime {
  switch (format) {
    case '%s':
      return ofMicros(wholeNumber(value) * 1_000_000n)
    case '%s_as_float':
      return ofSeconds(realNumber(value))
    case '%epoch_microseconds':
      return ofMicros(wholeNumber(value))
    case '%ms':
      return ofMicros(wholeNumber(value) * 1000n)
    default:
      return strptime(toText(value), format.replaceAll('%_ms', '%f')).orUtc()
  }
}

/**
 * Prints a date and time as cursors do, in its own offset, in the formats of `parseDatetime`.
 */
export function formatDatetime(value: DateTime, format: string): string {
  switch (format) {
    case '%s':
      return String(Math.trunc(value.timestamp) + 0)
    case '%s_as_float':
      return floatText(value.timestamp)
    case '%epoch_microseconds':
      return String(Math.trunc(value.timestamp * 1e6) + 0)
    case '%ms':
      return String(Math.trunc(value.timestamp * 1000) + 0)
    default:
      return format.includes('%_ms') ? withMilliseconds(value, format) : strftime(value, format)
  }
}

/** The six digits of the microseconds become three, wherever they occur in the text. */
function withMilliseconds(value: DateTime, format: string): string {
  const text = strftime(value, format.replaceAll('%_ms', '%f'))
  const micros = pad(value.microsecond, 6)
  return text.replaceAll(micros, micros.slice(0, 3))
}

const MICROS_MIN = -62135596800000000n
const MICROS_MAX = 253402300799999999n

function ofMicros(micros: bigint): DateTime {
  if (micros < MICROS_MIN || micros > MICROS_MAX) {
    throw new PythonValueError('The instant is outside the years 1 to 9999')
  }
  return DateTime.ofEpochMicros(micros)
}

function ofSeconds(seconds: number): DateTime {
  if (!Number.isFinite(seconds)) {
    throw new PythonValueError('Infinite numbers are no instants')
  }
  const whole = Math.floor(seconds)
  const micros = roundHalfEven((seconds - whole) * 1e6)
  return ofMicros(BigInt(whole) * 1_000_000n + BigInt(micros))
}

function wholeNumber(value: Value): bigint {
  const number = numeric(value)
  if (number !== undefined) {
    if (typeof number === 'bigint') return number
    if (Number.isFinite(number)) return BigInt(Math.trunc(number))
    throw new PythonValueError('cannot convert float infinity or NaN to integer')
  }
  return BigInt(intFromText(textOf(value)))
}

function realNumber(value: Value): number {
  const number = numeric(value)
  return number === undefined ? floatFromText(textOf(value)) : Number(number)
}

function textOf(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  throw new PythonTypeError(`A number or text is needed, not '${typeName(value)}'`)
}
