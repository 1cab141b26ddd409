import { z } from 'zod'
import { type BuildContext, defineComponent, defineKind, slot, template } from '../component'
import { ReadFailed } from '../errors'
import { interpolatedBoolean, interpolatedString } from '../interpolate'
import { itemsOf } from '../partitions/iterate-value'
import { isEqual } from '../values/compare'
import { getAt } from '../values/dpath'
import { toText } from '../values/text'
import { isObject, type Json, type JsonObject } from '../values/value'

/** Reads the fields of a stream from a record that describes them. */
export interface SchemaReader {
  /** The schema of each field by name. @throws ReadFailed when the description is not understood */
  properties(description: JsonObject): { [name: string]: Json }
}

export const schemaReaderKind = defineKind<SchemaReader>('SchemaTypeIdentifier')

/** Another word for a type. */
export interface TypeName {
  readonly from: Json
  readonly to: Json
  applies(description: JsonObject): boolean
}

export const typeNameKind = defineKind<TypeName>('TypesMap')

const names = z.union([z.string(), z.array(z.string())])

export const typesMap = defineComponent({
  schema: z
    .object({
      type: z.literal('TypesMap'),
      current_type: names.meta({
        title: "The API's word",
        description: 'The type as the API names it.',
        examples: ['dropdown', ['string', 'null']],
      }),
      target_type: z.union([names, z.record(z.string(), z.unknown())]).meta({
        title: 'Type',
        description: 'What it is. An array says the type of its items.',
        examples: ['string', { field_type: 'array', items: 'integer' }],
      }),
      condition: template('config', 'raw_schema').optional().meta({
        title: 'Condition',
        description: 'The mapping applies only when this is true.',
        group: 'advanced',
      }),
    })
    .meta({ title: 'Type', description: "What one of the API's types is." }),

  create({ current_type, target_type, condition }, context): TypeName {
    const holds = condition ? interpolatedBoolean(condition, context) : () => true
    return {
      from: current_type,
      to: target_type as Json,
      applies: (description) => holds({ raw_schema: description }),
    }
  },
})

const pointer = z.array(template('config'))

export const schemaTypeIdentifier = defineComponent({
  schema: z
    .object({
      type: z.literal('SchemaTypeIdentifier'),
      schema_pointer: pointer.default([]).meta({
        title: 'Fields',
        description: 'Where the record lists the fields; the record itself when left out.',
        examples: [['fields']],
      }),
      key_pointer: pointer.meta({
        title: 'Name',
        description: 'Where a field says its name.',
        examples: [['name']],
      }),
      type_pointer: pointer.optional().meta({
        title: 'Type',
        description: 'Where a field says its type; text when left out.',
        examples: [['type']],
      }),
      types_mapping: z.array(slot(typeNameKind)).optional().meta({
        title: 'Types',
        description: "What the API's types are.",
      }),
    })
    .meta({ title: 'Description of fields', description: 'How a record describes the fields.' }),

  create(config, context): SchemaReader {
    const render = (path: readonly string[]) =>
      path.map((part) => toText(interpolatedString(part, context)()))
    const mappings = (config.types_mapping ?? []).map((each, index) =>
      context.build(typeNameKind, each, ['types_mapping', index]),
    )
    return {
      properties(description) {
        const fields = getAt(description, render(config.schema_pointer), null)
        const properties: { [name: string]: Json } = {}
        for (const field of itemsOf(fields)) {
          const name = getAt(field as Json, render(config.key_pointer), null)
          if (typeof name !== 'string') throw notUnderstood('Expected key to be a string', context)
          const typePath = config.type_pointer && render(config.type_pointer)
          const word = typePath ? getAt(field as Json, typePath, 'string' as Json) : 'string'
          const mapping = mappings.find(
            (each) => isEqual(each.from, word ?? 'string') && each.applies(field as JsonObject),
          )
          properties[name] = schemaOf(mapping ? mapping.to : (word ?? 'string'), context)
        }
        return properties
      },
    }
  },
})

const plain = ['string', 'boolean', 'integer', 'number', 'array', 'object']

const formats: Readonly<Record<string, JsonObject>> = {
  date: { type: ['null', 'string'], format: 'date' },
  timestamp_with_timezone: { type: ['null', 'string'], format: 'date-time' },
  timestamp_without_timezone: {
    type: ['null', 'string'],
    format: 'date-time',
    airbyte_type: 'timestamp_without_timezone',
  },
  time_with_timezone: {
    type: ['null', 'string'],
    format: 'time',
    airbyte_type: 'time_with_timezone',
  },
  time_without_timezone: {
    type: ['null', 'string'],
    format: 'time',
    airbyte_type: 'time_without_timezone',
  },
}

/** The JSON Schema of a type: a name, two names for either, or an array with its items. */
function schemaOf(type: Json, context: BuildContext): JsonObject {
  if (typeof type === 'string') {
    if (plain.includes(type)) return { type: ['null', type] }
    const format = formats[type]
    if (format) return format
    throw notUnderstood(`Invalid Airbyte data type: ${type}`, context)
  }
  if (Array.isArray(type) && type.length === 2) {
    return { oneOf: type.map((each) => schemaOf(each, context)) }
  }
  if (isObject(type)) return complexSchema(type as JsonObject, context)
  throw notUnderstood('Invalid data type. A type is a name, two names or an array', context)
}

function complexSchema({ field_type, items }: JsonObject, context: BuildContext): JsonObject {
  if (items === undefined || items === null) return schemaOf(field_type ?? null, context)
  if (field_type !== 'array') throw notUnderstood('Only arrays have items', context)
  return { ...schemaOf('array', context), items: schemaOf(items, context) }
}

function notUnderstood(message: string, { path }: BuildContext): ReadFailed {
  return new ReadFailed('schema_not_understood', 'manifest', message, { path })
}
