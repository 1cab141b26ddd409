import { Dict } from '../values/collections'
import { isDict } from '../values/compare'
import { hashKey } from '../values/hash-key'
import { PythonTypeError, PythonValueError } from '../values/python-error'
import { Markup, ownValue, setKey, Tuple, type Value, type ValueObject } from '../values/value'
import { checkItems } from './budget'
import { iterate } from './operands'

/** A dict of either form. */
export type AnyDict = ValueObject | Dict

/** A dict's pairs in order. */
export function entriesOf(dict: AnyDict): (readonly [Value, Value])[] {
  return dict instanceof Dict ? [...dict.entries()] : Object.entries(dict)
}

/** The value under a key, or undefined. @throws PythonTypeError for keys that cannot be hashed */
export function lookUp(dict: AnyDict, key: Value): Value | undefined {
  if (dict instanceof Dict) return dict.get(key)
  if (typeof key === 'string') return ownValue(dict, key)
  if (key instanceof Markup) return ownValue(dict, key.text)
  // Other keys are in no dict of text, but must be such that can be hashed.
  hashKey(key)
  return undefined
}

/** Sets a key in place. */
export function assign(dict: AnyDict, key: Value, value: Value): void {
  if (dict instanceof Dict) {
    checkItems(dict.size + 1)
    dict.set(key, value)
  } else if (typeof key === 'string') setKey(dict as { [key: string]: Value }, key, value)
  else throw new PythonTypeError('This dict takes text as keys only')
}

/** Removes a key in place. */
export function remove(dict: AnyDict, key: Value): void {
  if (dict instanceof Dict) dict.delete(key)
  else if (typeof key === 'string') Reflect.deleteProperty(dict, key)
}

/**
 * A new dict, which may get keys of any type later and keeps its order; plain objects put numbers
 * first.
 */
export function makeDict(entries: readonly (readonly [Value, Value])[]): Dict {
  checkItems(entries.length)
  return new Dict(entries)
}

/** The pairs that `dict(…)` and `update(…)` take: of a dict, or of a list of pairs. */
export function pairsOf(value: Value): (readonly [Value, Value])[] {
  if (isDict(value)) return entriesOf(value)
  return Array.from(iterate(value), (pair) => {
    const [key, item, ...more] = iterate(pair)
    if (key === undefined || item === undefined || more.length > 0) {
      throw new PythonValueError('Each item of the sequence must be a pair')
    }
    return [key, item] as const
  })
}

/** A pair as a tuple. */
export function pairTuple([key, value]: readonly [Value, Value]): Tuple {
  return new Tuple([key, value])
}
