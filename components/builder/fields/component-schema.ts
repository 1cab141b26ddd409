import { z } from 'zod'
import type { Component } from '@/lib/engine/component'
import { registries } from '@/lib/engine/kinds'
import { listAt, objectAt, scalarText, textAt, valueAt } from '../manifest-values'

/** A part of a JSON Schema, with the hints that components give. */
export type SchemaNode = { readonly [key: string]: unknown }

/** A field of a component as a form needs it. */
export interface FieldSchema {
  readonly key: string
  readonly title: string
  readonly description: string | undefined
  readonly isRequired: boolean
  readonly isAdvanced: boolean
  readonly node: SchemaNode
}

export interface ComponentType {
  readonly type: string
  readonly title: string
  readonly description: string | undefined
}

const known = new Map<string, Component>()
for (const registry of registries) {
  for (const [type, component] of registry.components) known.set(type, component)
}

const fieldCache = new Map<string, readonly FieldSchema[]>()

/** The fields of a component; nothing when it is none of ours. */
export function fieldsOf(type: string): readonly FieldSchema[] | undefined {
  const component = known.get(type)
  if (component === undefined) return undefined
  const cached = fieldCache.get(type)
  if (cached !== undefined) return cached
  const fields = readFields(schemaOf(component.schema))
  fieldCache.set(type, fields)
  return fields
}

/** The JSON Schema of a zod schema, with the hints of its parts. */
export function schemaOf(schema: z.ZodType): SchemaNode {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
}

function readFields(schema: SchemaNode): FieldSchema[] {
  const required = new Set(listAt(schema, 'required'))
  return Object.entries(objectAt(schema, 'properties') ?? {}).flatMap(([key, node]) => {
    if (key === 'type' || key.startsWith('$')) return []
    const isRequired = required.has(key) && valueAt(node, 'default') === undefined
    return [
      {
        key,
        title: textAt(node, 'title') ?? words(key),
        description: textAt(node, 'description'),
        isRequired,
        isAdvanced: textAt(node, 'group') === 'advanced',
        node: objectAt(node) ?? {},
      },
    ]
  })
}

/** `max_retries` → `Max retries`. */
export function words(key: string): string {
  const text = key.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** The components that may stand in a slot of these kinds, in the order of their registries. */
export function typesOf(kinds: readonly string[]): ComponentType[] {
  return registries
    .filter((registry) => kinds.includes(registry.kind.name))
    .flatMap((registry) => registry.types.map(describe))
}

/** A component with its title; types that are not ours go by their type. */
export function describe(type: string): ComponentType {
  const component = known.get(type)
  const meta = component?.schema.meta()
  return {
    type,
    title: scalarText(meta?.title) ?? type,
    description: scalarText(meta?.description),
  }
}

export function isKnownType(type: string): boolean {
  return known.has(type)
}

/** Keys of a component that its form does not draw. */
export function unknownKeys(type: string, value: unknown): string[] {
  const fields = fieldsOf(type)
  if (fields === undefined) return []
  const drawn = new Set(['type', '$parameters', '$ref', ...fields.map((field) => field.key)])
  return Object.keys(objectAt(value) ?? {}).filter((key) => !drawn.has(key))
}
