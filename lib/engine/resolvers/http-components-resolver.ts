import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { createFinalStateCursor } from '../cursors/final-state-cursor'
import { buildRouter } from '../partitions/build-router'
import { retrieverKind } from '../retrievers/retriever'
import { withCache } from '../retrievers/with-cache'
import type { StreamScope } from '../stream-scope'
import { copyJson } from '../values/json'
import type { JsonObject } from '../values/value'
import { buildMappings, componentMappingKind } from './component-mapping'
import type { ComponentsResolver } from './components-resolver'

export const httpComponentsResolver = defineComponent({
  schema: z
    .object({
      type: z.literal('HttpComponentsResolver'),
      retriever: slot(retrieverKind).meta({
        title: 'List',
        description: 'The request whose records make a stream each.',
      }),
      components_mapping: z.array(slot(componentMappingKind)).meta({
        title: 'Fields',
        description: 'What differs between the streams.',
      }),
    })
    .meta({ title: 'From the API', description: 'One stream for each record of a request.' }),

  create({ retriever, components_mapping }, context): ComponentsResolver {
    const mappings = buildMappings(components_mapping, context, {
      allowsConditions: false,
      allowsNewFields: false,
    })

    return {
      isFromConfig: false,
      async resolve(template) {
        const scope = resolverScope()
        const router = buildRouter(retriever.partition_router, context, ['retriever'], scope)
        const cursor = createFinalStateCursor(router)
        scope.slicePatcher = cursor
        const source = context.build(retrieverKind, withCache(retriever), 'retriever', scope)
        const streams: JsonObject[] = []
        const slices = source.slices?.(() => cursor.slices()) ?? cursor.slices()
        let index = 0
        for await (const slice of slices) {
          const place = { index, purpose: 'components', signal: context.engine.signal } as const
          index += 1
          for await (const records of source.read(slice, place)) {
            for (const record of records) {
              const stream = copyJson(template)
              const variables = {
                components_values: record,
                stream_template_config: template,
                stream_slice: slice.merged,
              }
              for (const mapping of mappings) mapping.apply(stream, variables, (value) => value)
              streams.push(stream)
            }
          }
        }
        return streams
      },
    }
  },
})

function resolverScope(): StreamScope & { slicePatcher: StreamScope['slicePatcher'] } {
  return {
    name: '__http_components_resolver',
    primaryKey: [],
    transformations: [],
    slicePatcher: { patch: () => ({}) },
    cursor: undefined,
    state: {},
    isIncremental: false,
    schema: async () => ({}),
  }
}
