import { Dict, PythonSet } from '../values/collections'
import { PythonTypeError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { isList, isObject, Tuple, type Value } from '../values/value'

/**
 * What iterating over a value yields: a list's items, a text's characters, a dict's keys.
 *
 * @throws PythonTypeError when the value cannot be iterated
 */
export function itemsOf(value: Value): readonly Value[] {
  if (typeof value === 'string') return [...value]
  if (isList(value)) return value
  if (value instanceof Tuple) return value.items
  if (value instanceof Dict) return [...value.keys()]
  if (value instanceof PythonSet) return [...value.values()]
  if (isObject(value)) return Object.keys(value)
  throw new PythonTypeError(`'${typeName(value)}' object is not iterable`)
}
