import { z } from 'zod'
import { defineContract } from './contract'

/** What a new connector can start from. */
export const listSamples = defineContract({
  method: 'GET',
  path: '/api/samples',
  summary: 'Lists the bundled sample connectors and the streams of the practice API.',
  reply: z.object({
    samples: z.array(
      z.object({ name: z.string(), title: z.string(), streams: z.array(z.string()) }),
    ),
    practice: z
      .object({
        baseUrl: z.string(),
        streams: z.array(
          z.object({
            name: z.string(),
            title: z.string(),
            description: z.string(),
            group: z.string(),
            isSuggested: z.boolean(),
          }),
        ),
      })
      .optional()
      .meta({ description: 'Absent when the practice API could not be started.' }),
  }),
})

export type Samples = z.output<typeof listSamples.reply>
