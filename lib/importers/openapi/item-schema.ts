import type { FactSchema } from '../facts'
import { rawAt, textAt } from './document'
import { itemView, propertiesOf, type SchemaView } from './schema-view'

/** Deeper parts of a record are declared as anything. */
const depthMax = 2
/** At most so many properties of one record are described, and of an object inside it. */
const propertiesMax = 200
const innerMax = 30

/** The schema of a record as the document declares it: composed parts merged, circles cut, everything nullable. */
export function itemSchema(item: SchemaView | undefined): FactSchema | undefined {
  if (item?.type !== 'object') return undefined
  const properties = propertiesOf(item)
  if (properties.size === 0) return undefined
  return {
    type: 'object',
    additionalProperties: true,
    properties: Object.fromEntries(
      [...properties].slice(0, propertiesMax).map(([name, view]) => [name, describe(view, 1)]),
    ),
  }
}

function describe(view: SchemaView, depth: number): FactSchema {
  const { located, type } = view
  const format = textAt(located, 'format')
  if (type === 'object') return object(view, depth)
  if (type === 'array') {
    const item = depth < depthMax ? itemView(view) : undefined
    return { type: ['array', 'null'], ...(item ? { items: describe(item, depth + 1) } : {}) }
  }
  if (type === 'unknown' || type === 'null' || hasSeveralTypes(view)) return {}
  const isDate = type === 'string' && (format === 'date' || format === 'date-time')
  return { type: [type, 'null'], ...(isDate ? { format } : {}) }
}

function object(view: SchemaView, depth: number): FactSchema {
  const properties = depth < depthMax ? propertiesOf(view) : new Map<string, SchemaView>()
  const inner = [...properties].slice(0, innerMax)
  return {
    type: ['object', 'null'],
    additionalProperties: true,
    ...(inner.length > 0
      ? {
          properties: Object.fromEntries(
            inner.map(([name, each]) => [name, describe(each, depth + 1)]),
          ),
        }
      : {}),
  }
}

/** Alternatives of different types, or a list of types besides null: anything may come. */
function hasSeveralTypes({ located }: SchemaView): boolean {
  const type = rawAt(located, 'type')
  if (Array.isArray(type) && type.filter((each) => each !== 'null').length > 1) return true
  return type === undefined && ['oneOf', 'anyOf'].some((key) => Array.isArray(rawAt(located, key)))
}
