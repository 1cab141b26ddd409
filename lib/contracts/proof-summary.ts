import { z } from 'zod'
import { stationNames } from '../testread/test-read'
import { idSchema, momentSchema } from './common'

/** What the checks of a run say together; the checks themselves follow from its events. */
export const proofSummarySchema = z.object({
  level: z.enum(['complete', 'probable', 'unknown', 'truncated']),
  isSample: z.boolean().meta({ description: 'The run was ended by a limit or by Cancel.' }),
  title: z.string(),
  text: z.string(),
  station: z.enum(stationNames).optional(),
  missing: z.int().optional().meta({ description: 'Records that are missing, when it is known.' }),
})

export type ProofSummary = z.output<typeof proofSummarySchema>

/** The last run of a stream, short enough for a list. */
export const lastRunSchema = z.object({
  runId: idSchema,
  outcome: z.enum(['completed', 'failed', 'limited', 'cancelled']),
  records: z.int(),
  endedAt: momentSchema,
  /** Absent when the run failed before there was anything to judge. */
  proof: proofSummarySchema.optional(),
  isStale: z.boolean().meta({ description: 'The draft has changed since this run.' }),
})

export type LastRun = z.output<typeof lastRunSchema>
