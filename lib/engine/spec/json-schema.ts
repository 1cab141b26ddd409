import { z } from 'zod'
import { isObject, type Json, type JsonObject } from '../values/value'

/**
 * What is wrong with a value under a JSON Schema, in words; nothing when it fits. Formats are not
 * looked at, as in the reference engine, and words that no validator knows count as no rule.
 */
export function schemaViolation(schema: JsonObject, value: unknown): string | undefined {
  let validator: z.ZodType
  try {
    const rules = withoutFormats(schema) as Parameters<typeof z.fromJSONSchema>[0]
    validator = z.fromJSONSchema(rules)
  } catch {
    return undefined
  }
  const parsed = validator.safeParse(value)
  if (parsed.success) return undefined
  const [issue] = parsed.error.issues
  const place = (issue?.path ?? []).map(String).join('.')
  return place === '' ? issue?.message : `${place}: ${issue?.message}`
}

/** Words whose members are schemas by name, so that a key inside may be called anything. */
const named = new Set(['properties', 'patternProperties', 'definitions', '$defs'])

function withoutFormats(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(withoutFormats)
  if (!isObject(schema)) return schema
  const entries = Object.entries(schema as JsonObject)
    .filter(([key]) => key !== 'format')
    .map(([key, value]) => [key, named.has(key) ? mapNamed(value) : withoutFormats(value)])
  return Object.fromEntries(entries)
}

function mapNamed(schemas: Json): Json {
  if (!isObject(schemas)) return schemas
  const entries = Object.entries(schemas as JsonObject)
  return Object.fromEntries(entries.map(([key, schema]) => [key, withoutFormats(schema)]))
}
