import { z } from 'zod'
import { stationNames } from '../testread/test-read'
import { idSchema, manifestBodyBytesMax } from './common'
import { defineContract } from './contract'
import { evidenceSchema } from './imports'
import { jsonObjectSchema } from './json-value'
import { modelPromptSchema } from './model-imports'

/** Stations of a stream, and the inputs. */
const places = [...stationNames, 'inputs'] as const

const headersSchema = z.array(z.tuple([z.string(), z.string()])).max(500)
const bodyTextSchema = z.string().max(200_000)

/** The call on which a run ended, as its events told it. */
export const failedCallSchema = z.strictObject({
  call: z.int(),
  sent: z.strictObject({
    method: z.string().max(20),
    url: z.string().max(20_000),
    headers: headersSchema,
    body: bodyTextSchema.optional(),
  }),
  response: z.strictObject({
    status: z.int().min(400).max(599),
    headers: headersSchema,
    bodyText: bodyTextSchema,
  }),
})

export type FailedCallInput = z.output<typeof failedCallSchema>

const about = {
  params: z.object({ projectId: idSchema }),
  body: z.strictObject({
    failed: failedCallSchema,
    at: z.string().max(1_000).meta({ description: 'JSON pointer to the stream.' }),
    stream: jsonObjectSchema.meta({ description: 'The stream without references.' }),
  }),
  bodyBytesMax: manifestBodyBytesMax,
} as const

/**
 * Secrets and test values of all environments of the project are masked in what is sent. 409
 * `model_missing` when no model is chosen.
 */
export const explainFailedCall = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/explain',
  summary: 'Asks the model why a call failed; for calls that no rule explains.',
  ...about,
  reply: z.object({
    outcome: z.enum(['explained', 'unknown', 'failed']).meta({
      description: '`unknown`: it cannot tell, or what it said does not stand in the exchange.',
    }),
    model: z.string(),
    message: z.string().optional().meta({ description: 'Why it failed and what to do.' }),
    explanation: z
      .object({
        cause: z.string(),
        look: z.enum(places).optional().meta({ description: 'Where it is mended.' }),
        suggestion: z
          .object({
            path: z.string(),
            value: z.union([z.string(), z.number()]),
            title: z.string(),
            confidence: z.enum(['certain', 'likely', 'guess']),
            evidence: z.array(evidenceSchema),
          })
          .optional(),
      })
      .optional(),
  }),
})

export type ModelExplanationReply = z.output<typeof explainFailedCall.reply>

/** Sends nothing anywhere. */
export const previewExplanation = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/explain/prompt',
  summary: 'Gives the exact question that a model would be asked about a failed call.',
  ...about,
  reply: z.object({ prompts: z.array(modelPromptSchema) }),
})
