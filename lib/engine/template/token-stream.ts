import { limits } from './budget'
import { type Token, tokenize } from './lexer'
import { TemplateSyntaxError } from './template-error'

const tokenNames: Readonly<Record<Token['kind'], string>> = {
  data: 'text',
  'variable-begin': '{{',
  'variable-end': 'the end of the expression',
  'block-begin': '{%',
  'block-end': 'the end of the tag',
  name: 'a name',
  string: 'text in quotes',
  number: 'a number',
  operator: 'an operator',
  end: 'the end of the template',
}

/** The tokens of a template and how far they have been read. */
export class TokenStream {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  #nodes = 0

  /** @throws TemplateSyntaxError */
  constructor(text: string) {
    this.#text = text
    this.#tokens = tokenize(text)
  }

  get current(): Token {
    return this.#tokens[this.#at] ?? this.#last
  }

  get #last(): Token {
    const { length } = this.#text
    return this.#tokens.at(-1) ?? { kind: 'end', text: '', start: length, end: length }
  }

  /** Where the token before the current one ends. */
  get previousEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0
  }

  peek(): Token {
    return this.#tokens[this.#at + 1] ?? this.#last
  }

  next(): Token {
    const token = this.current
    this.#at++
    return token
  }

  isOperator(text: string): boolean {
    return this.current.kind === 'operator' && this.current.text === text
  }

  isName(...names: readonly string[]): boolean {
    return this.current.kind === 'name' && names.includes(this.current.text)
  }

  takeOperator(text: string): boolean {
    if (!this.isOperator(text)) return false
    this.#at++
    return true
  }

  takeName(text: string): boolean {
    if (!this.isName(text)) return false
    this.#at++
    return true
  }

  expectOperator(text: string): void {
    if (!this.takeOperator(text)) throw this.unexpected(text)
  }

  expectName(): string {
    if (this.current.kind !== 'name') throw this.unexpected('a name')
    return this.next().text
  }

  expect(kind: Token['kind']): Token {
    if (this.current.kind !== kind) throw this.unexpected(tokenNames[kind])
    return this.next()
  }

  /** Reads something nested. @throws TemplateSyntaxError when that is too deep */
  nested<T>(read: () => T): T {
    if (++this.#depth > limits.depth) throw this.error('The template is nested too deeply')
    const result = read()
    this.#depth--
    return result
  }

  /** Counts a part of the tree. @throws TemplateSyntaxError when there are too many */
  count(): void {
    if (++this.#nodes > limits.nodes) throw this.error('The template has too many parts')
  }

  unexpected(expected: string): TemplateSyntaxError {
    const { kind, text } = this.current
    const found = kind === 'operator' || kind === 'name' ? `'${text}'` : tokenNames[kind]
    return this.error(`Expected ${expected} and found ${found}`)
  }

  error(message: string, offset = this.current.start): TemplateSyntaxError {
    return new TemplateSyntaxError(message, this.#text, offset)
  }
}
