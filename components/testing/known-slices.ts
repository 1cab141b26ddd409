import { stringifyJson } from '@/lib/engine/values/json'
import { isObject, type JsonObject } from '@/lib/engine/values/value'
import type { SliceView } from '@/lib/testread/test-read'
import { cellText } from './cell-text'

/** The values that name a slice: those of its partition and of its window. */
export function sliceValues({ partition, window }: SliceView): JsonObject {
  const own = Object.entries({ ...partition, ...window }).filter(
    // Values of the parents' own slices are long and name nothing new.
    ([key, value]) => key !== 'parent_slice' && !(isObject(value) && key === 'extra_fields'),
  )
  return Object.fromEntries(own)
}

/** `ord_10719`, or a window's two ends. */
export function sliceName(values: JsonObject): string {
  return Object.values(values)
    .map((value) => cellText(value, 40))
    .join(' – ')
}

export const sameSlice = (one: JsonObject, other: JsonObject) =>
  stringifyJson(one) === stringifyJson(other)

/** Known slices with those of a run: a run of chosen slices does not make the others forgotten. */
export function withSlicesOf(
  known: readonly JsonObject[],
  slices: readonly SliceView[],
): readonly JsonObject[] {
  const names = new Set(known.map((values) => stringifyJson(values)))
  const added = slices
    .map(sliceValues)
    .filter((values) => Object.keys(values).length > 0 && !names.has(stringifyJson(values)))
  return added.length === 0 ? known : [...known, ...added]
}

/** `order_id=ord_1`, several separated by commas; nothing while it is not finished. */
export function readSlice(text: string): JsonObject | undefined {
  const pairs = text.split(',').map((part) => /^\s*([^=\s]+)\s*=\s*(.+?)\s*$/.exec(part))
  const entries = pairs.flatMap((match) =>
    match?.[1] && match[2] ? [[match[1], match[2]] as const] : [],
  )
  return entries.length === pairs.length ? Object.fromEntries(entries) : undefined
}
