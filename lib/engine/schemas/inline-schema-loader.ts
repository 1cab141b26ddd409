import { z } from 'zod'
import { defineComponent } from '../component'
import type { JsonObject } from '../values/value'
import type { SchemaLoader } from './schema-loader'

const jsonSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null, {
  error: 'Expected a JSON Schema, which is a mapping',
})

export const inlineSchemaLoader = defineComponent({
  schema: z
    .object({
      type: z.literal('InlineSchemaLoader'),
      schema: jsonSchema.optional().meta({
        title: 'Schema',
        description: 'The JSON Schema of the records.',
        examples: [{ type: 'object', properties: { id: { type: 'integer' } } }],
        widget: 'json',
      }),
    })
    .meta({ title: 'Written here', description: 'The schema stands in the manifest.' }),

  create: ({ schema }): SchemaLoader => ({ load: async () => schema ?? {} }),
})
