import { Dict, PythonSet } from '../values/collections'
import { keyText } from '../values/json'
import { toText } from '../values/text'
import {
  Bytes,
  Float,
  isList,
  isObject,
  type Json,
  objectOf,
  Tuple,
  type Value,
} from '../values/value'

/** A value as a record can hold it: tuples are lists, dates and the like are their text. */
export function jsonOf(value: Value): Json {
  if (typeof value !== 'object' || value === null || value instanceof Float) return value
  if (isList(value)) return value.map(jsonOf)
  if (value instanceof Tuple) return value.items.map(jsonOf)
  if (value instanceof PythonSet) return [...value.values()].map(jsonOf)
  if (value instanceof Bytes) return toText(value)
  if (value instanceof Dict) {
    return objectOf(
      [...value.entries()].map(([key, each]) => [keyText(key), jsonOf(each)] as const),
    )
  }
  if (!isObject(value)) return toText(value)
  return objectOf(Object.entries(value).map(([key, each]) => [key, jsonOf(each)] as const))
}
