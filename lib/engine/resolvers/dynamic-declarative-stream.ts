import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import { streamKind } from '../streams/stream'
import type { JsonObject } from '../values/value'
import { componentsResolverKind } from './components-resolver'
import type { DynamicStreams } from './dynamic-stream'

export const dynamicDeclarativeStream = defineComponent({
  schema: z
    .object({
      type: z.literal('DynamicDeclarativeStream'),
      name: z
        .string()
        .optional()
        .meta({
          title: 'Name',
          description: 'What these streams are called together.',
          examples: ['tables'],
        }),
      stream_template: slot(streamKind).meta({
        title: 'Template',
        description: 'A stream; each made stream is a copy of it with some fields changed.',
      }),
      components_resolver: slot(componentsResolverKind).meta({
        title: 'List',
        description: 'Where the list comes from that the streams are made from.',
      }),
      use_parent_parameters: z.boolean().default(true).meta({
        title: 'Outer parameters win',
        description: 'Whether `$parameters` from outside win over those of the template.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Streams from a template',
      description: 'Makes streams from a list, for example one for each table.',
    }),

  create(config, context): DynamicStreams {
    const key = 'components_resolver'
    const resolver = context.build(componentsResolverKind, config.components_resolver, key)
    return {
      name: config.name || undefined,
      isFromConfig: resolver.isFromConfig,
      async resolve() {
        const { tools, path } = context
        if (!tools) {
          throw new ManifestInvalid('Streams made from templates need the manifest tools', { path })
        }
        const template: JsonObject = config.stream_template
        const streams = await resolver.resolve(template)
        return streams.map((stream) => {
          const typed = tools.propagate(stream, {}, config.use_parent_parameters)
          return { type: 'DeclarativeStream', ...typed }
        })
      },
    }
  },
})
