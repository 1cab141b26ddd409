import { isTruthy } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import { toText } from '../values/text'
import { Markup, Tuple, Undefined, type Value } from '../values/value'
import { callMember, getAttribute, getItem } from './access'
import { checkLength } from './budget'
import { callValue } from './call-value'
import { compileArguments } from './compile-arguments'
import { makeDict } from './dicts'
import { escapeHtml } from './escape'
import { textLength } from './filter-entry'
import { filterOperation } from './filters'
import type { Frame } from './frame'
import type { Expression, ExpressionShape } from './nodes'
import { compare, operate, operateUnary } from './operators'
import type { Operation } from './runtime'
import { slice } from './slicing'
import { subexpressions } from './subexpressions'
import { TemplateRuntimeError, TemplateSyntaxError } from './template-error'
import { testOperation } from './tests'

/** An expression, ready to be worked out in a frame. */
export type Run = (frame: Frame) => Value

/** What matters about the place an expression stands at. */
export interface Place {
  /** Inside `if`, where an unknown filter only matters when it is reached. */
  readonly isConditional: boolean
  /** The template's text, for places of mistakes. */
  readonly source: string
}

type Node<Kind extends ExpressionShape['kind']> = Extract<Expression, { kind: Kind }>

/**
 * Turns an expression into nested functions, one for each part of the tree, so that names of
 * filters and kinds of parts are looked at once and not in every evaluation.
 *
 * @throws TemplateSyntaxError for filters and tests that are not known
 */
export function compileExpression(node: Expression, place: Place): Run {
  const run = compilers[node.kind](node as never, place)
  return (frame) => {
    frame.runtime.budget.step()
    return run(frame)
  }
}

/** A value whose text is about to be worked on, counted by its length. */
function counted(value: Value, frame: Frame): Value {
  const length = textLength(value)
  if (length > 64) frame.runtime.budget.work(length)
  return value
}

type Compilers = {
  readonly [Kind in ExpressionShape['kind']]: (node: Node<Kind>, place: Place) => Run
}

const compilers: Compilers = {
  const: (node) => () => node.value,
  name: (node) => (frame) => frame.get(node.name),
  list: (node, place) => listOf(node.items, place),
  tuple: (node, place) => {
    const items = listOf(node.items, place)
    return (frame) => new Tuple(items(frame))
  },
  dict: compileDict,
  unary: compileUnary,
  binary: (node, place) => {
    const left = compileExpression(node.left, place)
    const right = compileExpression(node.right, place)
    return (frame) => counted(operate(node.operator, left(frame), right(frame)), frame)
  },
  logic: compileLogic,
  compare: compileCompare,
  concat: compileConcat,
  conditional: compileConditional,
  attribute: (node, place) => {
    const target = compileExpression(node.target, place)
    return (frame) => getAttribute(target(frame), node.name)
  },
  item: (node, place) => {
    const target = compileExpression(node.target, place)
    const key = compileExpression(node.key, place)
    return (frame) => getItem(counted(target(frame), frame), key(frame))
  },
  slice: compileSlice,
  call: compileCall,
  filter: (node, place) => compileFilter(node, place),
  test: compileTest,
}

function listOf(items: readonly Expression[], place: Place): (frame: Frame) => Value[] {
  const runs = items.map((item) => compileExpression(item, place))
  return (frame) => runs.map((run) => run(frame))
}

function compileDict(node: Node<'dict'>, place: Place): Run {
  const pairs = node.pairs.map(
    ([key, value]) => [compileExpression(key, place), compileExpression(value, place)] as const,
  )
  return (frame) => makeDict(pairs.map(([key, value]) => [key(frame), value(frame)] as const))
}

function compileUnary(node: Node<'unary'>, place: Place): Run {
  const operand = compileExpression(node.operand, place)
  const { operator } = node
  if (operator === 'not') return (frame) => !isTruthy(operand(frame))
  return (frame) => operateUnary(operator, operand(frame))
}

function compileLogic(node: Node<'logic'>, place: Place): Run {
  const left = compileExpression(node.left, place)
  const right = compileExpression(node.right, place)
  const stopsAt = node.operator === 'or'
  return (frame) => {
    const value = left(frame)
    return isTruthy(value) === stopsAt ? value : right(frame)
  }
}

