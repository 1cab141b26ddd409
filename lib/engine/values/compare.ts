import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { CalendarDuration, TimeDelta } from '../datetime/duration'
import { Dict, PythonSet } from './collections'
import { compareCodePoints } from './json'
import { PythonTypeError } from './python-error'
import { typeName } from './type-name'
import {
  Bytes,
  Float,
  isObject,
  Markup,
  ownValue,
  Tuple,
  Undefined,
  type Value,
  type ValueObject,
} from './value'

/** Python's truth of a value: empty, zero and missing things are false. */
export function isTruthy(value: Value): boolean {
  if (typeof value !== 'object') return Boolean(value) || Number.isNaN(value)
  if (value === null || value instanceof Undefined) return false
  if (Array.isArray(value)) return value.length > 0
  if (value instanceof Float) return value.value !== 0
  if (value instanceof Tuple) return value.items.length > 0
  if (isObject(value)) return hasKeys(value)
  return isTruthyObject(value as Value & object)
}

function hasKeys(value: object): boolean {
  for (const key in value) if (Object.hasOwn(value, key)) return true
  return false
}

function isTruthyObject(value: object): boolean {
  if (value instanceof Dict || value instanceof PythonSet) return value.size > 0
  if (value instanceof Markup) return value.text !== ''
  if (value instanceof Bytes) return value.data.length > 0
  if (value instanceof TimeDelta) return value.hashText() !== '0,0,0'
  if (value instanceof CalendarDuration) return value.hashText() !== '0,0,0,0'
  return true
}

/** The number behind an int, float or boolean; undefined for anything else. */
export function numeric(value: Value): number | bigint | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Float ? value.value : undefined
}

/** The text behind a string or safe markup; undefined for anything else. */
export function stringOf(value: Value): string | undefined {
  if (typeof value === 'string') return value
  return value instanceof Markup ? value.text : undefined
}

/** Python's `==`: numbers by value (`1 == 1.0 == True`), lists and dicts by what they hold. */
export function isEqual(a: Value, b: Value): boolean {
  if (a === b) return true
  if (a === null || b === null) return false
  const left = numeric(a)
  if (left !== undefined) {
    const right = numeric(b)
    // The loose comparison is exact between numbers and big integers.
    // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are never strictly equal
    return right !== undefined && left == right
  }
  const text = stringOf(a)
  if (text !== undefined) return text === stringOf(b)
  if (typeof a !== 'object' || typeof b !== 'object') return false
  return isEqualObject(a, b)
}

function isEqualObject(a: object & Value, b: object & Value): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && isEqualSequence(a, b)
  if (a instanceof Tuple) return b instanceof Tuple && isEqualSequence(a.items, b.items)
  if (isDict(a)) return isDict(b) && isEqualDict(a, b)
  if (a instanceof Undefined) return b instanceof Undefined
  if (a instanceof PythonSet) {
    return b instanceof PythonSet && a.size === b.size && [...a.values()].every((m) => b.has(m))
  }
  if (a instanceof Bytes) return b instanceof Bytes && a.data.join() === b.data.join()
  return isEqualTime(a, b)
}

function isEqualTime(a: object, b: object): boolean {
  if (a instanceof DateTime) {
    return b instanceof DateTime && isNaive(a) === isNaive(b) && a.compareTo(b) === 0
  }
  if (a instanceof CalendarDate) return b instanceof CalendarDate && a.toText() === b.toText()
  if (a instanceof TimeDelta) {
    if (b instanceof CalendarDuration) return isEqualTime(b, a)
    return b instanceof TimeDelta && a.compareTo(b) === 0
  }
  if (!(a instanceof CalendarDuration)) return equalsItself(a, b)
  if (b instanceof TimeDelta) return a.totalMonths === 0 && a.delta.compareTo(b) === 0
  return b instanceof CalendarDuration && a.hashText() === b.hashText()
}

/** Objects of templates may say themselves what they are equal to. */
function equalsItself(a: object, b: object): boolean {
  return (a as { equals?: (other: object) => boolean }).equals?.(b) ?? false
}

function isEqualSequence(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((each, index) => isEqual(each, b[index] ?? null))
}

/** Whether a value is a dict, of either form. */
export function isDict(value: Value): value is ValueObject | Dict {
  return value instanceof Dict || isObject(value)
}

function isEqualDict(a: ValueObject | Dict, b: ValueObject | Dict): boolean {
  const entries = a instanceof Dict ? [...a.entries()] : Object.entries(a)
  const size = b instanceof Dict ? b.size : Object.keys(b).length
  return entries.length === size && entries.every(([key, each]) => isMember(b, key, each))
}

function isMember(dict: ValueObject | Dict, key: Value, value: Value): boolean {
  const other =
    dict instanceof Dict ? dict.get(key) : typeof key === 'string' ? ownValue(dict, key) : undefined
  return other !== undefined && isEqual(value, other)
}

type Operator = '<' | '<=' | '>' | '>='

/**
 * Python's `<`, `<=`, `>` and `>=`.
 *
 * @throws PythonTypeError for values that have no order between them, such as text and numbers
 */
export function isOrdered(a: Value, operator: Operator, b: Value): boolean {
  const left = numeric(a)
  const right = left === undefined ? undefined : numeric(b)
  if (left !== undefined && right !== undefined) return holds(left, operator, right)
  const text = stringOf(a)
  const otherText = text === undefined ? undefined : stringOf(b)
  if (text !== undefined && otherText !== undefined) {
    return holds(compareCodePoints(text, otherText), operator, 0)
  }
  const items = itemsOf(a)
  const others = items && sameSequence(a, b) ? itemsOf(b) : undefined
  if (items && others) return isOrderedSequence(items, operator, others)
  if (a instanceof PythonSet && b instanceof PythonSet) return isOrderedSet(a, operator, b)
  const order = timeOrder(a, b)
  if (order !== undefined) return holds(order, operator, 0)
  throw new PythonTypeError(
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  )
}

function holds(a: number | bigint, operator: Operator, b: number | bigint): boolean {
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

function itemsOf(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value
  if (value instanceof Tuple) return value.items
  return value instanceof Bytes ? [...value.data] : undefined
}

function sameSequence(a: Value, b: Value): boolean {
  return typeName(a) === typeName(b)
}

function isOrderedSequence(a: readonly Value[], operator: Operator, b: readonly Value[]): boolean {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const left = a[index] ?? null
    const right = b[index] ?? null
    if (!isEqual(left, right)) return isOrdered(left, operator, right)
  }
  return holds(a.length, operator, b.length)
}

function isOrderedSet(a: PythonSet, operator: Operator, b: PythonSet): boolean {
  if (operator === '>' || operator === '>=') {
    return isOrderedSet(b, operator === '>' ? '<' : '<=', a)
  }
  const isWithin = [...a.values()].every((member) => b.has(member))
  return isWithin && (operator === '<=' || a.size < b.size)
}

function timeOrder(a: Value, b: Value): number | undefined {
  if (a instanceof DateTime && b instanceof DateTime) {
    if (isNaive(a) === isNaive(b)) return a.compareTo(b)
    throw new PythonTypeError("can't compare offset-naive and offset-aware datetimes")
  }
  if (a instanceof CalendarDate && b instanceof CalendarDate) return a.epochDays - b.epochDays
  if (a instanceof TimeDelta && b instanceof TimeDelta) return a.compareTo(b)
  return undefined
}

function isNaive(value: DateTime): boolean {
  return value.offset === null
}
