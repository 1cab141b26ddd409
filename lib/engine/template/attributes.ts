import { PythonObject } from '../values/python-object'
import type { Value } from '../values/value'

/** Attributes by name, kept or worked out. */
export interface AttributeSource {
  has(name: string): boolean
  get(name: string): Value | undefined
}

const known = new WeakMap<object, AttributeSource>()

/**
 * Gives a dict attributes: a dot finds them before the dict's keys, as with the slice's `partition`
 * or the record's `data`. Everything else sees the dict as it is.
 */
export function withAttributes<T extends object>(
  dict: T,
  attributes: Readonly<Record<string, Value>>,
): T {
  known.set(dict, new Map(Object.entries(attributes)))
  return dict
}

/** Attributes that `withAttributes` or a value of its own class has. */
export function attributesOf(value: Value): AttributeSource | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const given = known.get(value)
  if (given || !(value instanceof PythonObject)) return given
  return (value as { attributes?: AttributeSource }).attributes
}
