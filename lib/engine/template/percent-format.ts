import { Dict } from '../values/collections'
import { isDict, numeric } from '../values/compare'
import { PythonError, PythonTypeError, PythonValueError } from '../values/python-error'
import { repr } from '../values/text'
import { typeName } from '../values/type-name'
import { Bytes, isFloat, ownValue, Tuple, Undefined, type Value } from '../values/value'
import { checkLength, limits } from './budget'
import { exponential, fixed, general, intDigits, specialText } from './format-number'
import { failOn } from './operands'
import { justified, sliceText } from './python-text'

interface Directive {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly type: string
}

const directive = /%(?:\(([^()]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?(.)?/gs

/** Python's `format % args`. `toText` makes the text of `%s`. */
export function formatPercent(
  format: string,
  args: Value,
  toText: (value: Value) => string,
): string {
  const source = new Source(args)
  const result = format.replace(directive, (...match) => {
    const [, name, flags = '', width, precision, type] = match as (string | undefined)[]
    if (type === undefined) throw new PythonValueError('incomplete format')
    if (type === '%') return '%'
    const spec = {
      flags,
      width: width === '*' ? source.int() : Number(width ?? 0),
      precision: precision === '*' ? source.int() : precisionOf(precision),
      type,
    }
    checkLength(Math.abs(spec.width))
    const text = convert(name === undefined ? source.next() : source.named(name), spec, toText)
    return text
  })
  source.finish()
  checkLength(result.length)
  return result
}

function precisionOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  return text === '' ? 0 : Number(text)
}

/** The values that a format takes one after the other, or by name. */
class Source {
  readonly #args: Value
  readonly #items: readonly Value[]
  #at = 0

  constructor(args: Value) {
    this.#args = args
    this.#items = args instanceof Tuple ? args.items : [args]
  }

  next(): Value {
    const value = this.#items[this.#at++]
    if (value === undefined) throw new PythonTypeError('not enough arguments for format string')
    return value
  }

  int(): number {
    const value = this.next()
    if (typeof value !== 'number' || !Number.isInteger(value)) {
      throw new PythonTypeError('* wants int')
    }
    return value
  }

  named(name: string): Value {
    const args = this.#args
    if (!isDict(args)) throw new PythonTypeError('format requires a mapping')
    this.#at = this.#items.length
    const value = args instanceof Dict ? args.get(name) : ownValue(args, name)
    if (value === undefined) throw new PythonError('KeyError', `The key '${name}' is missing`)
    return value
  }

  finish(): void {
    const isSpare = this.#at < this.#items.length
    if (isSpare && !hasItems(this.#args)) {
      throw new PythonTypeError('not all arguments converted during string formatting')
    }
  }
}

/** What could be asked for items by name is not missed when it is not used. */
function hasItems(value: Value): boolean {
  if (isDict(value) || Array.isArray(value)) return true
  return value instanceof Undefined || value instanceof Bytes
}

function convert(value: Value, spec: Directive, toText: (value: Value) => string): string {
  const { type } = spec
  if (type === 's' || type === 'r' || type === 'a') {
    const text = type === 's' ? toText(value) : repr(value)
    return padded(spec.precision === undefined ? text : sliceText(text, 0, spec.precision), spec)
  }
  if (type === 'c') return padded(charOf(value), spec)
  if (/[diuoxX]/.test(type)) return padNumber(intText(value, spec), spec)
  if (/[eEfFgG]/.test(type)) return padNumber(floatBody(value, spec), spec)
  throw new PythonValueError(`unsupported format character '${type}'`)
}

function charOf(value: Value): string {
  if (typeof value === 'string' && Array.from(value).length === 1) return value
  const code = numeric(value)
  if (code === undefined || isFloat(value)) throw new PythonTypeError('%c requires int or char')
  return String.fromCodePoint(Number(code))
}

function needNumber(value: Value, type: string): number | bigint {
  const number = numeric(value)
  if (number !== undefined) return number
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`%${type} format: a real number is required, not ${typeName(value)}`)
}

function intText(value: Value, { type, flags, precision = 0 }: Directive): string {
  const number = needNumber(value, type)
  if (isFloat(value) && !/[diu]/.test(type)) {
    throw new PythonTypeError(`%${type} format: an integer is required, not float`)
  }
  if (typeof number === 'number' && !Number.isFinite(number)) {
    throw new PythonValueError('cannot convert float infinity or NaN to integer')
  }
  const whole = typeof number === 'number' ? Math.trunc(number) : number
  const base = type === 'o' ? 8 : type === 'x' || type === 'X' ? 16 : 10
  checkPrecision(precision)
  const digits = intDigits(whole, base).padStart(precision, '0')
  const prefix = flags.includes('#') && base !== 10 ? (base === 8 ? '0o' : '0x') : ''
  const text = `${whole < 0 ? '-' : ''}${prefix}${digits}`
  return type === 'X' ? text.toUpperCase() : text
}

function checkPrecision(precision: number): void {
  if (precision > limits.bits) throw new PythonValueError('precision too big')
}

function floatBody(value: Value, { type, flags, precision = 6 }: Directive): string {
  const number = Number(needNumber(value, type))
  checkPrecision(precision)
  const kind = type.toLowerCase()
  const special = specialText(number)
  const text =
    special ??
    (kind === 'f'
      ? fixed(number, precision)
      : kind === 'e'
        ? exponential(number, precision)
        : general(number, precision, flags.includes('#')))
  return kind === type ? text : text.toUpperCase()
}

function padNumber(text: string, spec: Directive): string {
  const isNegative = text.startsWith('-')
  const sign = isNegative
    ? '-'
    : spec.flags.includes('+')
      ? '+'
      : spec.flags.includes(' ')
        ? ' '
        : ''
  const body = isNegative ? text.slice(1) : text
  const fillsZeros = spec.flags.includes('0') && !spec.flags.includes('-')
  if (!fillsZeros) return padded(sign + body, spec)
  const prefix = /^0[xXo]/.exec(body)?.[0] ?? ''
  const digits = body.slice(prefix.length)
  return sign + prefix + digits.padStart(spec.width - sign.length - prefix.length, '0')
}

function padded(text: string, { flags, width }: Directive): string {
  const size = Math.abs(width)
  return justified(text, size, ' ', flags.includes('-') || width < 0 ? 'l' : 'r')
}
