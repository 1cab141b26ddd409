import { parseArguments } from './argument-parser'
import type { Expression, ExpressionShape, Target } from './nodes'
import type { TokenStream } from './token-stream'

const constants = new Map<string, boolean | null>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
])
/** Operators of one kind in a row; more would only fill the stack. */
const CHAIN_MAX = 400
const noArguments = { positional: [], named: [], spread: undefined, spreadNamed: undefined }

/** Reads what operators work on: names, constants, brackets, and what follows them. */
export abstract class OperandParser {
  readonly stream: TokenStream

  constructor(stream: TokenStream) {
    this.stream = stream
  }

  abstract expression(withConditional?: boolean): Expression

  /** One expression, or several with commas, which are a tuple. */
  tuple(withConditional = true, endNames: readonly string[] = []): Expression {
    const { start } = this.stream.current
    const first = this.expression(withConditional)
    if (!this.stream.isOperator(',')) return first
    const items = [first]
    while (this.stream.takeOperator(',')) {
      if (this.#endsTuple(endNames)) break
      items.push(this.expression(withConditional))
    }
    return this.node(start, { kind: 'tuple', items })
  }

  #endsTuple(endNames: readonly string[]): boolean {
    const { kind, text } = this.stream.current
    if (kind === 'variable-end' || kind === 'block-end') return true
    return (kind === 'operator' && text === ')') || (kind === 'name' && endNames.includes(text))
  }

  node(start: number, shape: ExpressionShape): Expression {
    this.stream.count()
    return { ...shape, start, end: this.stream.previousEnd }
  }

  protected unary(withFilter = true): Expression {
    const { start } = this.stream.current
    const operator = this.stream.isOperator('-')
      ? '-'
      : this.stream.isOperator('+')
        ? '+'
        : undefined
    let result: Expression
    if (operator) {
      this.stream.next()
      const operand = this.stream.nested(() => this.unary(false))
      result = this.node(start, { kind: 'unary', operator, operand })
    } else {
      result = this.#primary()
    }
    result = this.#postfix(result, start)
    return withFilter ? this.#filters(result, start) : result
  }

  #primary(): Expression {
    const { stream } = this
    const { kind, text, start, value } = stream.current
    if (kind === 'name') {
      stream.next()
      const constant = constants.get(text)
      if (constant === undefined) return this.node(start, { kind: 'name', name: text })
      return this.node(start, { kind: 'const', value: constant })
    }
    if (kind === 'string') return this.#string(start)
    if (kind === 'number') {
      stream.next()
      return this.node(start, { kind: 'const', value: value ?? 0 })
    }
    if (stream.takeOperator('(')) return this.#parentheses(start)
    if (stream.takeOperator('[')) {
      return this.node(start, { kind: 'list', items: this.#items(']') })
    }
    if (stream.takeOperator('{')) return this.#dict(start)
    throw stream.unexpected('an expression')
  }

  #string(start: number): Expression {
    let value = ''
    while (this.stream.current.kind === 'string') value += this.stream.next().text
    return this.node(start, { kind: 'const', value })
  }

