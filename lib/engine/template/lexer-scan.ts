import { unescapeText } from '../values/literal-scan'
import { float, int, type Value } from '../values/value'

const integer =
  /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y
const decimal = /\d+(?:_\d+)*(?:(?:\.\d+(?:_\d+)*)?[eE][+-]?\d+(?:_\d+)*|\.\d+(?:_\d+)*)/y
const quoted = /'([^'\\]*(?:\\.[^'\\]*)*)'|"([^"\\]*(?:\\.[^"\\]*)*)"/sy
const operator = /\/\/|\*\*|==|!=|>=|<=|[-+*/%~[\](){}<>=.:|,;]/y

interface Scanned<T> {
  readonly value: T
  readonly end: number
}

/** A number of the template language. A number behind a dot is an index and has no fraction. */
export function scanTemplateNumber(text: string, at: number): Scanned<Value> | undefined {
  const code = text.charCodeAt(at)
  if (!(code >= 0x30 && code <= 0x39)) return undefined
  decimal.lastIndex = at
  const token = text[at - 1] === '.' ? undefined : decimal.exec(text)?.[0]
  if (token !== undefined) {
    return { value: float(Number(token.replaceAll('_', ''))), end: at + token.length }
  }
  integer.lastIndex = at
  const digits = integer.exec(text)?.[0] ?? ''
  return { value: int(BigInt(digits.replaceAll('_', ''))), end: at + digits.length }
}

/** Text in quotes with its escapes undone; its value is undefined where one is not complete. */
export function scanTemplateString(
  text: string,
  at: number,
): Scanned<string | undefined> | undefined {
  quoted.lastIndex = at
  const match = quoted.exec(text)
  if (!match) return undefined
  const raw = (match[1] ?? match[2] ?? '').replaceAll(/\r\n?/g, '\n')
  return { value: raw.includes('\\') ? unescapeText(raw) : raw, end: at + match[0].length }
}

/** An operator or bracket. */
export function scanOperator(text: string, at: number): string | undefined {
  operator.lastIndex = at
  return operator.exec(text)?.[0]
}
