import { z } from 'zod'
import type { JsonObject } from '../values/value'

/**
 * What is wrong with a value under a JSON Schema, in words; nothing when it fits. Words that no
 * validator knows count as no rule.
 */
export function schemaViolation(schema: JsonObject, value: unknown): string | undefined {
  let validator: z.ZodType
  try {
    validator = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
  } catch {
    return undefined
  }
  const parsed = validator.safeParse(value)
  if (parsed.success) return undefined
  const [issue] = parsed.error.issues
  const place = (issue?.path ?? []).map(String).join('.')
  return place === '' ? issue?.message : `${place}: ${issue?.message}`
}
