import 'server-only'
import { explainWithModel, failurePrompt } from '../../assistant/explain-with-model'
import { tokensOf } from '../../assistant/prompts/tokens'
import type { FailedCallInput, ModelExplanationReply } from '../../contracts/explanations'
import type { ModelPrompt } from '../../contracts/model-imports'
import type { JsonObject } from '../../engine/values/value'
import { emptyRead } from '../../testread/collect'
import type { TestRead } from '../../testread/test-read'
import * as environments from '../data/environments'
import type { ProjectRef } from '../data/rows'
import * as testValues from '../data/test-values'
import { AppError } from '../errors'
import { modelEndpoint } from './model-endpoint'
import { openModel } from './open-model'

interface Asked extends ProjectRef {
  readonly failed: FailedCallInput
  readonly at: string
  readonly stream: JsonObject
}

/** A person waits for it. */
const deadlineMs = 90_000

/**
 * Asks the model of a workspace why a call failed. Whatever the model does is in the answer.
 *
 * @throws AppError `not_found`, `model_missing`
 */
export async function explainFailedCall(
  asked: Asked & { readonly signal: AbortSignal },
): Promise<ModelExplanationReply> {
  const [values, endpoint] = await Promise.all([valuesOf(asked), modelEndpoint(asked)])
  if (!endpoint) {
    throw new AppError('model_missing', 'No model is chosen. Choose one in the settings.')
  }
  const { model, close } = openModel(endpoint, { deadlineMs, secrets: values.secrets })
  try {
    const answer = await explainWithModel(inputOf(asked, values), model, asked.signal)
    return { model: model.name, ...replyOf(answer) }
  } finally {
    await close()
  }
}

/**
 * The question that would be asked, word by word.
 *
 * @throws AppError `not_found`
 */
export async function previewExplanation(asked: Asked): Promise<{ prompts: ModelPrompt[] }> {
  const question = failurePrompt(inputOf(asked, await valuesOf(asked)))
  if (!question) return { prompts: [] }
  const { system, parts } = question
  const tokens = parts.reduce((sum, { text }) => sum + tokensOf(text), tokensOf(system))
  const title = `Call ${asked.failed.call}`
  return { prompts: [{ number: 1, title, system, parts: [...parts], tokens, leftOut: [] }] }
}

type Answer = Awaited<ReturnType<typeof explainWithModel>>

function replyOf(answer: Answer): Omit<ModelExplanationReply, 'model'> {
  if (!answer.ok) {
    const { text, remedy } = answer.failure
    return { outcome: 'failed', message: `${text} ${remedy}` }
  }
  const { explanation } = answer
  if (!explanation) return { outcome: 'unknown' }
  const { cause, look, suggestion } = explanation
  return {
    outcome: 'explained',
    explanation: {
      cause,
      ...(look !== undefined && { look }),
      ...(suggestion && {
        suggestion: {
          ...suggestion,
          value: typeof suggestion.value === 'number' ? suggestion.value : String(suggestion.value),
          evidence: [...suggestion.evidence],
        },
      }),
    },
  }
}

interface Values {
  /** Test values of any kind. */
  readonly all: readonly string[]
  readonly secrets: readonly string[]
}

/** Everything that somebody entered for the project, in whatever environment. */
async function valuesOf({ workspaceId, projectId }: ProjectRef): Promise<Values> {
  const ref = { workspaceId, projectId }
  const known = await environments.list(ref)
  const secrets = await Promise.all(
    known.map(({ id }) => testValues.secretsOf({ ...ref, environmentId: id })),
  )
  const texts = secrets.flatMap((each) => Object.values(each))
  return { all: [...texts, ...known.flatMap(({ values }) => scalarsOf(values))], secrets: texts }
}

function scalarsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number' || typeof value === 'bigint') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(scalarsOf)
}

function inputOf({ failed, at, stream }: Asked, { all }: Values) {
  return { read: readOf(failed), context: { at, stream, missingInputs: [] }, secrets: all }
}

/** A read of that one call. */
function readOf({ call, sent, response }: FailedCallInput): TestRead {
  const { status, headers, bodyText } = response
  return {
    ...emptyRead(''),
    status: 'failed',
    calls: [
      {
        call,
        request: call,
        attempt: 1,
        purpose: 'data',
        place: { stream: '' },
        sent,
        path: [],
        startMs: 0,
        waits: [],
        response: {
          status,
          headers,
          bodyText,
          url: sent.url,
          redirects: [],
          bodyBytes: bodyText.length,
          isTruncated: false,
        },
      },
    ],
  }
}
