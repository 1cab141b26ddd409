import { Dict, PythonSet } from '../values/collections'
import { isDict, isEqual, numeric, stringOf } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import { typeName } from '../values/type-name'
import {
  Bytes,
  Float,
  isInt,
  isObject,
  Opaque,
  Tuple,
  Undefined,
  type Value,
} from '../values/value'
import { checkItems } from './budget'
import type { Runtime } from './runtime'
import { TemplateForbidden, UndefinedValue } from './template-error'

/** A sequence of values that is worked out as it is read, once. */
export class PythonIterator extends Opaque implements Iterable<Value> {
  readonly typeName: string
  readonly text: string
  readonly #iterator: Iterator<Value>

  constructor(name: string, items: Iterable<Value>, typeName = 'generator') {
    super()
    this.typeName = typeName
    this.text = `<${typeName === 'generator' ? 'generator object ' : ''}${name} at 0x7f0000000000>`
    this.#iterator = items[Symbol.iterator]()
  }

  [Symbol.iterator](): Iterator<Value> {
    return { next: () => this.#iterator.next() }
  }
}

/** What `dict.items()`, `keys()` and `values()` give: a list that prints in a form of its own. */
export class DictView extends Opaque {
  readonly typeName: 'dict_items' | 'dict_keys' | 'dict_values'
  readonly items: readonly Value[]
  readonly #render: (items: readonly Value[]) => string

  constructor(
    kind: 'dict_items' | 'dict_keys' | 'dict_values',
    items: readonly Value[],
    render: (items: readonly Value[]) => string,
  ) {
    super()
    this.typeName = kind
    this.items = items
    this.#render = render
  }

  /** Views of keys and pairs are equal as sets. */
  equals(other: object): boolean {
    if (!(other instanceof DictView) || this.typeName === 'dict_values') return false
    if (other.items.length !== this.items.length) return false
    return this.items.every((item) => other.items.some((each) => isEqual(item, each)))
  }

  get text(): string {
    return `${this.typeName}(${this.#render(this.items)})`
  }
}

/** Ends the evaluation where a missing value is used as if it were there. */
export function failOn(value: Undefined): never {
  if (value.isUnsafe) throw new TemplateForbidden(value.hint)
  throw new UndefinedValue(value.hint)
}

/** Characters of text, by code point. */
export function characters(text: string): string[] {
  checkItems(text.length)
  return Array.from(text)
}

/** Whether text has characters beyond the first plane, which take two units. */
export function isWide(text: string): boolean {
  return /[\ud800-\udfff]/.test(text)
}

/** Python's `iter(value)`. @throws PythonTypeError for what cannot be gone through */
export function iterate(value: Value): Iterable<Value> {
  if (Array.isArray(value)) return value
  const text = stringOf(value)
  if (text !== undefined) return characters(text)
  if (value instanceof Undefined) return value.isUnsafe ? failOn(value) : []
  if (isDict(value)) return value instanceof Dict ? [...value.keys()] : Object.keys(value)
  const items = sequenceItems(value) ?? otherItems(value)
  if (items) return items
  throw new PythonTypeError(`'${typeName(value)}' object is not iterable`)
}

/** Whether a value can be gone through; an iterator is not moved by the question. */
export function isIterable(value: Value): boolean {
  if (value instanceof PythonIterator) return true
  try {
    iterate(value)
    return true
  } catch (error) {
    if (error instanceof PythonTypeError) return false
    throw error
  }
}

/** The items of a list or tuple. */
export function sequenceItems(value: Value): readonly Value[] | undefined {
  if (Array.isArray(value)) return value
  return value instanceof Tuple ? value.items : undefined
}

function otherItems(value: Value): Iterable<Value> | undefined {
  if (value instanceof PythonIterator) return value
  if (value instanceof DictView) return value.items
  if (value instanceof PythonSet) return value.values()
  return value instanceof Bytes ? value.data : undefined
}

/** Python's `list(value)`; every item counts as a step. */
export function listOf(value: Value, runtime: Runtime): Value[] {
  const items: Value[] = []
  for (const item of iterate(value)) {
    runtime.budget.step()
    items.push(item)
  }
  checkItems(items.length)
  return items
}

/** Python's `len(value)`. @throws PythonTypeError */
export function lengthOf(value: Value): number {
  const text = stringOf(value)
  if (text !== undefined) return isWide(text) ? Array.from(text).length : text.length
  const items = sequenceItems(value)
  if (items) return items.length
  if (isObject(value)) return Object.keys(value).length
  if (value instanceof Dict || value instanceof PythonSet) return value.size
  if (value instanceof DictView) return value.items.length
  if (value instanceof Bytes) return value.data.length
  if (value instanceof Undefined) return value.isUnsafe ? failOn(value) : 0
  throw new PythonTypeError(`object of type '${typeName(value)}' has no len()`)
}

/** A whole number where Python wants an index. @throws PythonTypeError */
export function indexOf(value: Value): number {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (isInt(value)) return Number(value)
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`'${typeName(value)}' object cannot be interpreted as an integer`)
}

/** The number of an int, float or boolean. @throws PythonTypeError */
export function numberOf(value: Value): number | bigint {
  const number = numeric(value)
  if (number !== undefined) return number
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`a number is needed, not '${typeName(value)}'`)
}

/** Text where Python wants a str. @throws PythonTypeError */
export function textArgument(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  if (value instanceof Undefined) failOn(value)
  throw new PythonTypeError(`text is needed, not '${typeName(value)}'`)
}

/** Whether a value is an int or a boolean, which Python counts as one. */
export function isIntLike(value: Value): value is number | bigint | boolean {
  return typeof value === 'boolean' || isInt(value)
}

/** Whether a number stands for a float. */
export function isFloatLike(value: Value): boolean {
  return value instanceof Float || (typeof value === 'number' && !Number.isInteger(value))
}