  #parentheses(start: number): Expression {
    if (this.stream.takeOperator(')')) return this.node(start, { kind: 'tuple', items: [] })
    const inner = this.tuple()
    this.stream.expectOperator(')')
    return inner
  }

  #items(end: string): Expression[] {
    const items: Expression[] = []
    while (!this.stream.takeOperator(end)) {
      if (items.length > 0) this.stream.expectOperator(',')
      if (this.stream.takeOperator(end)) break
      items.push(this.expression())
    }
    return items
  }

  #dict(start: number): Expression {
    const pairs: [Expression, Expression][] = []
    while (!this.stream.takeOperator('}')) {
      if (pairs.length > 0) this.stream.expectOperator(',')
      if (this.stream.takeOperator('}')) break
      const key = this.expression()
      this.stream.expectOperator(':')
      pairs.push([key, this.expression()])
    }
    return this.node(start, { kind: 'dict', pairs })
  }

  #postfix(target: Expression, start: number): Expression {
    let result = target
    for (let count = 0; ; count++) {
      this.checkChain(count)
      if (this.stream.takeOperator('.')) result = this.#attribute(result, start)
      else if (this.stream.takeOperator('[')) result = this.#subscript(result, start)
      else if (this.stream.isOperator('(')) result = this.call(result, start)
      else return result
    }
  }

  #attribute(target: Expression, start: number): Expression {
    const token = this.stream.next()
    if (token.kind === 'name')
      return this.node(start, { kind: 'attribute', target, name: token.text })
    if (token.kind !== 'number' || typeof token.value !== 'number') {
      throw this.stream.error('Expected a name or a number behind the dot', token.start)
    }
    const key = { kind: 'const', value: token.value, start: token.start, end: token.end } as const
    return this.node(start, { kind: 'item', target, key })
  }

  #subscript(target: Expression, start: number): Expression {
    const keys: Expression[] = []
    const keyStart = this.stream.current.start
    let slice: Expression | undefined
    while (!this.stream.takeOperator(']')) {
      if (keys.length > 0 || slice) this.stream.expectOperator(',')
      const part = this.#subscribed(target, start)
      if (part.kind === 'slice') slice = part
      else keys.push(part)
    }
    if (slice) {
      if (keys.length > 0) throw this.stream.error('A slice stands alone between brackets')
      return { ...slice, end: this.stream.previousEnd }
    }
    const [first] = keys
    const key =
      keys.length === 1 && first ? first : this.node(keyStart, { kind: 'tuple', items: keys })
    return this.node(start, { kind: 'item', target, key })
  }

  #subscribed(target: Expression, start: number): Expression {
    const from = this.stream.isOperator(':') ? undefined : this.expression()
    if (!this.stream.takeOperator(':')) {
      if (from) return from
      throw this.stream.unexpected('an expression')
    }
    const to = this.#sliceBound()
    const step = this.stream.takeOperator(':') ? this.#sliceBound() : undefined
    return this.node(start, { kind: 'slice', target, from, to, step })
  }

  #sliceBound(): Expression | undefined {
    const isAbsent = [':', ']', ','].some((each) => this.stream.isOperator(each))
    return isAbsent ? undefined : this.expression()
  }

  call(target: Expression, start: number): Expression {
    const args = parseArguments(this)
    return this.node(start, { kind: 'call', target, arguments: args })
  }

  #filters(target: Expression, start: number): Expression {
    let result = target
    for (let count = 0; ; count++) {
      this.checkChain(count)
      if (this.stream.isOperator('|')) result = this.filter(result, start)
      else if (this.stream.isName('is')) result = this.#test(result, start)
      // Calls are valid behind filters and tests too.
      else if (this.stream.isOperator('(')) result = this.call(result, start)
      else return result
    }
  }

  /** A filter with its bar; without a target, the bar of the first one may be missing. */
  filter(target: Expression | undefined, start: number): Expression {
    this.stream.takeOperator('|')
    const name = this.#dottedName()
    const args = this.stream.isOperator('(') ? parseArguments(this) : noArguments
    return this.node(start, { kind: 'filter', target, name, arguments: args })
  }

  #dottedName(): string {
    let name = this.stream.expectName()
    while (this.stream.takeOperator('.')) name += `.${this.stream.expectName()}`
    return name
  }

  #test(target: Expression, start: number): Expression {
    this.stream.next()
    const isNegated = this.stream.takeName('not')
    const name = this.#dottedName()
    const result = this.node(start, {
      kind: 'test',
      target,
      name,
      arguments: this.#testArguments(),
    })
    return isNegated
      ? this.node(start, { kind: 'unary', operator: 'not', operand: result })
      : result
  }

  #testArguments() {
    const { stream } = this
    if (stream.isOperator('(')) return parseArguments(this)
    const { kind } = stream.current
    const isOperand =
      kind === 'string' || kind === 'number' || stream.isOperator('[') || stream.isOperator('{')
    const isWord = kind === 'name' && !stream.isName('else', 'or', 'and')
    if (!isOperand && !isWord) return noArguments
    if (stream.isName('is')) throw stream.error('Tests cannot be chained with is')
    const { start } = stream.current
    const operand = this.#postfix(this.#primary(), start)
    return { ...noArguments, positional: [operand] }
  }

  /** What a `for` or `set` gives values to. */
  target(withTuple: boolean, withNamespace: boolean): Target {
    const first = this.#simpleTarget(withNamespace)
    if (!withTuple || !this.stream.isOperator(',')) return first
    const items = [first]
    while (this.stream.takeOperator(',')) {
      if (this.stream.isName('in') || this.stream.isOperator('=')) break
      if (this.stream.isOperator(')') || this.stream.current.kind === 'block-end') break
      items.push(this.#simpleTarget(withNamespace))
    }
    return { kind: 'tuple', items }
  }

  #simpleTarget(withNamespace: boolean): Target {
    if (this.stream.takeOperator('(')) {
      const inner = this.stream.nested(() => this.target(true, withNamespace))
      this.stream.expectOperator(')')
      return inner
    }
    const { start } = this.stream.current
    const name = this.stream.expectName()
    if (constants.has(name)) throw this.stream.error(`Nothing can be assigned to ${name}`, start)
    if (!withNamespace || !this.stream.takeOperator('.')) return { kind: 'name', name }
    return { kind: 'namespace', name, attribute: this.stream.expectName() }
  }

  protected checkChain(count: number): void {
    if (count > CHAIN_MAX) throw this.stream.error('The expression is too long')
  }
}
