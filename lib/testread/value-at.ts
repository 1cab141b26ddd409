import { Float, type Json, type JsonObject } from '../engine/values/value'

/** The value at a path of plain keys; undefined where a step is missing. Null is a value. */
export function valueAt(record: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = record
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined
    if (value instanceof Float || Array.isArray(value)) return undefined
    value = Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined
  }
  return value
}
