import { isObject, type Json, type JsonObject } from '../engine/values/value'

/** Replaces secrets in text by `****`. */
export type Mask = (text: string) => string

/**
 * A mask for the values of a config that its specification marks as secret (`airbyte_secret`), at
 * any depth and in any of several forms.
 */
export function createMask(specification: JsonObject, config: JsonObject): Mask {
  const found = [...secretsIn(specification, config)]
  const secrets = [...new Set(found.filter((text) => text !== ''))]
  secrets.sort((left, right) => right.length - left.length)
  return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, '****'), text)
}

function* secretsIn(schema: JsonObject, value: Json): Generator<string> {
  if (schema.airbyte_secret === true) yield* texts(value)
  if (!isObject(value)) return
  for (const key of ['oneOf', 'anyOf', 'allOf']) {
    const forms = schema[key]
    if (Array.isArray(forms)) for (const form of forms) yield* secretsIn(form as JsonObject, value)
  }
  const { properties } = schema
  if (properties === undefined || !isObject(properties)) return
  for (const [key, property] of Object.entries(properties as JsonObject)) {
    const own = (value as JsonObject)[key]
    if (own !== undefined && isObject(property)) yield* secretsIn(property as JsonObject, own)
  }
}

function* texts(value: Json): Generator<string> {
  if (value === null) return
  if (Array.isArray(value)) for (const each of value) yield* texts(each)
  else if (isObject(value)) for (const each of Object.values(value)) yield* texts(each as Json)
  else yield String(value)
}
