import { z } from 'zod'
import type { Registry } from '../engine/component'
import { registries } from '../engine/kinds'
import { customSchema, customTypeNames, customTypesOf } from './custom-types'
import { manifestSchema } from './schema'

/** A JSON Schema (draft 7). Besides the standard's words it may have `slot`, `template` and `group`. */
export type JsonSchema = { readonly [key: string]: unknown }

/** What the schema is made for. */
export interface JsonSchemaOptions {
  /**
   * Leave out what is required. For the text while it is edited: `$ref` and `$parameters` may give a
   * field that is not written there. `checkManifest` finds what is really missing.
   */
  readonly isForEditing?: boolean
}

/**
 * The manifest language as JSON Schema, from the schemas of the engine's components: for completion,
 * forms, documentation and other tools.
 *
 * Every component is a definition under its type. A place for a component is an `anyOf` of references
 * and keeps the names of its kinds as `slot`; every component also takes `$ref` and `$parameters`.
 */
export function manifestJsonSchema({ isForEditing = false }: JsonSchemaOptions = {}): JsonSchema {
  const definitions: Record<string, JsonSchema> = {}
  for (const registry of registries) {
    for (const type of registry.types) definitions[type] = open(componentSchema(registry, type))
  }
  for (const type of customTypeNames) definitions[type] = open(customSchema(type))
  const root = open(toSchema(manifestSchema))
  const whole = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...(filled(root, isForEditing) as JsonSchema),
    definitions: filled(definitions, isForEditing) as JsonSchema,
  }
  return whole
}

const known = new Map<Registry, Map<string, JsonSchema>>()

/** The schema of one component as it is written, with `slot` in the places of other components. */
export function componentSchema(registry: Registry, type: string): JsonSchema {
  let types = known.get(registry)
  if (!types) {
    types = new Map()
    known.set(registry, types)
  }
  const before = types.get(type)
  if (before) return before
  const component = registry.components.get(type)
  if (!component) throw new TypeError(`No component is registered for ${type}`)
  const schema = toSchema(component.schema)
  types.set(type, schema)
  return schema
}

/** The types that may stand in a slot of these kinds. */
export function typesOfKinds(kinds: readonly string[]): readonly string[] {
  return registries.filter(({ kind }) => kinds.includes(kind.name)).flatMap(({ types }) => types)
}

/** The schema of the manifest itself, with slots. */
export function rootSchema(): JsonSchema {
  return toSchema(manifestSchema)
}

function toSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    target: 'draft-7',
  })
  return rest
}

/** A component may take parts from elsewhere. */
function open(schema: JsonSchema): JsonSchema {
  const properties = {
    ...(schema.properties as JsonSchema),
    $ref: {
      type: 'string',
      title: 'Shared part',
      description: 'A part of `definitions` to take over.',
    },
    $parameters: {
      type: 'object',
      title: 'Parameters',
      description: 'Values for fields of this component and of all components inside it.',
    },
  }
  return { ...schema, properties }
}

/** Puts references in the place of slots. */
function filled(value: unknown, isForEditing: boolean): unknown {
  if (Array.isArray(value)) return value.map((each) => filled(each, isForEditing))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(
    ([key, each]) => !(isForEditing && key === 'required' && Array.isArray(each)),
  )
  const result = Object.fromEntries(entries.map(([key, each]) => [key, filled(each, isForEditing)]))
  const { slot } = value as { slot?: unknown }
  if (!Array.isArray(slot)) return withoutBounds(result)
  const kinds = slot.map(String)
  const types = [...typesOfKinds(kinds), ...customTypesOf(kinds)]
  const references = types.map((type) => ({ $ref: `#/definitions/${pointer(type)}` }))
  const shared = { type: 'string', pattern: '^#/' }
  return { ...result, anyOf: isForEditing ? [...references, shared] : references }
}

/** The bounds of safe integers say nothing to a person. */
function withoutBounds(schema: Record<string, unknown>): Record<string, unknown> {
  const { minimum, maximum, ...rest } = schema
  return {
    ...rest,
    ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
    ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
  }
}

function pointer(type: string): string {
  return type.replaceAll('~', '~0').replaceAll('/', '~1')
}
