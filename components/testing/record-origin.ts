import { parseJson, stringifyJson } from '@/lib/engine/values/json'
import type { Json } from '@/lib/engine/values/value'
import { isJsonObject } from '@/lib/testread/json-object'
import type { CallView, RecordRow, TestRead } from '@/lib/testread/test-read'
import { valueAt } from '@/lib/testread/value-at'
import { bodyValueAt, placesOf } from './body-path'
import type { BodyKeys } from './tree-rows'

/** Where a value of a record came from. */
export interface RecordOrigin {
  readonly call: number
  /** In the body of its response: the value, or the record when the value was made later. */
  readonly keys?: BodyKeys | undefined
}

interface OriginParts {
  readonly read: TestRead
  readonly row: RecordRow
  /** The field in the record. */
  readonly field: readonly string[]
  /** Where records stand in a body, when that is known. */
  readonly recordsPath: readonly string[] | undefined
  readonly primaryKey: readonly (readonly string[])[]
}

/**
 * The call that brought a record, and its place in the response. The record is found by its key, else
 * by its number while the page lost none of its records; where neither says, only the call is known.
 */
export function originOf(parts: OriginParts): RecordOrigin | undefined {
  const { read, row, field, recordsPath } = parts
  const pages = read.slices.find(({ slice }) => slice === row.slice)?.pages ?? []
  const page = pages.find((each) => each.page === row.page)
  if (page?.call === undefined) return undefined
  const call = read.calls.find((each) => each.call === page.call)
  const body = call && bodyOf(call)
  if (!body || !recordsPath) return { call: page.call }
  const places = placesOf(body.value, recordsPath)
  const mine = read.records.filter(({ slice, page: on }) => slice === row.slice && on === row.page)
  const place =
    byKey(parts, body.value, places) ??
    (mine.length === places.length ? places[mine.indexOf(row)] : undefined)
  if (!place) return { call: page.call }
  const inside = [...place, ...field]
  const isThere = bodyValueAt(body.value, inside) !== undefined
  return { call: page.call, keys: isThere ? inside : place }
}

function byKey(
  { row, primaryKey }: OriginParts,
  body: Json,
  places: readonly BodyKeys[],
): BodyKeys | undefined {
  if (primaryKey.length === 0) return undefined
  const wanted = keyOf(row.data, primaryKey)
  if (wanted === undefined) return undefined
  return places.find((place) => keyOf(bodyValueAt(body, place), primaryKey) === wanted)
}

function keyOf(
  record: Json | undefined,
  primaryKey: readonly (readonly string[])[],
): string | undefined {
  if (!isJsonObject(record)) return undefined
  const values = primaryKey.map((path) => valueAt(record, path))
  return values.some((value) => value === undefined)
    ? undefined
    : stringifyJson(values as readonly Json[] as Json)
}

function bodyOf({ response }: CallView): { readonly value: Json } | undefined {
  if (!response) return undefined
  try {
    return { value: parseJson(response.bodyText) }
  } catch {
    return undefined
  }
}
