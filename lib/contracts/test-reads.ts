import { z } from 'zod'
import type { ObservedEvent } from '../testread/test-read'
import {
  doneReply,
  idSchema,
  manifestBodyBytesMax,
  manifestTextSchema,
  projectParams,
} from './common'
import { defineContract } from './contract'
import { jsonObjectSchema } from './json-value'

/** Limits of a test read. Every one that is hit is said in a `limit` event. */
export const readLimitsSchema = z.strictObject({
  records: z.int().min(1).max(100_000),
  pagesPerSlice: z.int().min(1).max(10_000),
  slices: z.int().min(1).max(10_000),
  seconds: z.int().min(1).max(3_600),
  bytes: z.int().min(1_000).max(1_000_000_000),
})

/**
 * Which slices of the stream to read: the first so many, or those that have all the values of one
 * of `partitions` (values of the window count too). All, from the first, when absent.
 */
export const sliceChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('first'), count: z.int().min(1).max(10_000) }),
  z.strictObject({
    kind: z.literal('partitions'),
    partitions: z.array(jsonObjectSchema).min(1).max(1_000),
  }),
])

export type SliceChoice = z.output<typeof sliceChoiceSchema>

/** Names the tab that shows a run: a new run of the same project and tab replaces the old one. */
const tabSchema = z.string().min(1).max(64)

/** One line of a run. The last is always an `end` event. */
export const observedEventSchema = z
  .custom<ObservedEvent>(
    (value) => typeof value === 'object' && value !== null && 'kind' in value && 'atMs' in value,
    { error: 'Expected an event' },
  )
  .meta({
    type: 'object',
    required: ['kind', 'atMs'],
    description:
      'One event of a read: stream, generated, slice, call, answer, wait, records, page, slice-end, state, note, error, control, limit or end.',
  })

/**
 * Tests the text it is sent, saved or not, with the engine that runs it in earnest. Closing the
 * connection stops the call that is under way. Secrets are masked in every line.
 */
export const testRead = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/test-read',
  summary: 'Reads a stream within limits and streams what happens, one event a line.',
  params: projectParams,
  body: z.strictObject({
    text: manifestTextSchema,
    stream: z.string().min(1).max(1_000),
    environmentId: idSchema.optional(),
    limits: readLimitsSchema,
    sliceChoice: sliceChoiceSchema.optional(),
    state: jsonObjectSchema.optional(),
    proofCall: z.boolean().optional().meta({
      description: 'Ask once for the page behind the last one. Default true.',
    }),
    tab: tabSchema.optional(),
  }),
  bodyBytesMax: manifestBodyBytesMax,
  reply: observedEventSchema,
  format: 'ndjson',
})

export type TestReadBody = z.input<typeof testRead.body>

export const generatedStreams = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/generated-streams',
  summary: 'Asks for the streams that dynamic definitions make and streams what happens.',
  params: projectParams,
  body: z.strictObject({ text: manifestTextSchema, environmentId: idSchema.optional() }),
  bodyBytesMax: manifestBodyBytesMax,
  reply: observedEventSchema,
  format: 'ndjson',
})

export const skipWait = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/test-read/skip-wait',
  summary: 'Ends the waits that the run of this tab is in (404 `not_found` when none runs).',
  params: projectParams,
  body: z.strictObject({ tab: tabSchema }),
  reply: z.object({ skipped: z.int().meta({ description: 'How many waits ended.' }) }),
})

/** How one stream answered when it was asked for a record. */
export const streamCheckSchema = z.object({
  stream: z.string(),
  outcome: z.enum(['succeeded', 'failed']),
  /** One sentence for a person. */
  message: z.string(),
  code: z.string().optional(),
  blame: z.enum(['manifest', 'config', 'api', 'engine']).optional(),
})

export const checkConnection = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/check',
  summary: 'Tries the streams that the manifest checks and says, stream by stream, why not.',
  params: projectParams,
  body: z.strictObject({ text: manifestTextSchema, environmentId: idSchema.optional() }),
  bodyBytesMax: manifestBodyBytesMax,
  reply: z.object({
    outcome: z.enum(['succeeded', 'failed']),
    message: z.string(),
    streams: z.array(streamCheckSchema),
  }),
})

export type ConnectionCheck = z.output<typeof checkConnection.reply>

/** For those who cannot close the connection of the run, such as another tab. */
export const cancelTestRead = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/test-read/cancel',
  summary: 'Cancels the run of this tab; what it read so far is kept.',
  params: projectParams,
  body: z.strictObject({ tab: tabSchema }),
  reply: doneReply,
})
