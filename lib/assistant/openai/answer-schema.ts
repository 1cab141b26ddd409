import { z } from 'zod'

/** The words of JSON Schema that strict structured output knows everywhere. */
const kept = new Set([
  'type',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  'enum',
  'const',
  'description',
])

/**
 * A zod schema as JSON Schema for strict structured output: limits of length and number are left out,
 * since endpoints refuse them; the answer is checked against the whole schema anyway.
 */
export function answerSchema(schema: z.ZodType): Record<string, unknown> {
  return mapping(z.toJSONSchema(schema) as Record<string, unknown>)
}

function mapping(schema: Record<string, unknown>): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [word, value] of Object.entries(schema)) {
    if (word === 'properties') {
      result[word] = Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([name, each]) => [name, inner(each)]),
      )
    } else if (kept.has(word)) {
      result[word] = word === 'items' || word === 'anyOf' ? inner(value) : value
    }
  }
  return result
}

function inner(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inner)
  return typeof value === 'object' && value !== null
    ? mapping(value as Record<string, unknown>)
    : value
}
