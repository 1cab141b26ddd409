import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { Dict, PythonSet } from '../values/collections'
import { isDict, isEqual, isOrdered, stringOf } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import { toText } from '../values/text'
import { typeName } from '../values/type-name'
import { Markup, Tuple, Undefined, type Value } from '../values/value'
import { calculate, signed } from './arithmetic'
import { checkItems, checkLength } from './budget'
import { escapeHtml } from './escape'
import type { BinaryOperator, CompareOperator } from './nodes'
import { failOn, indexOf, isIntLike, iterate, sequenceItems } from './operands'
import { formatPercent } from './percent-format'
import { calculateTime } from './time-arithmetic'

/** A binary operator of Python on any two values. @throws PythonTypeError, PythonError */
export function operate(operator: BinaryOperator, a: Value, b: Value): Value {
  const number = calculate(operator, a, b)
  if (number !== undefined) return number
  if (operator === '%') {
    const text = stringOf(a)
    if (text !== undefined) return formatted(a, text, b)
  }
  if (a instanceof Undefined) failOn(a)
  if (b instanceof Undefined) failOn(b)
  const result = onSequences(operator, a, b) ?? calculateTime(operator, a, b)
  if (result !== undefined) return result
  throw new PythonTypeError(
    `unsupported operand type(s) for ${operator}: '${typeName(a)}' and '${typeName(b)}'`,
  )
}

function formatted(format: Value, text: string, args: Value): Value {
  if (!(format instanceof Markup)) return formatPercent(text, args, toText)
  return new Markup(formatPercent(text, args, (each) => escapeHtml(each).text))
}

function onSequences(operator: BinaryOperator, a: Value, b: Value): Value | undefined {
  if (operator === '+') return join(a, b)
  if (operator === '*') return isIntLike(b) ? repeat(a, indexOf(b)) : repeatSwapped(a, b)
  if (operator === '-' && a instanceof PythonSet && b instanceof PythonSet) {
    return new PythonSet([...a.values()].filter((member) => !b.has(member)))
  }
  return undefined
}

function join(a: Value, b: Value): Value | undefined {
  if (typeof a === 'string' && typeof b === 'string') return concatenated(a, b)
  const isMarkup = a instanceof Markup || b instanceof Markup
  if (isMarkup && stringOf(a) !== undefined && stringOf(b) !== undefined) {
    return new Markup(concatenated(escapeHtml(a).text, escapeHtml(b).text))
  }
  const left = sequenceItems(a)
  const right = typeName(a) === typeName(b) ? sequenceItems(b) : undefined
  if (!left || !right) return undefined
  checkItems(left.length + right.length)
  const items = [...left, ...right]
  return a instanceof Tuple ? new Tuple(items) : items
}

function concatenated(a: string, b: string): string {
  checkLength(a.length + b.length)
  return a + b
}

function repeatSwapped(a: Value, b: Value): Value | undefined {
  return isIntLike(a) ? repeat(b, indexOf(a)) : undefined
}

function repeat(value: Value, times: number): Value | undefined {
  const count = Math.max(0, times)
  const text = stringOf(value)
  if (text !== undefined) {
    checkLength(text.length * count)
    const repeated = text === '' ? '' : text.repeat(count)
    return value instanceof Markup ? new Markup(repeated) : repeated
  }
  const items = sequenceItems(value)
  if (!items) return undefined
  checkItems(items.length * count)
  const repeated = items.length === 0 ? [] : Array.from({ length: count }, () => items).flat()
  return value instanceof Tuple ? new Tuple(repeated) : repeated
}

/** Python's `-value` and `+value`. @throws PythonTypeError */
export function operateUnary(operator: '-' | '+', value: Value): Value {
  const number = signed(operator, value)
  if (number !== undefined) return number
  if (value instanceof Undefined) failOn(value)
  const time = calculateTime(operator === '-' ? '*' : '+', value, operator === '-' ? -1 : value)
  if (time !== undefined && !(value instanceof DateTime || value instanceof CalendarDate)) {
    return operator === '-' ? time : value
  }
  throw new PythonTypeError(`bad operand type for unary ${operator}: '${typeName(value)}'`)
}

/** A comparison of Python. @throws PythonTypeError */
export function compare(operator: CompareOperator, a: Value, b: Value): boolean {
  switch (operator) {
    case '==':
      return isEqual(a, b)
    case '!=':
      return !isEqual(a, b)
    case 'in':
      return contains(b, a)
    case 'not in':
      return !contains(b, a)
    default:
      if (a instanceof Undefined) failOn(a)
      if (b instanceof Undefined) failOn(b)
      return isOrdered(a, operator, b)
  }
}

/** Python's `item in container`. @throws PythonTypeError */
export function contains(container: Value, item: Value): boolean {
  const text = stringOf(container)
  if (text !== undefined) return containsText(text, item)
  if (container instanceof Dict || container instanceof PythonSet) return container.has(item)
  if (isDict(container)) {
    if (typeof item === 'string') return Object.hasOwn(container, item)
    return new Dict(Object.keys(container).map((key) => [key, null])).has(item)
  }
  if (container instanceof Undefined && container.isUnsafe) failOn(container)
  for (const each of iterate(container)) if (isEqual(each, item)) return true
  return false
}

function containsText(text: string, item: Value): boolean {
  const part = stringOf(item)
  if (part !== undefined) return text.includes(part)
  throw new PythonTypeError(`'in <string>' requires string as left operand, not ${typeName(item)}`)
}
