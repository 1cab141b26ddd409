import { Bytes, float, int, type Value } from './value'

interface Scanned<T> {
  readonly value: T
  /** Where the token ends. */
  readonly end: number
}

const based = /0(?:[xX](?:_?[\da-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/y
const decimal = /(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?/y
const DIGITS_MAX = 4300

/** A number of Python source, without a sign. Undefined when there is none or it is not complete. */
export function scanNumber(text: string, at: number): Scanned<Value> | undefined {
  const code = text.charCodeAt(at)
  const isDigit = code >= 0x30 && code <= 0x39
  if (!isDigit && code !== 0x2e) return undefined
  const token = tokenAt(based, text, at) ?? tokenAt(decimal, text, at)
  if (token === undefined) return undefined
  const end = at + token.length
  // Letters behind a number make it something else: 12abc, 1j, 1_.
  if (/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2))) return undefined
  const value = numberOf(token.replaceAll('_', ''))
  return value === undefined ? undefined : { value, end }
}

function tokenAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function numberOf(digits: string): Value | undefined {
  if (/^0[xob]/i.test(digits)) return int(BigInt(digits))
  if (/[.e]/i.test(digits)) return float(Number(digits))
  if (/^0+[1-9]/.test(digits) || digits.length > DIGITS_MAX) return undefined
  return digits.length < 16 ? Number(digits) : int(BigInt(digits))
}

const opening = /([rRuUbB]{0,2})('''|"""|'|")/y
const prefixes = new Set(['', 'r', 'u', 'b', 'br', 'rb'])

/**
 * One string token of Python source: `none` when there is none, `wrong` when it has no end or holds
 * an escape that is not complete.
 */
export function scanString(text: string, at: number): Scanned<string | Bytes> | 'none' | 'wrong' {
  opening.lastIndex = at
  const match = opening.exec(text)
  const [whole = '', prefix = '', quote = ''] = match ?? []
  if (!match || !prefixes.has(prefix.toLowerCase())) return 'none'
  const start = at + whole.length
  const end = closing(text, start, quote)
  if (end === -1) return 'wrong'
  const isBytes = /b/i.test(prefix)
  const raw = text.slice(start, end).replaceAll(/\r\n?/g, '\n')
  // Only bytes must be ASCII in source.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (isBytes && /[^\x00-\x7f]/.test(raw)) return 'wrong'
  const content = /r/i.test(prefix) || !raw.includes('\\') ? raw : unescapeText(raw, isBytes)
  if (content === undefined) return 'wrong'
  const value = isBytes
    ? new Bytes(Uint8Array.from(content, (char) => char.charCodeAt(0)))
    : content
  return { value, end: end + quote.length }
}

function closing(text: string, start: number, quote: string): number {
  for (let at = start; at < text.length; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (quote.length === 1 && (char === '\n' || char === '\r')) return -1
    else if (text.startsWith(quote, at)) return at
  }
  return -1
}

const textEscape =
  /\\(?:\n|([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([xuUN])|(.))/gs
const letters: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/**
 * Text with Python's escapes undone; unknown ones stay as they are. Undefined where one is not
 * complete, and for `\N{…}`, whose names the engine does not have.
 */
export function unescapeText(raw: string, isBytes = false): string | undefined {
  let isWrong = false
  const result = raw.replace(textEscape, (...match) => {
    const [whole = '', octal, hex, short, long, incomplete, other] = match as (string | undefined)[]
    const code = hex ?? short ?? long
    if (isBytes && (short ?? long ?? incomplete?.replace('x', '')) !== undefined) return whole
    if (octal !== undefined) return charOf(Number.parseInt(octal, 8) & (isBytes ? 0xff : 0x1ff))
    if (code !== undefined) {
      const char = charOf(Number.parseInt(code, 16))
      isWrong ||= char === ''
      return char
    }
    isWrong ||= incomplete !== undefined
    return other === undefined ? '' : (letters[other] ?? whole)
  })
  return isWrong ? undefined : result
}

/** Nothing for numbers beyond Unicode. */
function charOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