function compileCompare(node: Node<'compare'>, place: Place): Run {
  const first = compileExpression(node.first, place)
  const rest = node.rest.map(({ operator, right }) => ({
    operator,
    right: compileExpression(right, place),
  }))
  return (frame) => {
    let left = first(frame)
    for (const { operator, right } of rest) {
      const value = counted(right(frame), frame)
      if (!compare(operator, counted(left, frame), value)) return false
      left = value
    }
    return true
  }
}

function compileConcat(node: Node<'concat'>, place: Place): Run {
  const parts = node.parts.map((part) => compileExpression(part, place))
  return (frame) => {
    const values = parts.map((part) => part(frame))
    const { isEscaping } = frame.runtime
    const isMarkup = isEscaping && values.some((value) => value instanceof Markup)
    const texts = values.map((value) => (isMarkup ? escapeHtml(value).text : toText(value)))
    checkLength(texts.reduce((length, text) => length + text.length, 0))
    const text = texts.join('')
    frame.runtime.budget.work(text.length)
    return isMarkup ? new Markup(text) : text
  }
}

function compileConditional(node: Node<'conditional'>, place: Place): Run {
  const inside = { ...place, isConditional: true }
  const test = compileExpression(node.test, inside)
  const value = compileExpression(node.value, inside)
  const otherwise = node.otherwise && compileExpression(node.otherwise, inside)
  return (frame) => {
    if (isTruthy(test(frame))) return value(frame)
    return otherwise ? otherwise(frame) : new Undefined('The value of an if without else')
  }
}

function compileSlice(node: Node<'slice'>, place: Place): Run {
  const target = compileExpression(node.target, place)
  const bound = (part: Expression | undefined): Run =>
    part ? compileExpression(part, place) : () => null
  const from = bound(node.from)
  const to = bound(node.to)
  const step = bound(node.step)
  const run: Run = (frame) =>
    slice(counted(target(frame), frame), { from: from(frame), to: to(frame), step: step(frame) })
  if (!isConstant(node.target)) return run
  // Constants are worked out beforehand, where what has no parts is undefined and no mistake.
  return (frame) => {
    try {
      return run(frame)
    } catch (error) {
      if (!(error instanceof PythonTypeError)) throw error
      return new Undefined('A part of a constant')
    }
  }
}

function isConstant(node: Expression): boolean {
  const isPlain = ['const', 'list', 'tuple', 'dict', 'unary', 'binary'].includes(node.kind)
  return isPlain && subexpressions(node).every(isConstant)
}

function compileCall(node: Node<'call'>, place: Place): Run {
  const { target } = node
  const args = compileArguments(node.arguments, place, compileExpression)
  if (target.kind !== 'attribute') {
    const callee = compileExpression(target, place)
    return (frame) => callValue(callee(frame), args(frame), frame.runtime)
  }
  const owner = compileExpression(target.target, place)
  const { name } = target
  return (frame) => {
    const value = owner(frame)
    if (value instanceof Undefined) getAttribute(value, name)
    const call = args(frame)
    const result = callMember(value, name, call, frame.runtime)
    if (result !== undefined) return result
    return callValue(getAttribute(value, name), call, frame.runtime)
  }
}

/**
 * A filter. Without a target it works on the text of a block, which `input` gives.
 *
 * @throws TemplateSyntaxError for a filter that is not known
 */
export function compileFilter(node: Node<'filter'>, place: Place, input?: Run): Run {
  const operation = operationOrFail(filterOperation(node.name), `filter ${node.name}`, node, place)
  const args = compileArguments(node.arguments, place, compileExpression)
  const target = targetOf(node.target, place, input)
  return (frame) => operation(target(frame), args(frame), frame.runtime)
}

function targetOf(target: Expression | undefined, place: Place, input: Run | undefined): Run {
  if (target?.kind === 'filter' && input) return compileFilter(target, place, input)
  if (target) return compileExpression(target, place)
  return input ?? (() => '')
}

function compileTest(node: Node<'test'>, place: Place): Run {
  const operation = operationOrFail(testOperation(node.name), `test ${node.name}`, node, place)
  const target = compileExpression(node.target, place)
  const args = compileArguments(node.arguments, place, compileExpression)
  return (frame) => operation(target(frame), args(frame), frame.runtime)
}

function operationOrFail(
  operation: Operation | undefined,
  what: string,
  node: Expression,
  place: Place,
): Operation {
  if (operation) return operation
  if (!place.isConditional) {
    throw new TemplateSyntaxError(`There is no ${what}`, place.source, node.start)
  }
  return () => {
    throw new TemplateRuntimeError(`There is no ${what}`)
  }
}
