import { floatText } from '../values/value'

/** Decimal digits after the point that JavaScript works out exactly. */
const DIGITS_MAX = 100

/** A finite number with so many digits after the point, rounded as C does: halves to even. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return floatText(value)
  const places = Math.min(digits, DIGITS_MAX)
  const text = fixedText(value, places)
  const zeros = '0'.repeat(Math.max(0, digits - places))
  return zeros === '' ? text : `${text}${zeros}`
}

function fixedText(value: number, places: number): string {
  const size = Math.abs(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  if (size >= 1e21) {
    return `${sign}${BigInt(size)}${places > 0 ? `.${'0'.repeat(places)}` : ''}`
  }
  const rounded = size.toFixed(places)
  // JavaScript rounds an exact half up. There is one only where the digits end in a single 5.
  const exact = size.toFixed(Math.min(places + 30, DIGITS_MAX))
  const rest = exact.slice(exact.indexOf('.') + 1 + places)
  const isOdd = /[13579]\.?$/.test(rounded)
  if (!/^50*$/.test(rest) || !isOdd) return sign + rounded
  const truncated = exact.slice(0, exact.indexOf('.') + (places > 0 ? 1 + places : 0))
  return sign + truncated
}

/** `1.234500e+03`: so many digits after the point, the exponent with two digits at least. */
export function exponential(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = roundedExponential(Math.abs(value), digits).split('e')
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  return `${sign}${mantissa}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

/** As `toExponential`, which rounds an exact half up, with halves to even. */
function roundedExponential(size: number, digits: number): string {
  const places = Math.min(digits, DIGITS_MAX)
  const text = size.toExponential(places)
  const exact = size.toExponential(Math.min(places + 30, DIGITS_MAX))
  const isHalf = /^50*e/.test(exact.slice(exact.indexOf('.') + 1 + places))
  if (!isHalf || !/[13579]\.?e/.test(text)) return text
  const cut = exact.slice(0, exact.indexOf('.') + (places > 0 ? 1 + places : 0))
  return cut + exact.slice(exact.indexOf('e'))
}

/** C's `%g`: so many significant digits, as fixed or exponential text, without zeros at the end. */
export function general(value: number, precision: number, keepsZeros = false): string {
  const digits = Math.max(1, precision)
  const exponential10 = Math.abs(value).toExponential(Math.min(digits - 1, DIGITS_MAX))
  const exponent = value === 0 ? 0 : Number(exponential10.split('e')[1])
  const isFixed = exponent >= -4 && exponent < digits
  const text = isFixed
    ? fixed(value, Math.max(0, digits - 1 - exponent))
    : exponential(value, digits - 1)
  if (keepsZeros) return text.includes('.') ? text : text.replace(/(?=e|$)/, '.')
  if (!text.includes('.')) return text
  return text.replace(/\.?0+(?=e|$)/, '')
}

/** The text of a float that is no number or not finite; undefined for others. */
export function specialText(value: number): string | undefined {
  return Number.isFinite(value) ? undefined : floatText(value)
}

/** Digits of a whole number's magnitude in base 2, 8, 10 or 16. */
export function intDigits(value: number | bigint, base: number): string {
  const big = BigInt(value)
  return (big < 0n ? -big : big).toString(base)
}

/** Puts a separator between groups of digits before the point. */
export function grouped(text: string, separator: string, size = 3): string {
  const [, digits = '', rest = ''] = /^([\da-fA-F]*)(.*)$/s.exec(text) ?? []
  return digits.replace(new RegExp(`\\B(?=(?:[\\da-fA-F]{${size}})+$)`, 'g'), separator) + rest
}
