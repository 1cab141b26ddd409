import { z } from 'zod'
import { connectionCheckKind } from '../engine/checks/connection-check'
import { slot } from '../engine/component'
import { apiBudgetKind } from '../engine/requesters/api-budget'
import { dynamicStreamKind } from '../engine/resolvers/dynamic-stream'
import { connectorSpecKind } from '../engine/spec/connector-spec'
import { concurrencyKind } from '../engine/streams/concurrency-level'
import { streamListKind } from '../engine/streams/conditional-streams'
import { streamKind } from '../engine/streams/stream'

const streamGroup = z.strictObject({
  streams: z
    .array(slot(streamKind))
    .meta({ title: 'Streams', description: 'The streams of the group.' }),
  action: z
    .strictObject({ type: z.literal('BlockSimultaneousSyncsAction') })
    .meta({ title: 'Action', description: 'What to do about reading them at the same time.' }),
})

/** The manifest itself. Components inside are slots, which the registries fill. */
export const manifestSchema = z
  .strictObject({
    type: z.literal('DeclarativeSource').default('DeclarativeSource'),
    version: z.string().meta({
      title: 'Version',
      description: 'The version of the manifest language this was written for.',
      examples: ['6.60.0'],
    }),
    description: z.string().optional().meta({
      title: 'Description',
      description: 'What the connector reads, for its documentation.',
    }),
    check: slot(connectionCheckKind).meta({
      title: 'Check',
      description: 'How to try the connection, usually by reading a stream.',
    }),
    streams: z.array(slot(streamKind, streamListKind)).optional().meta({
      title: 'Streams',
      description: 'The sources of records.',
    }),
    dynamic_streams: z.array(slot(dynamicStreamKind)).optional().meta({
      title: 'Dynamic streams',
      description: 'Streams that are made from a template while running.',
    }),
    spec: slot(connectorSpecKind).optional().meta({
      title: 'Inputs',
      description: 'What users of the connector have to give.',
    }),
    concurrency_level: slot(concurrencyKind).optional().meta({
      title: 'Concurrency',
      description: 'How many slices are read at the same time.',
    }),
    api_budget: slot(apiBudgetKind).optional().meta({
      title: 'Call limits',
      description: 'How many calls the API allows.',
    }),
    stream_groups: z.record(z.string(), streamGroup).optional().meta({
      title: 'Stream groups',
      description: 'Streams that must not be read at the same time, by the name of the group.',
    }),
    max_concurrent_async_job_count: z
      .union([z.int(), z.string()])
      .optional()
      .meta({
        title: 'Jobs at the same time',
        description: 'How many asynchronous jobs the API runs for one account.',
        examples: [3, "{{ config['max_jobs'] }}"],
      }),
    definitions: z.record(z.string(), z.unknown()).optional().meta({
      title: 'Shared parts',
      description: 'Parts that streams refer to with `$ref`.',
    }),
    schemas: z.record(z.string(), z.unknown()).optional().meta({
      title: 'Shared schemas',
      description: 'JSON schemas of streams, by the name of the stream.',
    }),
    metadata: z.record(z.string(), z.unknown()).optional().meta({
      title: 'Metadata',
      description: 'Notes of tools. The engine does not read them.',
    }),
  })
  .meta({
    title: 'Manifest',
    description:
      'A connector as text: what users give, which streams there are and how to read them.',
  })
