import { PythonValueError } from './python-error'
import { int } from './value'

const digitsOf: Readonly<Record<number, RegExp>> = {
  2: /^[01](?:_?[01])*$/,
  8: /^[0-7](?:_?[0-7])*$/,
  10: /^\d(?:_?\d)*$/,
  16: /^[\da-f](?:_?[\da-f])*$/i,
}
const prefixOf: Readonly<Record<number, string>> = { 2: '0b', 8: '0o', 16: '0x' }
const DIGITS_MAX = 4300

/**
 * Python's `int(text, base)`: spaces around it, a sign, and `_` between digits are allowed.
 *
 * @throws PythonValueError for other text
 */
export function intFromText(text: string, base = 10): number | bigint {
  const [, sign, body = ''] = /^\s*([+-]?)(.*?)\s*$/s.exec(text) ?? []
  const size = magnitude(asciiDigits(body).toLowerCase(), base)
  if (size === undefined) throw new PythonValueError('The text is no whole number')
  return int(sign === '-' ? -size : size)
}

function magnitude(body: string, base: number): bigint | undefined {
  if (base === 0) return withOwnPrefix(body)
  if (base < 2 || base > 36) throw new PythonValueError('int() base must be >= 2 and <= 36, or 0')
  const prefix = prefixOf[base]
  const digits = prefix && body.startsWith(prefix) ? body.slice(2).replace(/^_/, '') : body
  if (digits.length > DIGITS_MAX) return undefined
  const known = digitsOf[base]
  if (known) {
    const plain = digits.replaceAll('_', '')
    return known.test(digits) ? BigInt((prefix ?? '') + plain) : undefined
  }
  return inAnyBase(digits, base)
}

function withOwnPrefix(body: string): bigint | undefined {
  const entry = Object.entries(prefixOf).find(([, prefix]) => body.startsWith(prefix))
  if (!entry && /^0[\d_]*[1-9]/.test(body)) return undefined
  return magnitude(body, entry ? Number(entry[0]) : 10)
}

function inAnyBase(digits: string, base: number): bigint | undefined {
  if (!/^[\da-z](?:_?[\da-z])*$/.test(digits)) return undefined
  let result = 0n
  for (const char of digits.replaceAll('_', '')) {
    const digit = Number.parseInt(char, 36)
    if (digit >= base) return undefined
    result = result * BigInt(base) + BigInt(digit)
  }
  return result
}

/**
 * Python's `float(text)`: also `inf`, `nan`, `1e5`, `1_000.5`, spaces around it.
 *
 * @throws PythonValueError for other text
 */
export function floatFromText(text: string): number {
  const body = asciiDigits(text.trim()).toLowerCase()
  const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/.exec(body)
  if (special) {
    if (special[2] === undefined) return Number.NaN
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  }
  const isNumber = /^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:e[+-]?\d(?:_?\d)*)?$/
  if (!isNumber.test(body)) throw new PythonValueError('The text is no number')
  return Number(body.replaceAll('_', ''))
}

/** Digits of other scripts as ASCII, as Python reads them. */
function asciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}\d]/gu, (char) => String(digitValue(char)))
}

/** Decimal digits stand in runs of ten in Unicode. */
function digitValue(char: string): number {
  const code = char.codePointAt(0) ?? 0
  let start = code
  while (code - start < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start--
  return code - start
}
