import { z } from 'zod'
import { manifestBodyBytesMax, manifestPathSchema, manifestTextSchema } from './common'
import { defineContract } from './contract'

/** Something wrong with a manifest, with its place in the parsed manifest and in the text. */
export const manifestProblemSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  path: manifestPathSchema,
  /** Lines and columns count from 1. */
  place: z.object({ line: z.int(), column: z.int() }).optional(),
})

export const validateManifest = defineContract({
  method: 'POST',
  path: '/api/validate',
  summary: 'Lists what is wrong with a manifest. Nothing is stored.',
  body: z.strictObject({ text: manifestTextSchema }),
  bodyBytesMax: manifestBodyBytesMax,
  reply: z.object({ problems: z.array(manifestProblemSchema) }),
})
