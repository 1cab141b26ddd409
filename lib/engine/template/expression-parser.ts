import type { BinaryOperator, CompareOperator, Expression } from './nodes'
import { OperandParser } from './operand-parser'

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>='])

/** Reads expressions of Jinja's grammar: operators by how strongly they bind. */
export class ExpressionParser extends OperandParser {
  override expression(withConditional = true): Expression {
    return this.stream.nested(() => (withConditional ? this.#conditional() : this.#or()))
  }

  #conditional(): Expression {
    const { start } = this.stream.current
    let result = this.#or()
    for (let count = 0; this.stream.takeName('if'); count++) {
      this.checkChain(count)
      const test = this.#or()
      const otherwise = this.stream.takeName('else')
        ? this.stream.nested(() => this.#conditional())
        : undefined
      result = this.node(start, { kind: 'conditional', test, value: result, otherwise })
    }
    return result
  }

  #or(): Expression {
    return this.#logic('or', () => this.#logic('and', () => this.#not()))
  }

  #logic(operator: 'and' | 'or', operand: () => Expression): Expression {
    const { start } = this.stream.current
    let left = operand()
    for (let count = 0; this.stream.takeName(operator); count++) {
      this.checkChain(count)
      left = this.node(start, { kind: 'logic', operator, left, right: operand() })
    }
    return left
  }

  #not(): Expression {
    const { start } = this.stream.current
    if (!this.stream.takeName('not')) return this.#compare()
    const operand = this.stream.nested(() => this.#not())
    return this.node(start, { kind: 'unary', operator: 'not', operand })
  }

  #compare(): Expression {
    const { start } = this.stream.current
    const first = this.#sum()
    const rest: { operator: CompareOperator; right: Expression }[] = []
    for (let operator = this.#compareOperator(); operator; operator = this.#compareOperator()) {
      rest.push({ operator, right: this.#sum() })
    }
    return rest.length === 0 ? first : this.node(start, { kind: 'compare', first, rest })
  }

  #compareOperator(): CompareOperator | undefined {
    const { kind, text } = this.stream.current
    if (kind === 'operator' && comparisons.has(text)) {
      return this.stream.next().text as CompareOperator
    }
    if (this.stream.takeName('in')) return 'in'
    const next = this.stream.peek()
    if (!this.stream.isName('not') || next.kind !== 'name' || next.text !== 'in') return undefined
    this.stream.next()
    this.stream.next()
    return 'not in'
  }

  #sum(): Expression {
    return this.#binary(['+', '-'], () => this.#concat())
  }

  #concat(): Expression {
    const { start } = this.stream.current
    const parts = [this.#product()]
    while (this.stream.takeOperator('~')) parts.push(this.#product())
    const [first] = parts
    return parts.length === 1 && first ? first : this.node(start, { kind: 'concat', parts })
  }

  #product(): Expression {
    return this.#binary(['*', '/', '//', '%'], () => this.#power())
  }

  #power(): Expression {
    return this.#binary(['**'], () => this.unary())
  }

  #binary(operators: readonly BinaryOperator[], operand: () => Expression): Expression {
    const { start } = this.stream.current
    let left = operand()
    for (let count = 0; ; count++) {
      const operator = operators.find((each) => this.stream.isOperator(each))
      if (!operator) return left
      this.checkChain(count)
      this.stream.next()
      left = this.node(start, { kind: 'binary', operator, left, right: operand() })
    }
  }
}
