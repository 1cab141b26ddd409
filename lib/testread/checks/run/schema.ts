import { Float, type Json, type JsonObject } from '../../../engine/values/value'
import { isJsonObject } from '../../json-object'
import { count, type RunRule } from '../rule'

/** Records are what the declared schema says: types of the top-level fields, and no fields beside. */
export const schema: RunRule = (read, info) => {
  const properties = info.schema?.properties
  if (!isJsonObject(properties) || read.records.length === 0) return []
  // A schema without fields declares nothing: that is what a stream has before its first run.
  if (Object.keys(properties).length === 0) return []
  const differences = new Map<string, string>()
  for (const { data } of read.records) compare(data, properties, differences)
  const base = { station: 'schema', weight: 'none', calls: [] } as const
  if (differences.size === 0) {
    const text = 'Every record fits the declared schema.'
    return [
      { ...base, id: 'schema-fits', title: 'Records fit the schema', outcome: 'passed', text },
    ]
  }
  const [[name, what] = ['', '']] = differences
  const rest = differences.size - 1
  const text = `\`${name}\` ${what}${rest > 0 ? `, and ${count(rest, 'more difference')}` : ''}.`
  return [
    {
      ...base,
      id: 'schema-differs',
      title: 'Records differ from the schema',
      outcome: 'warning',
      text,
    },
  ]
}

function compare(data: JsonObject, properties: JsonObject, into: Map<string, string>) {
  for (const [name, value] of Object.entries(data)) {
    if (into.has(name)) continue
    const declared = properties[name]
    if (declared === undefined) into.set(name, 'is not declared')
    else if (isJsonObject(declared) && !fits(value, declared)) {
      into.set(name, `is ${typeOf(value)}, declared ${JSON.stringify(declared.type)}`)
    }
  }
}

function fits(value: Json, declared: JsonObject): boolean {
  const types = typesOf(declared)
  if (types.length === 0) return true
  const type = typeOf(value)
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}

function typesOf(declared: JsonObject): string[] {
  if (typeof declared.type === 'string') return [declared.type]
  if (Array.isArray(declared.type)) return declared.type.map(String)
  return []
}

function typeOf(value: Json): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Float) return 'number'
  if (typeof value === 'bigint') return 'integer'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value === 'object' ? 'object' : typeof value
}
