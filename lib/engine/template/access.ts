import { CalendarDate } from '../datetime/calendar-date'
import { DateTime } from '../datetime/date-time'
import { CalendarDuration, TimeDelta } from '../datetime/duration'
import { PythonSet } from '../values/collections'
import { isDict } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import { typeName } from '../values/type-name'
import {
  Bytes,
  Float,
  isFloat,
  isInt,
  Markup,
  Opaque,
  Tuple,
  Undefined,
  type Value,
} from '../values/value'
import { attributesOf } from './attributes'
import { lookUp } from './dicts'
import { markupResult } from './markup-methods'
import { bytesMembers, setMembers } from './methods/collection-methods'
import { dictMembers } from './methods/dict-methods'
import { listMembers, tupleMembers } from './methods/list-methods'
import type { Members, Method } from './methods/method'
import { runMethod } from './methods/method'
import { floatMembers, intMembers } from './methods/number-methods'
import { textMembers } from './methods/text-methods'
import {
  calendarDurationMembers,
  dateMembers,
  dateTimeMembers,
  deltaMembers,
} from './methods/time-methods'
import { failOn, isIntLike, sequenceItems } from './operands'
import { type CallArguments, NativeFunction, type Runtime } from './runtime'

/** Whatever the type, its members work on the values of that type, which is checked here. */
type AnyMembers = Members<never>

function membersOf(value: Value): AnyMembers | undefined {
  if (typeof value === 'string' || value instanceof Markup) return textMembers
  if (value === null) return undefined
  if (typeof value !== 'object') return isFloat(value) ? floatMembers : intMembers
  if (isDict(value)) return dictMembers
  return Array.isArray(value) ? listMembers : objectMembers(value)
}

const byClass: readonly (readonly [abstract new (...args: never[]) => object, AnyMembers])[] = [
  [DateTime, dateTimeMembers],
  [CalendarDate, dateMembers],
  [TimeDelta, deltaMembers],
  [CalendarDuration, calendarDurationMembers],
  [Tuple, tupleMembers],
  [Float, floatMembers],
  [PythonSet, setMembers],
  [Bytes, bytesMembers],
]

function objectMembers(value: object): AnyMembers | undefined {
  return byClass.find(([type]) => value instanceof type)?.[1]
}

/** Names that every object of Python has and that templates may not touch. */
const internals = new Set(
  `class delattr dir doc eq format ge getattribute getstate gt hash init init_subclass le lt ne new
  reduce reduce_ex repr setattr sizeof str subclasshook`
    .split(/\s+/)
    .map((name) => `__${name}__`),
)

function missing(value: Value, key: Value): Undefined {
  const name = typeof key === 'string' ? `'${key}'` : 'the key'
  return new Undefined(`${name} of a value of type ${typeName(value)}`)
}

function isInternal(value: Value, name: string): boolean {
  if (!name.startsWith('__')) return false
  if (internals.has(name)) return true
  const isNumber = isInt(value) || isFloat(value) || typeof value === 'boolean'
  if (isNumber && /^__(?:add|sub|mul|int|float|bool|abs|neg|pow)__$/.test(name)) return true
  const hasItems = value !== null && (typeof value === 'object' || typeof value === 'string')
  return hasItems && /^__(?:len|iter|contains|getitem|add|mul)__$/.test(name)
}

/** A Python attribute: a method, bound to its value, or a plain one. Undefined when there is none. */
export function getMember(value: Value, name: string): Value | undefined {
  if (name.startsWith('_')) return isInternal(value, name) ? forbidden(value, name) : undefined
  const own = attributesOf(value)?.get(name)
  if (own !== undefined) return own
  const known = membersOf(value)
  if (!known) return undefined
  const attribute = known.attributes.get(name)
  if (attribute) return attribute(value as never)
  const found = known.methods.get(name)
  return found && bind(value, name, found)
}

function bind(value: Value, name: string, found: Method<never>): NativeFunction {
  return new NativeFunction(
    `<built-in method ${name} of ${typeName(value)} object at 0x7f0000000000>`,
    (call, runtime) => run(value, name, found, call, runtime),
    'builtin_function_or_method',
  )
}

function run(
  value: Value,
  name: string,
  found: Method<never>,
  call: CallArguments,
  runtime: Runtime,
): Value {
  runtime.budget.work(typeof value === 'string' ? value.length : 0)
  if (value instanceof Markup) return markupResult(value, name, found, call, runtime)
  return runMethod(name, found, value as never, call, runtime)
}

function forbidden(value: Value, name: string): Undefined {
  return new Undefined(`The attribute ${name} of a value of type ${typeName(value)}`, true)
}

/** `value.name`: the attribute, else the item. What is not there is undefined. */
export function getAttribute(value: Value, name: string): Value {
  if (value instanceof Undefined) {
    if (name.startsWith('__') && !value.isUnsafe && internals.has(name))
      return forbidden(value, name)
    failOn(value)
  }
  const found = getMember(value, name)
  if (found !== undefined) return found
  const item = isDict(value) ? lookUp(value, name) : undefined
  return item === undefined ? missing(value, name) : item
}

/** `value[key]`: the item, else the attribute. What is not there is undefined. */
export function getItem(value: Value, key: Value): Value {
  if (value instanceof Undefined) failOn(value)
  const item = subscript(value, key)
  if (item !== undefined) return item
  const name = typeof key === 'string' ? key : key instanceof Markup ? key.text : undefined
  const found = name === undefined ? undefined : getMember(value, name)
  return found === undefined ? missing(value, key) : found
}

/** An item; undefined for what Python answers with an error, which templates take as missing. */
function subscript(value: Value, key: Value): Value | undefined {
  if (isDict(value)) {
    try {
      return lookUp(value, key)
    } catch (error) {
      if (error instanceof PythonTypeError) return undefined
      throw error
    }
  }
  if (!isIntLike(key)) return undefined
  const at = Number(key)
  const items = sequenceItems(value)
  if (items) return items[at < 0 ? at + items.length : at]
  return itemOfText(value, at)
}

function itemOfText(value: Value, at: number): Value | undefined {
  if (typeof value === 'string') return charAt(value, at)
  if (value instanceof Markup) {
    const char = charAt(value.text, at)
    return char === undefined ? undefined : new Markup(char)
  }
  if (value instanceof Bytes) return value.data[at < 0 ? at + value.data.length : at]
  return undefined
}

function charAt(text: string, at: number): string | undefined {
  const units = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text
  return units[at < 0 ? at + units.length : at]
}

/**
 * `value.name(…)`, without making the bound method first where it is one of the engine's own.
 * Undefined when it has to be looked up and called like any other value.
 */
export function callMember(
  value: Value,
  name: string,
  call: CallArguments,
  runtime: Runtime,
): Value | undefined {
  if (value instanceof Undefined || value instanceof Opaque) return undefined
  if (attributesOf(value)?.has(name)) return undefined
  const found = membersOf(value)?.methods.get(name)
  return found && run(value, name, found, call, runtime)
}
