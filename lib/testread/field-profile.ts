import { Float, type Json, type JsonObject } from '../engine/values/value'
import { schemaOfValues, typeOfJson } from './infer-schema'
import { isJsonObject } from './json-object'
import { valueAt } from './value-at'

/** How what records hold differs from what is declared. */
export type FieldDifference = 'new' | 'type' | 'null' | 'not-seen'

/** One field of the records beside its declaration. */
export interface FieldProfile {
  readonly path: readonly string[]
  /** Of the declaration; undefined when there is none. */
  readonly declared: JsonObject | undefined
  /** What the values that were seen would be declared as; undefined when there was none. */
  readonly found: JsonObject | undefined
  readonly difference: FieldDifference | undefined
  /** Records, or objects that could have held it. */
  readonly total: number
  /** Of these: without the field, or with null in it. */
  readonly missing: number
  readonly nulls: number
  /** Values that differ from each other, at most `distinctMax`. */
  readonly distinct: number
  /** The first values that differ. */
  readonly samples: readonly Json[]
  /** Smallest and largest of numbers and of dates; sizes of lists. */
  readonly range: { readonly least: Json; readonly most: Json } | undefined
}

/** Distinct values are counted to here; more are too many to matter. */
export const distinctMax = 1_000

const samplesMax = 3
const depthMax = 4
const fieldsMax = 2_000

/**
 * Every field of some records beside what a schema declares, declared ones first in their order.
 * Objects are gone into where the schema declares their fields. Never throws; a schema that is no
 * mapping declares nothing.
 */
export function profileFields(
  records: readonly JsonObject[],
  schema: JsonObject | undefined,
): FieldProfile[] {
  return profilesOf(records, propertiesOf(schema), []).slice(0, fieldsMax)
}

/** One field of some records by itself, wherever it stands in them. */
export function profileField(
  records: readonly JsonObject[],
  path: readonly string[],
): FieldProfile {
  const values = records
    .map((record) => valueAt(record, path))
    .filter((value): value is Json => value !== undefined)
  return profileOf(path, values, undefined, records.length)
}

function profilesOf(
  objects: readonly JsonObject[],
  declared: JsonObject,
  above: readonly string[],
): FieldProfile[] {
  const seen = new Map<string, Json[]>()
  for (const object of objects) {
    for (const [name, value] of Object.entries(object)) {
      const values = seen.get(name)
      if (values) values.push(value)
      else seen.set(name, [value])
    }
  }
  const names = [...new Set([...Object.keys(declared), ...seen.keys()])]
  return names.flatMap((name) => {
    const path = [...above, name]
    const values = seen.get(name) ?? []
    const own = declared[name]
    const field = isJsonObject(own) ? own : undefined
    const profile = profileOf(path, values, field, objects.length)
    const inner = propertiesOf(field)
    if (path.length >= depthMax || Object.keys(inner).length === 0) return [profile]
    return [profile, ...profilesOf(values.filter(isJsonObject), inner, path)]
  })
}

function profileOf(
  path: readonly string[],
  values: readonly Json[],
  declared: JsonObject | undefined,
  total: number,
): FieldProfile {
  const present = values.filter((value) => value !== null)
  const found = present.length === 0 ? undefined : (schemaOfValues(values) as JsonObject)
  const distinct = firstDistinct(present)
  return {
    path,
    declared,
    found,
    difference: differenceOf(present, values.length - present.length, declared),
    total,
    missing: total - values.length,
    nulls: values.length - present.length,
    distinct: distinct.size,
    samples: [...distinct.values()].slice(0, samplesMax),
    range: rangeOf(present),
  }
}

function differenceOf(
  present: readonly Json[],
  nulls: number,
  declared: JsonObject | undefined,
): FieldDifference | undefined {
  // A field that was always null tells nothing that could be declared.
  if (!declared) return present.length > 0 ? 'new' : undefined
  const types = typesOf(declared)
  if (types.length > 0 && present.some((value) => !fits(value, types))) return 'type'
  if (nulls > 0 && types.length > 0 && !types.includes('null')) return 'null'
  return present.length === 0 && nulls === 0 ? 'not-seen' : undefined
}

/** The types that a declaration allows; none when it allows all. */
export function typesOf(declared: JsonObject): readonly string[] {
  const { type } = declared
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : []
}

function fits(value: Json, types: readonly string[]): boolean {
  const type = typeOfJson(value)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

function propertiesOf(schema: JsonObject | undefined): JsonObject {
  return isJsonObject(schema?.properties) ? schema.properties : {}
}

function firstDistinct(values: readonly Json[]): Map<string, Json> {
  const distinct = new Map<string, Json>()
  for (const value of values) {
    const key = keyOf(value)
    if (!distinct.has(key)) distinct.set(key, value)
    if (distinct.size >= distinctMax) break
  }
  return distinct
}

/** Told apart as JSON tells them apart; integers of any size and `1` and `1.0` too. */
function keyOf(value: Json): string {
  if (typeof value === 'string') return `"${value}`
  return JSON.stringify(value, (_key, each) => {
    if (typeof each === 'bigint') return `${each}`
    return each instanceof Float ? `${each.value}f` : each
  })
}

function rangeOf(values: readonly Json[]): FieldProfile['range'] {
  const [first] = values
  if (first === undefined) return undefined
  if (values.every(Array.isArray)) {
    const sizes = values.map((value) => (value as readonly Json[]).length)
    return { least: sizes.reduce(least), most: sizes.reduce(most) }
  }
  const measures = values.map(measureOf)
  if (measures.some((measure) => measure === undefined)) return undefined
  const kinds = new Set(measures.map((measure) => typeof measure === 'string'))
  if (kinds.size > 1) return undefined
  const at = (isBetter: (one: Measure, other: Measure) => boolean) =>
    measures.reduce<number>(
      (best, measure, index) =>
        isBetter(measure as Measure, measures[best] as Measure) ? index : best,
      0,
    )
  return {
    least: values[at((one, other) => one < other)] ?? null,
    most: values[at((one, other) => one > other)] ?? null,
  }
}

type Measure = number | bigint | string

const least = (one: number, other: number) => Math.min(one, other)
const most = (one: number, other: number) => Math.max(one, other)

const date = /^\d{4}-\d{2}-\d{2}/

/** What orders a value among its like: numbers as they are, dates as text. */
function measureOf(value: Json): Measure | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (value instanceof Float) return value.value
  return typeof value === 'string' && date.test(value) ? value : undefined
}
