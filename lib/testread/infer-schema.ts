import { Float } from '../engine/values/value'

type Schema = { readonly [key: string]: unknown }

/** A JSON Schema of the fields of some records: types seen, nullable throughout, dates recognised. */
export function schemaOfRecords(records: readonly unknown[]): Record<string, Schema> {
  return propertiesOf(records.filter(isObject))
}

function propertiesOf(objects: readonly Record<string, unknown>[]): Record<string, Schema> {
  const values = new Map<string, unknown[]>()
  for (const object of objects) {
    for (const [key, value] of Object.entries(object)) {
      const known = values.get(key)
      if (known) known.push(value)
      else values.set(key, [value])
    }
  }
  return Object.fromEntries([...values].map(([key, each]) => [key, schemaOfValues(each)]))
}

/** A JSON Schema that all of some values fit. */
export function schemaOfValues(values: readonly unknown[]): Schema {
  const present = values.filter((value) => value !== null && value !== undefined)
  const types = new Set(present.map(typeOfJson))
  if (types.has('number')) types.delete('integer')
  const type = [...types, 'null']
  const schema: Record<string, unknown> = { type }
  if (types.size === 1 && types.has('string')) {
    const format = formatOf(present as string[])
    if (format !== undefined) schema.format = format
  }
  if (types.has('object')) schema.properties = propertiesOf(present.filter(isObject))
  if (types.has('array')) {
    const items = present.flatMap((value) => (Array.isArray(value) ? value : []))
    if (items.length > 0) schema.items = schemaOfValues(items)
  }
  return schema
}

/** The type of a value as JSON Schema names it; null is an object here, look for it first. */
export function typeOfJson(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (value instanceof Float) return 'number'
  switch (typeof value) {
    case 'bigint':
      return 'integer'
    case 'number':
      return Number.isInteger(value) ? 'integer' : 'number'
    case 'boolean':
      return 'boolean'
    case 'string':
      return 'string'
    default:
      return 'object'
  }
}

const moment = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/
const day = /^\d{4}-\d{2}-\d{2}$/

function formatOf(texts: readonly string[]): string | undefined {
  if (texts.every((text) => moment.test(text))) return 'date-time'
  return texts.every((text) => day.test(text)) ? 'date' : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Float)
  )
}
