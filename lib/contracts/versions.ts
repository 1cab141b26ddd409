import { z } from 'zod'
import { momentSchema, projectParams } from './common'
import { defineContract } from './contract'

/** A frozen text with a number that counts from 1 within its project. */
export const versionSummarySchema = z.object({
  number: z.int(),
  notes: z.string(),
  characters: z.int(),
  publishedAt: momentSchema,
})

export type VersionSummary = z.output<typeof versionSummarySchema>

export const versionSchema = versionSummarySchema.extend({ text: z.string() })

export type Version = z.output<typeof versionSchema>

export const publishVersion = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/versions',
  summary: 'Freezes the saved draft as the next version (409 `draft_conflict` when it moved on).',
  params: projectParams,
  body: z.strictObject({
    notes: z.string().max(10_000),
    revision: z.int().meta({ description: 'The revision of the draft that is meant.' }),
  }),
  reply: versionSummarySchema,
})

export const listVersions = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/versions',
  summary: 'Lists the versions, the newest first.',
  params: projectParams,
  reply: z.object({ versions: z.array(versionSummarySchema) }),
})

export const getVersion = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/versions/:number',
  summary: 'Gives a version with its text.',
  params: projectParams.extend({ number: z.coerce.number<string | number>().int().min(1) }),
  reply: versionSchema,
})
