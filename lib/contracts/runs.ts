import { z } from 'zod'
import { idSchema, momentSchema, projectParams } from './common'
import { defineContract } from './contract'
import { proofSummarySchema } from './proof-summary'
import { observedEventSchema, readLimitsSchema } from './test-reads'

/** A finished test read. Of a project at least the last 20 are kept. */
export const runSchema = z.object({
  id: idSchema,
  stream: z.string(),
  environmentName: z.string().optional(),
  outcome: z.enum(['completed', 'failed', 'limited', 'cancelled']),
  proof: proofSummarySchema.optional(),
  records: z.int(),
  calls: z.int(),
  bytes: z.int(),
  elapsedMs: z.number(),
  limits: readLimitsSchema,
  startedAt: momentSchema,
  endedAt: momentSchema,
  isStale: z.boolean().meta({ description: 'The draft has changed since this run.' }),
  /** The run was too large to keep whole; the first events are there. */
  isEventsCut: z.boolean(),
})

export type Run = z.output<typeof runSchema>

export const listRuns = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/runs',
  summary: 'Lists the last runs of a project, the newest first.',
  params: projectParams,
  query: z.strictObject({ stream: z.string().max(1_000).optional() }),
  reply: z.object({ runs: z.array(runSchema) }),
})

export const getRunEvents = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/runs/:runId/events',
  summary: 'Gives the events of a run as they were streamed, one a line.',
  params: projectParams.extend({ runId: idSchema }),
  reply: observedEventSchema,
  format: 'ndjson',
})
