import { z } from 'zod'
import { defineComponent } from '../component'
import { unavailability } from './availability'
import { configOverridesSchema } from './config-overrides'
import type { ConnectionCheck } from './connection-check'

export const checkDynamicStream = defineComponent({
  schema: z
    .object({
      type: z.literal('CheckDynamicStream'),
      stream_count: z.int().meta({
        title: 'How many',
        description: 'So many streams are checked, those that are written out first.',
        examples: [1],
      }),
      use_check_availability: z.boolean().default(true).meta({
        title: 'Read a record',
        description: 'Otherwise it is enough that the list of streams can be made.',
      }),
      config_overrides: configOverridesSchema,
    })
    .meta({
      title: 'Read from made streams',
      description: 'Makes the streams of the templates and reads a record from the first ones.',
    }),

  create: ({ stream_count, use_check_availability, config_overrides }): ConnectionCheck => ({
    configOverrides: config_overrides ?? {},
    async run({ all, engine }) {
      const streams = await all()
      if (streams.length === 0) {
        return { status: 'FAILED', message: 'No streams to connect to from source' }
      }
      if (!use_check_availability) return { status: 'SUCCEEDED' }
      for (const listed of streams.slice(0, Math.max(0, stream_count))) {
        const reason = await unavailability(listed.define().open({ isSelected: true }), engine)
        if (reason !== undefined) {
          return { status: 'FAILED', message: `Stream ${listed.name} is not available: ${reason}` }
        }
      }
      return { status: 'SUCCEEDED' }
    },
  }),
})
