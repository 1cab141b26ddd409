import type { CalendarDate } from '../datetime/calendar-date'
import type { DateTime } from '../datetime/date-time'
import type { CalendarDuration, TimeDelta } from '../datetime/duration'
import type { Dict, PythonSet } from './collections'
import { PythonObject } from './python-object'

/** What JSON text can say, with whole numbers of any size and `10.0` kept apart from `10`. */
export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | readonly Json[]
  | { readonly [key: string]: Json }

export type JsonObject = { readonly [key: string]: Json }

/**
 * A value of the engine's language, which is Python's.
 *
 * A `number` that is a safe integer is an int, and so is every `bigint` (always beyond 2^53); any
 * other `number` is a float. A float without a fraction is a `Float`.
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | Float
  | Tuple
  | Bytes
  | Dict
  | PythonSet
  | DateTime
  | CalendarDate
  | TimeDelta
  | CalendarDuration
  | Undefined
  | Markup
  | Opaque
  | readonly Value[]
  | { readonly [key: string]: Value }

/** A dict with string keys. */
export type ValueObject = { readonly [key: string]: Value }

type RawJson = (text: string) => unknown

const rawJson = (JSON as unknown as { rawJSON?: RawJson }).rawJSON

/** A float without a fraction, such as `10.0`, `-0.0` or `1e16`. Make one with `float`. */
export class Float extends PythonObject {
  readonly typeName = 'float'
  readonly value: number

  constructor(value: number) {
    super()
    this.value = value
  }

  /** Lets `JSON.stringify` write `10.0`; where the platform cannot, it throws `CannotWriteJson`. */
  toJSON(): unknown {
    if (!rawJson) throw new CannotWriteJson('This platform has no JSON.rawJSON')
    return rawJson(floatText(this.value))
  }
}

/** Thrown inside `JSON.stringify` to leave it for a slower writer. */
export class CannotWriteJson extends TypeError {}

/** A Python float: a plain number where it has a fraction, is infinite or no number, else `Float`. */
export function float(value: number): number | Float {
  return Number.isInteger(value) ? new Float(value) : value
}

/** A Python int from a big integer: a plain number where it is safe. */
export function int(value: bigint): number | bigint {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value
}

/** A Python int from a whole number of any size. `-0` becomes `0`. */
export function intOf(value: number): number | bigint {
  return Number.isSafeInteger(value) ? value + 0 : int(BigInt(value))
}

/**
 * Python's text of a float: the shortest digits that read back as the same number, `.0` where it is
 * whole, an exponent below 1e-4 and from 1e16 on.
 */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0'
  const magnitude = Math.abs(value)
  if (magnitude >= 1e16 || magnitude < 1e-4) return exponentText(value)
  const text = String(value)
  return Number.isInteger(value) ? `${text}.0` : text
}

function exponentText(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const size = exponent.slice(1).padStart(2, '0')
  return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${size}`
}

/** A Python tuple: a list that cannot be changed and prints in round brackets. */
export class Tuple extends PythonObject {
  readonly typeName = 'tuple'
  readonly items: readonly Value[]

  constructor(items: readonly Value[]) {
    super()
    this.items = items
  }
}

/** Python bytes, as a template that ends in a bytes literal or a decoder gives them. */
export class Bytes extends PythonObject {
  readonly typeName = 'bytes'
  readonly data: Uint8Array

  constructor(data: Uint8Array) {
    super()
    this.data = data
  }
}

/** Text that a filter has made safe for HTML; adding other text to it escapes that text. */
export class Markup extends PythonObject {
  readonly typeName = 'Markup'
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }
}

/**
 * The value of a name or key that is not there. It renders as nothing and is false; most other uses
 * of it fail.
 */
export class Undefined extends PythonObject {
  readonly typeName = 'Undefined'
  /** What was looked for, for error texts; never a value. */
  readonly hint: string
  /** Whether it stands for something a template may not touch. */
  readonly isUnsafe: boolean

  constructor(hint: string, isUnsafe = false) {
    super()
    this.hint = hint
    this.isUnsafe = isUnsafe
  }
}

/** Things that live only while a template is evaluated, such as methods, macros and iterators. */
export abstract class Opaque extends PythonObject {
  abstract readonly text: string
}

/** Whether a value is a dict with string keys, and so a plain object. */
export function isObject(value: Value): value is ValueObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof PythonObject)
  )
}

/** Whether a value is a list. Narrows where `Array.isArray` cannot. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** Whether a value is an int; booleans are not counted as ints here. */
export function isInt(value: Value): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
}

/** Whether a value is a float. */
export function isFloat(value: Value): value is number | Float {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))
}

/** Sets a key as an own property, `__proto__` too. */
export function setKey(target: { [key: string]: Value }, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    })
  } else {
    target[key] = value
  }
}

/** The value of an own key, or undefined. Never reaches a prototype. */
export function ownValue<T>(target: { readonly [key: string]: T }, key: string): T | undefined {
  return Object.hasOwn(target, key) ? target[key] : undefined
}

/** A dict from pairs; later pairs win. */
export function objectOf<T extends Value>(
  pairs: Iterable<readonly [string, T]>,
): { [key: string]: T } {
  const result: { [key: string]: T } = {}
  for (const [key, value] of pairs) setKey(result, key, value)
  return result
}
