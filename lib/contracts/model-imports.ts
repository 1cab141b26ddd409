import { z } from 'zod'
import { claimsSchema } from '../assistant/claims'
import { defineContract } from './contract'
import {
  evidenceSchema,
  foundStreamSchema,
  importBodyBytesMax,
  importDocumentsSchema,
  modelNameSchema,
} from './imports'

/** A question as it is sent, word by word. */
export const modelPromptSchema = z.object({
  number: z.int().meta({ description: 'Counts from 1.' }),
  title: z.string(),
  system: z.string(),
  parts: z.array(z.object({ title: z.string(), text: z.string() })),
  tokens: z.int().meta({ description: 'Estimated, on the safe side.' }),
  leftOut: z.array(z.string()).meta({ description: 'What did not fit, in words.' }),
})

export type ModelPrompt = z.output<typeof modelPromptSchema>

/** A statement of the model that differs from what the document declares; that was kept. */
export const contradictionSchema = z.object({
  topic: z.string(),
  streams: z.array(z.string()),
  /** Where the model reads something else. */
  claimed: evidenceSchema,
  /** Where it is declared. */
  declared: evidenceSchema.optional(),
})

export type Contradiction = z.output<typeof contradictionSchema>

/** What the model found so far, over what the rules found. */
const found = {
  streams: z.array(foundStreamSchema).meta({
    description: 'Those in which the model found something; they replace the ones of their names.',
  }),
  contradictions: z.array(contradictionSchema),
  claims: claimsSchema.meta({
    description: 'What held of what the model said. `createProject` takes it.',
  }),
}

/** One line of a reading with a model. The last is `done`. */
export const modelImportEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('planned'),
    model: modelNameSchema,
    prompts: z.array(modelPromptSchema),
    notes: z.array(z.string()).meta({ description: 'What is not asked, and why.' }),
  }),
  z.object({ kind: z.literal('asked'), question: z.int() }),
  z.object({ kind: z.literal('progress'), question: z.int(), characters: z.int() }),
  z.object({
    kind: z.literal('answered'),
    question: z.int(),
    used: z.int(),
    refused: z.int(),
  }),
  z.object({
    kind: z.literal('failed'),
    question: z.int(),
    code: z.string(),
    message: z.string().meta({ description: 'What happened and what to do, for a person.' }),
  }),
  z.object({ kind: z.literal('notice'), text: z.string() }),
  z.object({ kind: z.literal('found'), ...found }),
  z.object({
    kind: z.literal('done'),
    outcome: z.enum(['complete', 'partial', 'offline', 'cancelled']).meta({
      description: '`offline`: nothing was answered; what the rules found stands.',
    }),
    refused: z.int().meta({ description: 'Statements that could not be confirmed.' }),
    ...found,
  }),
])

export type ModelImportEvent = z.output<typeof modelImportEventSchema>

const body = z.strictObject({ documents: importDocumentsSchema })

/**
 * Only words of documents are sent, without the secrets in them. Closing the connection ends the
 * calls under way. 409 `model_missing` when none is chosen.
 */
export const importWithModel = defineContract({
  method: 'POST',
  path: '/api/import/model',
  summary: 'Lets the model read what rules could not, one event a line. Nothing is stored.',
  body,
  bodyBytesMax: importBodyBytesMax,
  reply: modelImportEventSchema,
  format: 'ndjson',
})

/** Sends nothing anywhere. */
export const previewPrompts = defineContract({
  method: 'POST',
  path: '/api/import/prompts',
  summary: 'Gives the exact questions that a model would be asked about documents.',
  body,
  bodyBytesMax: importBodyBytesMax,
  reply: z.object({ prompts: z.array(modelPromptSchema), notes: z.array(z.string()) }),
})
