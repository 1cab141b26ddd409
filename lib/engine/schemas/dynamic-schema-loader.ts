import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { ManifestInvalid } from '../errors'
import type { EngineRecord } from '../events'
import { type Retriever, retrieverKind } from '../retrievers/retriever'
import { withCache } from '../retrievers/with-cache'
import { recordFilterKind } from '../selectors/record-filter'
import { StreamSlice } from '../slice'
import type { StreamScope } from '../stream-scope'
import { prepareAll, transformationKind } from '../transforms/transformation'
import type { Json, JsonObject } from '../values/value'
import type { SchemaLoader } from './schema-loader'
import { schemaReaderKind } from './schema-type-identifier'

export const dynamicSchemaLoader = defineComponent({
  schema: z
    .object({
      type: z.literal('DynamicSchemaLoader'),
      retriever: slot(retrieverKind).meta({
        title: 'Description',
        description: 'The request whose first record describes the fields.',
      }),
      schema_type_identifier: slot(schemaReaderKind).meta({
        title: 'Fields',
        description: 'How that record describes them.',
      }),
      schema_filter: slot(recordFilterKind).optional().meta({
        title: 'Filter',
        description: 'Which fields stay; each is looked at as a record with that one field.',
        group: 'advanced',
      }),
      schema_transformations: z.array(slot(transformationKind)).optional().meta({
        title: 'Transformations',
        description: 'Changes to the fields, the same as to records.',
        group: 'advanced',
      }),
    })
    .meta({
      title: 'From the API',
      description: 'The API describes the fields, for example those that a user has made.',
    }),

  create(config, context): SchemaLoader {
    const { retriever } = config
    const scope = loaderScope(context.stream?.name ?? '')
    const source = context.build(retrieverKind, withCache(retriever), 'retriever', scope)
    if (source.slices && retriever.partition_router) {
      throw new ManifestInvalid(
        'A schema is read from one record, so jobs for it cannot have partitions. Remove the partition_router.',
        { path: [...context.path, 'retriever', 'partition_router'] },
      )
    }
    const reader = context.build(
      schemaReaderKind,
      config.schema_type_identifier,
      'schema_type_identifier',
    )
    const filter =
      config.schema_filter && context.build(recordFilterKind, config.schema_filter, 'schema_filter')
    const changes = (config.schema_transformations ?? []).map((each, index) =>
      context.build(transformationKind, each, ['schema_transformations', index], scope),
    )
    const slice = new StreamSlice()

    return {
      async load() {
        const description = await firstRecord(source, context.engine.signal)
        let properties = description ? reader.properties(description) : {}
        if (filter) {
          properties = Object.fromEntries(
            Object.entries(properties).filter(([name, schema]) =>
              filter.keeps({ [name]: schema }, slice),
            ),
          )
        }
        const changed: { [key: string]: Json } = properties
        await prepareAll(changes)
        for (const change of changes) change.transform(changed, slice)
        return {
          $schema: 'https://json-schema.org/draft-07/schema#',
          type: 'object',
          additionalProperties: true,
          properties: changed,
        }
      },
    }
  },
})

async function firstRecord(
  source: Retriever,
  signal: AbortSignal,
): Promise<JsonObject | undefined> {
  async function* oneSlice() {
    yield new StreamSlice()
  }
  for await (const slice of source.slices?.(oneSlice) ?? oneSlice()) {
    const scope = { index: 0, purpose: 'schema', signal } as const
    for await (const records of source.read(slice, scope)) {
      const [first]: readonly (EngineRecord | undefined)[] = records
      if (first) return first
    }
  }
  return undefined
}

function loaderScope(streamName: string): StreamScope {
  return {
    name: streamName,
    primaryKey: [],
    transformations: [],
    slicePatcher: { patch: () => ({}) },
    cursor: undefined,
    state: {},
    isIncremental: false,
    schema: async () => ({}),
  }
}
