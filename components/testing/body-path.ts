import { isObject, type Json } from '@/lib/engine/values/value'
import type { BodyKeys } from './tree-rows'

/** The value at a place of a body; undefined where a step is missing. */
export function bodyValueAt(body: Json, keys: BodyKeys): Json | undefined {
  let value: Json | undefined = body
  for (const key of keys) {
    if (Array.isArray(value)) value = typeof key === 'number' ? value[key] : undefined
    else if (value !== undefined && isObject(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}

/** Names joined with dots; a name that would not be read back so stands in brackets. */
export function bodyPathText(keys: BodyKeys): string {
  return keys
    .map((key) => (/^[^.[\]"]+$/.test(String(key)) ? String(key) : `[${JSON.stringify(key)}]`))
    .join('.')
}

/**
 * The place of a value within its record, when the record stands at `recordsPath`: list positions on
 * the way are those of `*`, and that of the list at its end. Undefined for what is in no record.
 */
export function withinRecord(
  keys: BodyKeys,
  recordsPath: readonly string[],
): readonly string[] | undefined {
  const found = follow(keys, recordsPath)
  if (found === undefined) return undefined
  const [first, ...rest] = keys.slice(found)
  const inner = typeof first === 'number' ? rest : keys.slice(found)
  return inner.every((key) => typeof key === 'string') ? (inner as string[]) : undefined
}

/** Whether a value stands inside a record, so that it says nothing about pages. */
export function isInRecord(keys: BodyKeys, recordsPath: readonly string[]): boolean {
  const found = follow(keys, recordsPath)
  if (found === undefined || keys.length <= found) return false
  if (typeof keys[found] === 'number') return keys.length > found + 1
  // A body that is taken whole may be the frame of pages all the same.
  return found > 0
}

/** How many keys the path took; undefined when it leads elsewhere. */
function follow(keys: BodyKeys, recordsPath: readonly string[]): number | undefined {
  for (const [index, part] of recordsPath.entries()) {
    const key = keys[index]
    if (key === undefined || (part !== '*' && String(key) !== part)) return undefined
  }
  return recordsPath.length
}

/** Every place that a records path means in one body, in the order of the records. */
export function placesOf(body: Json, recordsPath: readonly string[]): BodyKeys[] {
  let places: BodyKeys[] = [[]]
  for (const part of recordsPath) {
    places = places.flatMap((place): BodyKeys[] => {
      const value = bodyValueAt(body, place)
      if (part === '*') return childKeys(value).map((key) => [...place, key])
      const key = Array.isArray(value) ? Number(part) : part
      return bodyValueAt(body, [...place, key]) === undefined ? [] : [[...place, key]]
    })
  }
  return places.flatMap((place): BodyKeys[] => {
    const value = bodyValueAt(body, place)
    return Array.isArray(value) ? value.map((_, index) => [...place, index]) : [place]
  })
}

function childKeys(value: Json | undefined): readonly (string | number)[] {
  if (Array.isArray(value)) return value.map((_, index) => index)
  return value !== undefined && isObject(value) ? Object.keys(value) : []
}
