import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { strftime } from '../datetime/strftime'
import { numeric, stringOf } from '../values/compare'
import { PythonTypeError, PythonValueError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { floatText, isFloat, Undefined, type Value } from '../values/value'
import { checkLength, limits } from './budget'
import { exponential, fixed, general, grouped, intDigits, specialText } from './format-number'
import { isWide } from './operands'

interface Spec {
  readonly fill: string
  readonly align: string
  readonly sign: string
  readonly isAlternate: boolean
  /** `z`, which makes -0.0 positive. */
  readonly isZeroSigned: boolean
  readonly width: number
  readonly grouping: string
  readonly precision: number | undefined
  readonly type: string
}

const specPattern =
  /^(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su

/**
 * Python's `format(value, spec)` for a spec that is not empty.
 *
 * @throws PythonValueError for a spec that is not valid or not for this type
 * @throws PythonTypeError for types that take none
 */
export function formatValue(value: Value, spec: string, toText: (value: Value) => string): string {
  if (value instanceof DateTime || value instanceof CalendarDate) return strftime(value, spec)
  const text = stringOf(value)
  const number = numeric(value)
  if (text === undefined && number === undefined && !(value instanceof Undefined)) {
    throw new PythonTypeError(`unsupported format string passed to ${typeName(value)}.__format__`)
  }
  const parsed = parseSpec(spec, number !== undefined)
  if (number === undefined) {
    return formatString(text ?? toText(value), parsed)
  }
  return formatNumber(value, number, parsed)
}

function parseSpec(spec: string, isNumber: boolean): Spec {
  const match = specPattern.exec(spec)
  if (!match) throw new PythonValueError('Invalid format specifier')
  const [
    ,
    fill,
    align,
    sign = '',
    zeroSign,
    alternate,
    zero,
    width = '0',
    grouping = '',
    precision,
    type,
  ] = match
  if (Number(precision ?? 0) > limits.bits) throw new PythonValueError('precision too big')
  checkLength(Number(width))
  return {
    fill: fill ?? (zero && !align ? '0' : ' '),
    align: align ?? (zero && isNumber ? '=' : isNumber ? '>' : '<'),
    sign,
    isAlternate: alternate !== undefined,
    isZeroSigned: zeroSign !== undefined,
    width: Number(width),
    grouping,
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? '',
  }
}

function formatString(text: string, spec: Spec): string {
  const isForNumbers = spec.sign !== '' || spec.align === '=' || spec.grouping !== ''
  if ((spec.type !== '' && spec.type !== 's') || isForNumbers || spec.isZeroSigned) {
    throw new PythonValueError('The format specifier is not for text')
  }
  const cut =
    spec.precision === undefined ? text : Array.from(text).slice(0, spec.precision).join('')
  return align(cut, spec)
}

function align(text: string, { fill, align: side, width }: Spec): string {
  const length = isWide(text) ? Array.from(text).length : text.length
  const gap = Math.max(0, width - length)
  if (side === '<') return text + fill.repeat(gap)
  if (side !== '^') return fill.repeat(gap) + text
  const left = Math.floor(gap / 2)
  return fill.repeat(left) + text + fill.repeat(gap - left)
}

function formatNumber(value: Value, number: number | bigint, spec: Spec): string {
  const isInt = !isFloat(value)
  const isIntType = /^[bcdoxX]?$/.test(spec.type) || spec.type === 'n'
  if (!isInt && /^[bcdoxXs]$/.test(spec.type)) {
    throw new PythonValueError(`Unknown format code '${spec.type}' for object of type 'float'`)
  }
  if (isInt && isIntType && spec.isZeroSigned) {
    throw new PythonValueError('Negative zero coercion (z) not allowed with integers')
  }
  if (spec.type === 's') {
    throw new PythonValueError(`Unknown format code 's' for object of type '${typeName(value)}'`)
  }
  const isNegative =
    number < 0 || Object.is(number, -0) || (!isInt && Object.is(Number(number), -0))
  const body = isInt && isIntType ? intBody(number, spec) : floatBody(Number(number), spec)
  const sign = isNegative && body !== 'nan' ? '-' : spec.sign === '-' ? '' : spec.sign
  return signed(sign, body, spec)
}

function signed(sign: string, body: string, spec: Spec): string {
  const prefix = /^0[box]/i.exec(body)?.[0] ?? ''
  const digits = spec.grouping === '' ? body : groupBody(body.slice(prefix.length), spec)
  const core = spec.grouping === '' ? digits.slice(prefix.length) : digits
  if (spec.align !== '=') return align(sign + prefix + core, spec)
  return sign + prefix + fillZeros(core, spec, spec.width - sign.length - prefix.length)
}

function groupBody(digits: string, { grouping, type }: Spec): string {
  return grouped(digits, grouping, /[boxX]/.test(type) ? 4 : 3)
}

/** Zeros that fill up a grouped number are grouped with it. */
function fillZeros(core: string, spec: Spec, width: number): string {
  if (spec.fill !== '0' || spec.grouping === '') return core.padStart(width, spec.fill)
  const plain = core.replaceAll(spec.grouping, '')
  let filled = core
  for (let zeros = 1; filled.length < width; zeros++) {
    filled = groupBody('0'.repeat(zeros) + plain, spec)
  }
  return filled
}

function intBody(number: number | bigint, { type, isAlternate, precision }: Spec): string {
  if (precision !== undefined) {
    throw new PythonValueError('Precision not allowed in integer format specifier')
  }
  if (type === 'c') return String.fromCodePoint(Number(number))
  const base = { b: 2, o: 8, x: 16, X: 16 }[type] ?? 10
  const prefix = isAlternate && base !== 10 ? `0${type.toLowerCase()}` : ''
  const text = prefix + intDigits(number, base)
  return type === 'X' ? text.toUpperCase() : text
}

function floatBody(number: number, { type, precision, isAlternate }: Spec): string {
  const size = Math.abs(number)
  const special = specialText(size)
  const kind = type.toLowerCase()
  let text: string
  if (special !== undefined) text = special
  else if (kind === 'f') text = fixed(size, precision ?? 6)
  else if (kind === 'e') text = exponential(size, precision ?? 6)
  else if (kind === 'g' || kind === 'n') text = general(size, precision ?? 6, isAlternate)
  else if (kind === '%') text = fixed(size * 100, precision ?? 6)
  else text = plainBody(size, precision)
  if (kind === '%') text += '%'
  return type === kind ? text : text.toUpperCase()
}

/** Without a type: the shortest text, or so many significant digits with one after the point. */
function plainBody(size: number, precision: number | undefined): string {
  if (precision === undefined) return floatText(size)
  const text = general(size, precision)
  const exponent = size === 0 ? 0 : Math.floor(Math.log10(size))
  if (text.includes('e') || text.includes('.')) return text
  return exponent >= Math.max(1, precision) - 1 && precision > 0 && exponent + 1 >= precision
    ? exponential(size, precision - 1).replace(/\.?0+e/, 'e')
    : `${text}.0`
}
