import { JsonInvalid } from './json-invalid'
import { float, int, type Json, setKey } from './value'

const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const specials: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
}
const word = /true|false|null|NaN|-?Infinity/y
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
const DEPTH_MAX = 900

/** Reads JSON token by token and keeps `10.0`, `1e3` and long integers as they were written. */
export class JsonParser {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  /** @throws JsonInvalid */
  parse(): Json {
    const value = this.#value(0)
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#error('There is more text after the value')
    return value
  }

  #value(depth: number): Json {
    this.#skipSpace()
    const code = this.#text.charCodeAt(this.#at)
    if (code === 0x22) return this.#string()
    if (code === 0x7b) return this.#object(depth)
    if (code === 0x5b) return this.#array(depth)
    return this.#number() ?? this.#word()
  }

  #object(depth: number): Json {
    this.#open(depth)
    const result: { [key: string]: Json } = {}
    if (this.#take(0x7d)) return result
    do {
      this.#skipSpace()
      if (this.#text.charCodeAt(this.#at) !== 0x22) throw this.#error('A quoted key is missing')
      const key = this.#string()
      if (!this.#take(0x3a)) throw this.#error('A colon is missing')
      setKey(result, key, this.#value(depth + 1))
    } while (this.#take(0x2c))
    if (!this.#take(0x7d)) throw this.#error('A comma or closing brace is missing')
    return result
  }

  #array(depth: number): Json {
    this.#open(depth)
    const result: Json[] = []
    if (this.#take(0x5d)) return result
    do {
      result.push(this.#value(depth + 1))
    } while (this.#take(0x2c))
    if (!this.#take(0x5d)) throw this.#error('A comma or closing bracket is missing')
    return result
  }

  #open(depth: number): void {
    if (depth > DEPTH_MAX) throw this.#error('The value is nested too deeply')
    this.#at++
  }

  #string(): string {
    const start = this.#at + 1
    const end = this.#text.indexOf('"', start)
    if (end === -1) throw this.#error('The text has no closing quote')
    const plain = this.#text.slice(start, end)
    if (!hasEscapeOrControl(plain)) {
      this.#at = end + 1
      return plain
    }
    return this.#escapedString(start)
  }

  #escapedString(start: number): string {
    let result = ''
    this.#at = start
    while (this.#at < this.#text.length) {
      const code = this.#text.charCodeAt(this.#at)
      if (code === 0x22) {
        this.#at++
        return result
      }
      if (code < 0x20) throw this.#error('The text holds a control character')
      result += code === 0x5c ? this.#escape() : this.#text[this.#at]
      this.#at++
    }
    throw this.#error('The text has no closing quote')
  }

  /** Leaves the position on the escape's last character. */
  #escape(): string {
    this.#at++
    const char = this.#text[this.#at] ?? ''
    if (char === 'u') {
      const digits = this.#text.slice(this.#at + 1, this.#at + 5)
      if (!/^[\da-fA-F]{4}$/.test(digits)) throw this.#error('The \\u escape is not complete')
      this.#at += 4
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const known = escapes[char]
    if (known === undefined) throw this.#error('The escape is not known')
    return known
  }

  #number(): Json | undefined {
    number.lastIndex = this.#at
    const match = number.exec(this.#text)
    if (!match) return undefined
    const [token, fraction, exponent] = match
    this.#at += token.length
    if (fraction !== undefined || exponent !== undefined) return float(Number(token))
    return token.length < 16 ? Number(token) + 0 : int(BigInt(token))
  }

  #word(): Json {
    word.lastIndex = this.#at
    const token = word.exec(this.#text)?.[0]
    if (token === undefined) throw this.#error('A value is missing')
    this.#at += token.length
    if (token === 'null') return null
    return specials[token] ?? token === 'true'
  }

  #take(code: number): boolean {
    this.#skipSpace()
    if (this.#text.charCodeAt(this.#at) !== code) return false
    this.#at++
    return true
  }

  #skipSpace(): void {
    let code = this.#text.charCodeAt(this.#at)
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      this.#at++
      code = this.#text.charCodeAt(this.#at)
    }
  }

  #error(what: string): JsonInvalid {
    const before = this.#text.slice(0, this.#at)
    const lineStart = before.lastIndexOf('\n') + 1
    const line = before.split('\n').length
    return new JsonInvalid(what, line, this.#at - lineStart + 1)
  }
}

function hasEscapeOrControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x20 || code === 0x5c) return true
  }
  return false
}
