import { z } from 'zod'
import { manifestBodyBytesMax, manifestTextSchema, momentSchema, projectParams } from './common'
import { defineContract } from './contract'

/** The text being edited. It may be broken YAML; half-finished work is saved too. */
export const saveDraft = defineContract({
  method: 'PUT',
  path: '/api/projects/:projectId/draft',
  summary: 'Saves the draft, unless a newer one was saved meanwhile (409 `draft_conflict`).',
  params: projectParams,
  body: z.strictObject({
    text: manifestTextSchema,
    baseRevision: z.int().meta({ description: 'The revision this edit started from.' }),
  }),
  bodyBytesMax: manifestBodyBytesMax,
  reply: z.object({ revision: z.int(), savedAt: momentSchema }),
})

/** `details` of the problem `draft_conflict`: the newer draft, so that both texts are kept. */
export const draftConflictSchema = z.object({
  text: z.string(),
  revision: z.int(),
  savedAt: momentSchema,
})

export type DraftConflict = z.output<typeof draftConflictSchema>
