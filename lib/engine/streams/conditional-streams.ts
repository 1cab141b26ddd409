import { z } from 'zod'
import { defineComponent, defineKind, slot, template } from '../component'
import { interpolatedBoolean } from '../interpolate'
import type { ManifestPath } from '../path'
import { streamKind } from './stream'

/** Streams that are there together or not at all. */
export interface StreamList {
  readonly isIncluded: boolean
  readonly streams: readonly { readonly config: unknown; readonly key: ManifestPath }[]
}

export const streamListKind = defineKind<StreamList>('StreamList')

export const conditionalStreams = defineComponent({
  schema: z
    .object({
      type: z.literal('ConditionalStreams'),
      condition: template('config').meta({
        title: 'Condition',
        description: 'The streams are there when this is true.',
        examples: ["{{ config['edition'] == 'enterprise' }}"],
      }),
      streams: z.array(slot(streamKind)).meta({
        title: 'Streams',
        description: 'The streams that depend on the condition.',
      }),
    })
    .meta({
      title: 'Streams under a condition',
      description: 'Streams that only some configurations have.',
    }),

  create: ({ condition, streams }, context): StreamList => ({
    isIncluded: interpolatedBoolean(condition, { ...context, parameters: {} })(),
    streams: streams.map((config, index) => ({ config, key: ['streams', index] })),
  }),
})
