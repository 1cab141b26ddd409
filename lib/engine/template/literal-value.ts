import { PythonSet } from '../values/collections'
import { isDict } from '../values/compare'
import { literalOr } from '../values/literal'
import { dictOf } from '../values/literal-parser'
import { toText } from '../values/text'
import { Bytes, Float, Tuple, type Value } from '../values/value'
import { entriesOf } from './dicts'

/**
 * What a rendered value is once its text has been read as a Python literal: numbers, null and
 * booleans are themselves; lists and dicts of such become copies; text may turn out to be any of
 * these; everything else becomes its text.
 */
export function literalValue(value: Value): Value {
  const copy = literalCopy(value, 0)
  return copy === undefined ? literalOr(toText(value)) : copy
}

const DEPTH_MAX = 90

/** A copy of a value whose Python text is a literal; undefined for others and, outside, for text. */
function literalCopy(value: Value, depth: number): Value | undefined {
  if (typeof value === 'string') return depth === 0 ? undefined : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (value === null || typeof value !== 'object' || value instanceof Float) return value
  return depth > DEPTH_MAX ? undefined : containerCopy(value, depth)
}

function containerCopy(value: Value & object, depth: number): Value | undefined {
  if (Array.isArray(value)) return copies(value, depth)
  if (value instanceof Tuple) {
    const items = copies(value.items, depth)
    return items && new Tuple(items)
  }
  if (value instanceof Bytes) return value
  if (value instanceof PythonSet) {
    const items = copies([...value.values()], depth)
    return items && new PythonSet(items)
  }
  return isDict(value) ? copyOfDict(entriesOf(value), depth) : undefined
}

function copies(items: readonly Value[], depth: number): Value[] | undefined {
  const result: Value[] = []
  for (const item of items) {
    const copy = literalCopy(item, depth + 1)
    if (copy === undefined) return undefined
    result.push(copy)
  }
  return result
}

function copyOfDict(
  entries: readonly (readonly [Value, Value])[],
  depth: number,
): Value | undefined {
  const copied: [Value, Value][] = []
  for (const [key, item] of entries) {
    const newKey = literalCopy(key, depth + 1)
    const newItem = literalCopy(item, depth + 1)
    if (newKey === undefined || newItem === undefined) return undefined
    copied.push([newKey, newItem])
  }
  return dictOf(copied)
}
