import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { PropertyLists } from './property-lists'
import {
  propertiesFromEndpointKind,
  propertyChunkerKind,
  propertySelectorKind,
  type QueryProperties,
} from './query-properties-kind'

export const queryProperties = defineComponent({
  schema: z
    .object({
      type: z.literal('QueryProperties'),
      property_list: z.union([z.array(z.string()), slot(propertiesFromEndpointKind)]).meta({
        title: 'Properties',
        description: 'Their names, or an endpoint that lists them.',
        examples: [['id', 'name', 'email']],
      }),
      always_include_properties: z
        .array(z.string())
        .optional()
        .meta({
          title: 'In every request',
          description: 'Properties that each request asks for when there are several.',
          examples: [['id']],
        }),
      property_chunking: slot(propertyChunkerKind).optional().meta({
        title: 'Several requests',
        description: 'How to split the properties when one request cannot ask for all.',
      }),
      property_selector: slot(propertySelectorKind).optional().meta({
        title: 'Only wanted ones',
        description: 'Leaves out what the chosen schema does not have.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'Properties to ask for',
      description: 'The names of the fields that requests ask for.',
    }),

  create(config, context): QueryProperties {
    const { property_list: list } = config
    const endpoint = Array.isArray(list)
      ? undefined
      : context.build(propertiesFromEndpointKind, list, 'property_list')
    const fixed = Array.isArray(list) ? list : []
    return new PropertyLists({
      names: endpoint ? (scope) => endpoint.names(scope) : async () => fixed,
      always: config.always_include_properties ?? [],
      chunker:
        config.property_chunking &&
        context.build(propertyChunkerKind, config.property_chunking, 'property_chunking'),
      selector:
        config.property_selector &&
        context.build(propertySelectorKind, config.property_selector, 'property_selector'),
    })
  },
})
