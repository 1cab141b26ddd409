import type { Registry } from '../lib/engine/component'
import { registries } from '../lib/engine/kinds'
import { componentSchema, type JsonSchema } from '../lib/manifest/json-schema'

/** A component as a manifest writes it. */
export type Example = { readonly type: string; readonly [field: string]: unknown }

/** What a slot is filled with in an example, where its first type is not the most telling one. */
const usualTypes: Readonly<Record<string, string>> = {
  Authenticator: 'BearerAuthenticator',
  Decoder: 'JsonDecoder',
  Paginator: 'DefaultPaginator',
  RecordExtractor: 'DpathExtractor',
  Stream: 'DeclarativeStream',
}

/**
 * An example of a component: what `written` says of it, else its required fields and those main
 * fields whose schema has an example, with examples of the components inside.
 */
export function exampleOf(
  registry: Registry,
  type: string,
  written: Readonly<Record<string, Example>>,
): Example {
  const own = written[type]
  if (own) return { ...own, type }
  const fields = Object.entries(propertiesOf(componentSchema(registry, type)))
    .filter(([name, schema]) => name !== 'type' && isShown(registry, type, name, schema))
    .map(([name, schema]) => [name, exampleValue(schema, written)] as const)
    .filter(([, value]) => value !== undefined)
  return { type, ...Object.fromEntries(fields) }
}

/** The fields of a component or of an object, by name. */
export function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schema.properties ?? {}) as Readonly<Record<string, JsonSchema>>
}

function isShown(registry: Registry, type: string, name: string, schema: JsonSchema): boolean {
  const { required = [] } = componentSchema(registry, type) as { required?: string[] }
  if (required.includes(name)) return true
  const hasExample = Array.isArray(schema.examples) && schema.examples.length > 0
  return hasExample && schema.group !== 'advanced' && schema.deprecated !== true
}

function exampleValue(schema: JsonSchema, written: Readonly<Record<string, Example>>): unknown {
  const { examples, slot, type, items, anyOf, const: only, enum: choices } = schema
  if (Array.isArray(examples) && examples.length > 0) return examples[0]
  if (Array.isArray(slot)) return slotExample(slot, written)
  if (only !== undefined) return only
  if (Array.isArray(choices)) return choices[0]
  if (type === 'array') return [exampleValue((items ?? {}) as JsonSchema, written)]
  if (Array.isArray(anyOf)) return exampleValue((anyOf[0] ?? {}) as JsonSchema, written)
  if (type === 'object') return objectExample(schema, written)
  return undefined
}

function objectExample(
  schema: JsonSchema,
  written: Readonly<Record<string, Example>>,
): Readonly<Record<string, unknown>> {
  const required = (schema.required ?? []) as readonly string[]
  const properties = propertiesOf(schema)
  return Object.fromEntries(
    required.map((name) => [name, exampleValue(properties[name] ?? {}, written)]),
  )
}

function slotExample(
  kinds: readonly string[],
  written: Readonly<Record<string, Example>>,
): Example | undefined {
  const registry = registries.find(({ kind }) => kind.name === kinds[0])
  if (!registry) return undefined
  const type = usualTypes[registry.kind.name] ?? registry.types[0]
  return type === undefined ? undefined : exampleOf(registry, type, written)
}
