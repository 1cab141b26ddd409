import type { Value } from '../values/value'
import { limits } from './budget'
import { scanOperator, scanTemplateNumber, scanTemplateString } from './lexer-scan'
import { TemplateSourceTooLong, TemplateSyntaxError } from './template-error'

/** A piece of a template: text between tags, or a word of the language within them. */
export interface Token {
  readonly kind:
    | 'data'
    | 'variable-begin'
    | 'variable-end'
    | 'block-begin'
    | 'block-end'
    | 'name'
    | 'string'
    | 'number'
    | 'operator'
    | 'end'
  /** The name, the operator, or the text. */
  readonly text: string
  /** The value of a number. */
  readonly value?: Value
  readonly start: number
  readonly end: number
}

const opening = /\{(?:%|\{|#)[-+]?/g
const rawBegin = /\{%[-+]?\s*raw\s*-?%\}/y
const rawEnd = /\{%(-|\+)?\s*endraw\s*(-)?%\}/g
const nameToken = /[\p{ID_Start}_][\p{ID_Continue}]*/uy

/**
 * Splits a template into tokens: Jinja's delimiters, `-` and `+` beside them, `raw` blocks and
 * comments. One line break at the end of the text is dropped.
 *
 * @throws TemplateSyntaxError
 */
export function tokenize(text: string): Token[] {
  return new Lexer(text).run()
}

class Lexer {
  readonly #text: string
  readonly #tokens: Token[] = []
  #at = 0
  /** Whether the tag before swallows white space behind it. */
  #trimsNext = false

  constructor(text: string) {
    this.#text = text
  }

  run(): Token[] {
    const end = this.#text.length - (/\r?\n$|\r$/.exec(this.#text)?.[0].length ?? 0)
    while (this.#at < end) this.#dataAndTag(end)
    this.#push('end', '', this.#at, this.#at)
    return this.#tokens
  }

  #dataAndTag(end: number): void {
    opening.lastIndex = this.#at
    const match = opening.exec(this.#text)
    const tagStart = match && match.index < end ? match.index : end
    const isTrimmed = match?.[0].endsWith('-') ?? false
    this.#data(this.#at, tagStart, isTrimmed)
    this.#at = tagStart
    if (!match || tagStart === end) return
    const sign = match[0][1]
    if (sign === '#') this.#comment(match[0].length)
    else if (sign === '%' && this.#raw()) return
    else this.#tag(sign === '%' ? 'block' : 'variable', match[0].length)
  }

  #data(start: number, end: number, trimsEnd: boolean): void {
    let text = this.#text.slice(start, end).replaceAll(/\r\n?/g, '\n')
    if (this.#trimsNext) text = trimStart(text)
    if (trimsEnd) text = trimEnd(text)
    this.#trimsNext = false
    if (text !== '') this.#push('data', text, start, end)
  }

  #comment(length: number): void {
    const close = this.#text.indexOf('#}', this.#at + length)
    if (close === -1) throw this.#error('The comment has no end', this.#at)
    this.#trimsNext = this.#text[close - 1] === '-' && close - 1 >= this.#at + 2
    this.#at = close + 2
  }

  /** A raw block; false when no such block begins here. */
  #raw(): boolean {
    rawBegin.lastIndex = this.#at
    const begin = rawBegin.exec(this.#text)?.[0]
    if (begin === undefined) return false
    const start = this.#at + begin.length
    rawEnd.lastIndex = start
    const close = rawEnd.exec(this.#text)
    if (!close) throw this.#error('The raw block has no end', this.#at)
    this.#trimsNext = begin.endsWith('-%}')
    this.#data(start, close.index, close[1] === '-')
    this.#trimsNext = close[2] === '-'
    this.#at = close.index + close[0].length
    return true
  }

  #tag(kind: 'block' | 'variable', length: number): void {
    const closing = kind === 'block' ? /[-+]?%\}/y : /-?\}\}/y
    this.#push(`${kind}-begin`, '', this.#at, this.#at + length)
    this.#at += length
    const brackets: string[] = []
    while (true) {
      this.#skipSpace()
      closing.lastIndex = this.#at
      const close = brackets.length === 0 ? closing.exec(this.#text)?.[0] : undefined
      if (close !== undefined) {
        this.#push(`${kind}-end`, '', this.#at, this.#at + close.length)
        this.#at += close.length
        this.#trimsNext = close.startsWith('-')
        return
      }
      if (this.#at >= this.#text.length) throw this.#error('The tag has no end', this.#text.length)
      this.#word(brackets)
    }
  }

  #skipSpace(): void {
    const space = /\s*/y
    space.lastIndex = this.#at
    space.exec(this.#text)
    this.#at = space.lastIndex
  }

  #word(brackets: string[]): void {
    const start = this.#at
    const number = scanTemplateNumber(this.#text, start)
    if (number) {
      this.#take({ kind: 'number', text: '', value: number.value }, number.end)
      return
    }
    const name = nameAt(this.#text, start)
    if (name !== undefined) this.#take({ kind: 'name', text: name }, start + name.length)
    else if (!this.#string(start)) this.#operator(start, brackets)
  }

  #string(start: number): boolean {
    const string = scanTemplateString(this.#text, start)
    if (!string) return false
    if (string.value === undefined) throw this.#error('The text in quotes is not valid', start)
    this.#take({ kind: 'string', text: string.value }, string.end)
    return true
  }

  #operator(start: number, brackets: string[]): void {
    const operator = scanOperator(this.#text, start)
    if (operator === undefined) {
      throw this.#error(`The character ${this.#text[start]} has no meaning here`, start)
    }
    this.#balance(operator, brackets)
    this.#take({ kind: 'operator', text: operator }, start + operator.length)
  }

  #balance(operator: string, brackets: string[]): void {
    const closer = { '(': ')', '[': ']', '{': '}' }[operator]
    if (closer !== undefined) brackets.push(closer)
    if (!/^[)\]}]$/.test(operator)) return
    const expected = brackets.pop()
    if (expected === undefined) throw this.#error(`There is no bracket for ${operator}`, this.#at)
    if (expected !== operator) throw this.#error(`Expected ${expected} here`, this.#at)
  }

  #take(token: Pick<Token, 'kind' | 'text' | 'value'>, end: number): void {
    this.#tokens.push({ ...token, start: this.#at, end })
    this.#at = end
  }

  #push(kind: Token['kind'], text: string, start: number, end: number): void {
    this.#tokens.push({ kind, text, start, end })
  }

  #error(message: string, offset: number): TemplateSyntaxError {
    return new TemplateSyntaxError(message, this.#text, offset)
  }
}

function nameAt(text: string, at: number): string | undefined {
  nameToken.lastIndex = at
  return nameToken.exec(text)?.[0]
}

/** @throws TemplateSourceTooLong */
export function checkSource(text: string): void {
  if (text.length > limits.sourceLength) throw new TemplateSourceTooLong(limits.sourceLength)
}

function trimStart(text: string): string {
  return text.replace(/^\s+/, '')
}

function trimEnd(text: string): string {
  return text.replace(/\s+$/, '')
}
