import { z } from 'zod'
import { manifestPathSchema } from './common'

/**
 * What every endpoint answers when it cannot do what it was asked: a problem document
 * (RFC 9457, `application/problem+json`). `code` is stable; `title` is a sentence for a person.
 */
export const problemDocumentSchema = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  /** Who can change something about it, when that is known. */
  blame: z.enum(['manifest', 'config', 'api', 'engine']).optional(),
  /** The component of the manifest to highlight. */
  path: manifestPathSchema.optional(),
  /** What else a program can use; each code has its own shape. */
  details: z.unknown().optional(),
})

export type ProblemDocument = z.output<typeof problemDocumentSchema>
