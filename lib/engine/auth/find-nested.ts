import { isList, isObject, type Json } from '../values/value'

const depthMax = 5

/**
 * The value of a key in an answer, at the root or up to five levels down; the first in reading
 * order. Undefined when there is none.
 */
export function findNested(body: Json, key: string, depth = 0): Json | undefined {
  if (depth > depthMax) return undefined
  if (isList(body)) return firstOf(body as readonly Json[], key, depth)
  if (!isObject(body)) return undefined
  const object = body as { readonly [name: string]: Json }
  return Object.hasOwn(object, key) ? object[key] : firstOf(Object.values(object), key, depth)
}

function firstOf(values: readonly Json[], key: string, depth: number): Json | undefined {
  for (const value of values) {
    const found = findNested(value, key, depth + 1)
    if (found !== undefined) return found
  }
  return undefined
}
