import { CalendarDate } from '../../engine/datetime/calendar-date'
import { DateTime } from '../../engine/datetime/date-time'
import { PythonObject } from '../../engine/values/python-object'
import { Bytes, Float } from '../../engine/values/value'

/**
 * Whether two values are the same, whatever the order of keys. `1` and `1.0` differ; keys that hold
 * `undefined` count as absent.
 */
export function deepEqual(
  left: unknown,
  right: unknown,
  same: (left: unknown, right: unknown) => boolean = deepEqual,
): boolean {
  if (Object.is(left, right) || (left === 0 && right === 0)) return true
  if (typeof left !== 'object' || typeof right !== 'object') return false
  if (left === null || right === null) return false
  if (left instanceof PythonObject || right instanceof PythonObject) return sameObject(left, right)
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right)) return false
    return left.length === right.length && left.every((each, index) => same(each, right[index]))
  }
  return sameMapping(left as Record<string, unknown>, right as Record<string, unknown>, same)
}

function sameMapping(
  left: Record<string, unknown>,
  right: Record<string, unknown>,
  same: (left: unknown, right: unknown) => boolean,
): boolean {
  const keys = definedKeys(left)
  return (
    keys.length === definedKeys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && same(left[key], right[key]))
  )
}

function definedKeys(value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined)
}

function sameObject(left: object, right: object): boolean {
  if (left instanceof Float && right instanceof Float) return Object.is(left.value, right.value)
  if (left instanceof Bytes && right instanceof Bytes) return left.data.join() === right.data.join()
  if (left instanceof CalendarDate && right instanceof CalendarDate) {
    return left.toText() === right.toText()
  }
  if (left instanceof DateTime && right instanceof DateTime) {
    return left.toText() === right.toText()
  }
  return false
}
