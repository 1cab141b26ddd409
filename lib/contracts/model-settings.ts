import { z } from 'zod'
import { momentSchema } from './common'
import { defineContract } from './contract'
import { modelNameSchema } from './imports'

/** Of an endpoint, such as `https://api.openai.com/v1`; `/chat/completions` follows it. */
const baseUrlSchema = z.string().trim().min(1, 'Give the address of the endpoint').max(2_000)

/** Keys travel in a header, so they are printable and have no blank. */
const keySchema = z
  .string()
  .trim()
  .max(4_000)
  .regex(/^[\x21-\x7e\u2022\u25cf\u00b7\u2219]+$/, 'A key has no blanks and no special characters')

/** Which language model is asked. Its key goes in and never comes out. */
export const modelSettingsSchema = z.object({
  source: z.enum(['none', 'environment', 'saved']).meta({
    description: '`environment`: the variables OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL.',
  }),
  baseUrl: z.string().optional(),
  model: z.string().optional(),
  key: z
    .object({
      isSet: z.literal(true),
      source: z.enum(['environment', 'saved']),
      changedAt: momentSchema.optional(),
    })
    .optional(),
  isReady: z.boolean().meta({ description: 'It can be asked: endpoint and name are known.' }),
  needsPermission: z.string().optional().meta({
    description: 'A loopback or private address, `host:port`, that nobody permitted yet.',
  }),
})

export type ModelSettings = z.output<typeof modelSettingsSchema>

export const getModelSettings = defineContract({
  method: 'GET',
  path: '/api/settings/model',
  summary: 'Says which language model is asked, and whether its key is set.',
  reply: modelSettingsSchema,
})

/**
 * A key that was saved is kept when none is given, unless the origin of the endpoint changes: a key
 * never follows to another server. `null` clears it.
 */
export const saveModelSettings = defineContract({
  method: 'PUT',
  path: '/api/settings/model',
  summary: 'Chooses the language model. The key is stored encrypted and never given back.',
  body: z.strictObject({
    baseUrl: baseUrlSchema,
    model: modelNameSchema,
    key: keySchema.nullable().optional(),
  }),
  reply: modelSettingsSchema,
})

export const deleteModelSettings = defineContract({
  method: 'DELETE',
  path: '/api/settings/model',
  summary: 'Forgets the saved model and its key; the environment variables count again.',
  reply: modelSettingsSchema,
})

/** Metadata services, link-local addresses and the studio itself are 422 `target_never_allowed`. */
export const permitModelTarget = defineContract({
  method: 'POST',
  path: '/api/settings/model/permission',
  summary:
    'Permits the loopback or private address of the endpoint, which is not called otherwise.',
  body: z.strictObject({ target: z.string().trim().min(1).max(300) }),
  reply: modelSettingsSchema,
})

/** Sends no document: it lists models and asks one question that is always the same. */
export const tryModel = defineContract({
  method: 'POST',
  path: '/api/settings/model/try',
  summary: 'Asks the model one small question and says what happened.',
  reply: z.object({
    outcome: z.enum(['answered', 'failed']),
    message: z.string().meta({ description: 'One sentence for a person.' }),
    code: z.string().optional(),
    needsPermission: z.string().optional(),
    models: z.array(z.string()).meta({ description: 'Names the endpoint lists, if it lists any.' }),
    elapsedMs: z.int(),
  }),
})

export type ModelTrial = z.output<typeof tryModel.reply>
