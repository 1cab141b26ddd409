import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { copyJson } from '../values/json'
import type { JsonObject } from '../values/value'
import { buildMappings, componentMappingKind } from './component-mapping'
import type { ComponentsResolver } from './components-resolver'
import { yamlReader } from './read-yaml'

export const parametrizedComponentsResolver = defineComponent({
  schema: z
    .object({
      type: z.literal('ParametrizedComponentsResolver'),
      stream_parameters: z
        .object({
          type: z.literal('StreamParametersDefinition').optional(),
          list_of_parameters_for_stream: z.array(z.record(z.string(), z.unknown())).meta({
            title: 'Values',
            description: 'The values of each stream.',
            examples: [[{ name: 'orders' }, { name: 'refunds' }]],
          }),
        })
        .meta({ title: 'List', description: 'One stream for each entry.' }),
      components_mapping: z.array(slot(componentMappingKind)).meta({
        title: 'Fields',
        description: 'What differs between the streams.',
      }),
    })
    .meta({
      title: 'From a list',
      description: 'One stream for each entry of a list in the manifest.',
    }),

  create({ stream_parameters, components_mapping }, context): ComponentsResolver {
    const mappings = buildMappings(components_mapping, context, {
      allowsConditions: false,
      allowsNewFields: true,
    })
    const read = yamlReader(context, false)

    return {
      isFromConfig: false,
      async resolve(template) {
        return stream_parameters.list_of_parameters_for_stream.map((values) => {
          const stream = copyJson(template)
          const variables = {
            components_values: values as JsonObject,
            stream_template_config: template,
          }
          for (const mapping of mappings) mapping.apply(stream, variables, read)
          return stream
        })
      },
    }
  },
})
