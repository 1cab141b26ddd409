import 'server-only'
import { z } from 'zod'
import type { ModelAnswer, ModelQuestion } from '../../assistant/model'
import type { Fetch } from '../../assistant/openai/transport-fetch'
import type { ModelTrial } from '../../contracts/model-settings'
import type { Owner } from '../data/rows'
import { requireCallable } from './model-egress'
import { type ModelEndpoint, modelEndpoint } from './model-endpoint'
import { openModel } from './open-model'

const deadlineMs = 45_000
const listingMs = 8_000
const namesMax = 300

/** The same for everybody: no document and no word of a project is in it. */
const question: ModelQuestion<{ readonly answer: string }> = {
  form: 'trial',
  system: 'You answer in JSON of the given form.',
  parts: [{ title: 'Question', text: 'Set `answer` to the word ready.' }],
  schema: z.strictObject({ answer: z.string().max(1_000) }),
  answerTokensMax: 2_000,
}

/** Asks the chosen model one small question and says what happened. Never throws for an endpoint. */
export async function tryModel(owner: Owner, signal: AbortSignal): Promise<ModelTrial> {
  const endpoint = await modelEndpoint(owner)
  if (!endpoint) {
    const message = 'No model is chosen. Give an endpoint and the name of a model.'
    return { outcome: 'failed', message, code: 'not-chosen', models: [], elapsedMs: 0 }
  }
  const { model, fetch, close } = openModel(endpoint, { deadlineMs })
  const startedAt = performance.now()
  try {
    const [answer, models] = await Promise.all([
      model.ask(question, { signal }),
      namesOf(endpoint, fetch, signal),
    ])
    const elapsedMs = Math.round(performance.now() - startedAt)
    return { ...trialOf(answer, endpoint), models, elapsedMs }
  } finally {
    await close()
  }
}

function trialOf(
  answer: ModelAnswer<unknown>,
  { model, baseUrl }: ModelEndpoint,
): Pick<ModelTrial, 'outcome' | 'message' | 'code' | 'needsPermission'> {
  if (answer.ok) return { outcome: 'answered', message: `${model} answered in the asked form.` }
  const { code, text, remedy } = answer.failure
  const message = `${text} ${remedy}`
  if (code !== 'not-permitted') return { outcome: 'failed', message, code }
  return { outcome: 'failed', message, code, needsPermission: requireCallable(baseUrl) }
}

const listSchema = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) })

/** The models that an endpoint lists; none where it cannot. */
async function namesOf(
  { baseUrl, key }: ModelEndpoint,
  send: Fetch,
  signal: AbortSignal,
): Promise<string[]> {
  try {
    const response = await send(`${baseUrl}/models`, {
      headers: { accept: 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(listingMs)]),
    })
    const { data } = listSchema.parse(await response.json())
    return [...new Set(data.map(({ id }) => id))].sort().slice(0, namesMax)
  } catch {
    return []
  }
}
