import { isMapping, type Located } from './document'
import { type SchemaView, viewOf } from './schema-view'

/** How deep an example is described. */
const depthMax = 8

/** The schema that an example suggests, with the places of the example's values as its places. */
export function exampleSchema(example: Located): SchemaView | undefined {
  const { value } = example
  if (typeof value !== 'object' || value === null) return undefined
  return viewOf({ value: describe(value, 0), pointer: example.pointer, document: example.document })
}

function describe(value: unknown, depth: number): Record<string, unknown> {
  if (value === null || depth > depthMax) return {}
  if (Array.isArray(value)) return { type: 'array', items: describe(value[0] ?? null, depth + 1) }
  if (isMapping(value)) {
    const entries = Object.entries(value).map(([key, each]) => [key, describe(each, depth + 1)])
    return { type: 'object', properties: Object.fromEntries(entries) }
  }
  if (typeof value === 'number') {
    return { type: Number.isInteger(value) ? 'integer' : 'number', example: value }
  }
  if (typeof value === 'boolean') return { type: 'boolean', example: value }
  return { type: 'string', example: value, ...formatOf(String(value)) }
}

function formatOf(text: string): Record<string, string> {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return { format: 'date-time' }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { format: 'date' }
  return /^https?:\/\//.test(text) ? { format: 'uri' } : {}
}
