import { z } from 'zod'
import { defineComponent, template } from '../component'
import { runOf } from '../run'
import type { SchemaLoader } from './schema-loader'

export const jsonFileSchemaLoader = defineComponent({
  schema: z
    .object({
      type: z.literal('JsonFileSchemaLoader'),
      file_path: template('config')
        .optional()
        .meta({
          title: 'File',
          description: 'Where the schema lies in a connector that ships as a package.',
          examples: ["./schemas/{{ parameters['name'] }}.json"],
        }),
    })
    .meta({
      title: 'In a file',
      description:
        'The schema lies in a file beside the connector. A manifest alone has no files, so here any fields are allowed.',
    }),

  create: (_, context): SchemaLoader => ({
    async load() {
      runOf(context.engine).note(
        'info',
        `The schema of ${context.stream?.name ?? 'the stream'} lies in a file that is no part of the manifest; its records may have any fields.`,
        context.path,
        context.stream?.name,
      )
      return {}
    },
  }),
})
