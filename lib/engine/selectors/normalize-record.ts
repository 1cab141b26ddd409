import { numberOf } from '../backoffs/number-of'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import {
  Float,
  float,
  int,
  intOf,
  isList,
  isObject,
  type Json,
  type JsonObject,
  setKey,
} from '../values/value'

type MutableJson = { [key: string]: Json }

/**
 * Converts a record's values, in place, to the types that a JSON Schema names. What cannot be
 * converted stays as it is.
 */
export function normalizeRecord(record: Json, schema: JsonObject): void {
  descend(record, schema, schema, 0)
}

const depthMax = 100

function descend(value: Json, schema: JsonObject, root: JsonObject, depth: number): void {
  if (depth > depthMax) return
  const resolved = resolveReference(schema, root)
  if (isList(value)) descendList(value as Json[], resolved, root, depth)
  else if (isObject(value)) descendObject(value as MutableJson, resolved, root, depth)
}

function descendObject(
  value: MutableJson,
  schema: JsonObject,
  root: JsonObject,
  depth: number,
): void {
  const properties = objectAt(schema, 'properties')
  if (!properties) return
  for (const [key, subschema] of Object.entries(properties)) {
    if (!Object.hasOwn(value, key) || !isObject(subschema)) continue
    const converted = convert(value[key] ?? null, subschema as JsonObject)
    setKey(value, key, converted)
    descend(converted, subschema as JsonObject, root, depth + 1)
  }
}

function descendList(value: Json[], schema: JsonObject, root: JsonObject, depth: number): void {
  const items = objectAt(schema, 'items')
  if (!items) return
  for (const [i, each] of value.entries()) {
    const converted = convert(each, items)
    value[i] = converted
    descend(converted, items, root, depth + 1)
  }
}

function objectAt(schema: JsonObject, key: string): JsonObject | undefined {
  const value = Object.hasOwn(schema, key) ? schema[key] : undefined
  return value !== undefined && isObject(value) ? (value as JsonObject) : undefined
}

/** Follows references within the schema, such as `#/definitions/money`. */
function resolveReference(schema: JsonObject, root: JsonObject): JsonObject {
  let current = schema
  for (let hops = 0; typeof current.$ref === 'string' && hops < 20; hops += 1) {
    if (!current.$ref.startsWith('#')) return current
    let target: Json | undefined = root
    for (const part of current.$ref.slice(1).split('/').filter(Boolean)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
      target = isObject(target ?? null) ? (target as JsonObject)[key] : undefined
    }
    if (target === undefined || !isObject(target)) return current
    current = target as JsonObject
  }
  return current
}

/** A value in the type that a schema names. */
function convert(value: Json, schema: JsonObject): Json {
  const { type } = schema
  const types = isList(type ?? null) ? (type as readonly Json[]) : [type ?? null]
  if (value === null && types.includes('null')) return null
  const named = isList(type ?? null) ? types.filter((each) => each !== 'null') : types
  if (named.length !== 1) return value
  switch (named[0]) {
    case 'string':
      return toText(value)
    case 'integer':
      return toInteger(value)
    case 'number':
      return toNumber(value)
    case 'boolean':
      return toBoolean(value)
    case 'array':
      return toArray(value, schema)
    default:
      return value
  }
}

function toInteger(value: Json): Json {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return integerText(value) ?? value
  const number = value instanceof Float ? value.value : value
  if (typeof number !== 'number' || !Number.isFinite(number)) return value
  return intOf(Math.trunc(number))
}

function integerText(text: string): number | bigint | undefined {
  const trimmed = text.trim()
  return /^[+-]?\d+(?:_\d+)*$/.test(trimmed)
    ? int(BigInt(trimmed.replaceAll(/[_+]/g, '')))
    : undefined
}

function toNumber(value: Json): Json {
  const number = numberOf(value)
  return number === undefined ? value : float(number)
}

const yes = new Set(['y', 'yes', 't', 'true', 'on', '1'])
const no = new Set(['n', 'no', 'f', 'false', 'off', '0'])

function toBoolean(value: Json): Json {
  if (typeof value !== 'string') return isTruthy(value)
  const word = value.trim().toLowerCase()
  if (yes.has(word)) return true
  return no.has(word) ? false : value
}

const simpleTypes = new Set<Json>(['string', 'integer', 'number', 'boolean', 'null'])

/** A single value becomes a list where the schema's items may be simple values. */
function toArray(value: Json, schema: JsonObject): Json {
  if (isList(value) || isObject(value)) return value
  const type = objectAt(schema, 'items')?.type
  if (type === undefined) return [value]
  const isSimple = isList(type) && (type as readonly Json[]).every((each) => simpleTypes.has(each))
  return isSimple ? [value] : value
}
