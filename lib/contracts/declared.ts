import { z } from 'zod'
import { projectParams } from './common'
import { defineContract } from './contract'
import { evidenceSchema, modelNameSchema } from './imports'
import { jsonSchema } from './json-value'

const declaredStreamSchema = z.object({
  stream: z.string(),
  suggestions: z.array(
    z.object({
      path: z.string().meta({ description: 'JSON pointer that begins at the stream.' }),
      value: jsonSchema,
      title: z.string(),
      confidence: z.enum(['certain', 'likely', 'guess']),
      evidence: z.array(evidenceSchema),
      foundBy: modelNameSchema.optional().meta({ description: 'The model; absent for rules.' }),
    }),
  ),
})

/** What documents said of a stream when a project was made from them. */
export type DeclaredStream = z.output<typeof declaredStreamSchema>

export const getDeclared = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/declared',
  summary:
    'Gives what the documents that a project was imported from say of its streams, to be held against runs.',
  params: projectParams,
  reply: z.object({
    streams: z
      .array(declaredStreamSchema)
      .meta({ description: 'By the names of that time; none for a project made otherwise.' }),
  }),
})
