import { isList, isObject, type Json, type JsonObject } from '../values/value'

/** The value at a path without wildcards; list indices may count from the end. */
export function plainLookup(root: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = root
  for (const segment of path) {
    if (value === undefined) return undefined
    value = memberOf(value, segment)
  }
  return value
}

function memberOf(value: Json, segment: string): Json | undefined {
  if (isList(value)) {
    return /^-?\d+$/.test(segment) ? (value as readonly Json[]).at(Number(segment)) : undefined
  }
  if (!isObject(value) || !Object.hasOwn(value, segment)) return undefined
  return (value as JsonObject)[segment]
}
