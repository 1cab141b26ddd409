import type { JsonObject } from '../engine/values/value'
import type { CallView, StationName, TestRead } from '../testread/test-read'
import { hasTemplate, holdsName, holdsWords, isAddressed, isPlainName } from './claims/words'
import type { Explanation, FailureContext } from './explain-failure'
import type { Model, ModelFailure, ModelQuestion } from './model'
import {
  type FailedCall,
  type FailureAnswer,
  failedCall,
  failureQuestion,
} from './prompts/failed-call'
import { redactor } from './prompts/redact'
import { evidenceOfCall } from './run-evidence'
import type { Suggestion } from './suggestions'

export interface FailureInput {
  readonly read: TestRead
  readonly context: FailureContext
  /** Values that never enter a prompt: all test values of the environment. */
  readonly secrets: readonly string[]
}

/** What a model makes of a failed call. `undefined`: it cannot tell, or nothing it said holds. */
export type ModelExplanation =
  | { readonly ok: true; readonly explanation: (Explanation & { foundBy: string }) | undefined }
  | { readonly ok: false; readonly failure: ModelFailure }

/** The question that would be asked about the call on which a read ended; undefined when none failed. */
export function failurePrompt(input: FailureInput): ModelQuestion<FailureAnswer> | undefined {
  const call = failedOne(input.read)
  if (!call) return undefined
  const clean = redactor(input.secrets)
  const settings = settingsOf(input.context).map(([path, value]) => [path, clean(value)] as const)
  return failureQuestion(failedCall(call, input.secrets), settings)
}

/**
 * A second opinion about a failed call, for when the rules (`explainFailure`) have none. The model picks
 * one of our causes; its quote has to stand in the exchange, every name too, and a change may only touch
 * a setting that exists, never hosts or credentials. Never throws for what a model does.
 */
export async function explainWithModel(
  input: FailureInput,
  model: Model,
  signal: AbortSignal,
): Promise<ModelExplanation> {
  const call = failedOne(input.read)
  const question = failurePrompt(input)
  if (!call || !question) return { ok: true, explanation: undefined }
  const answer = await model.ask(question, { signal })
  if (!answer.ok) return answer
  return { ok: true, explanation: checked(answer.value, call, input, model.name) }
}

function failedOne({ calls }: TestRead): CallView | undefined {
  return calls.findLast(({ response }) => response && response.status >= 400)
}

function checked(
  answer: FailureAnswer,
  call: CallView,
  input: FailureInput,
  foundBy: string,
): (Explanation & { foundBy: string }) | undefined {
  const seen = failedCall(call, input.secrets)
  const { part, quote } = answer.evidence
  if (!holdsWords(seen[part], quote) || isAddressed(quote)) return undefined
  const cause = causeOf(answer, seen)
  if (!cause) return undefined
  const suggestion = changeOf(answer, call, seen, input)
  return {
    call: call.call,
    cause: cause.text,
    foundBy,
    ...(suggestion ? { suggestion } : { look: cause.look }),
  }
}

interface Cause {
  readonly text: string
  readonly look: StationName | 'inputs'
}

/** Our words for a cause; undefined where what it names is not in the exchange. */
function causeOf({ cause, name }: FailureAnswer, seen: FailedCall): Cause | undefined {
  const isSent = name !== null && holdsName(seen.request, name)
  const isTold = name !== null && holdsName(seen.response, name)
  const named = name !== null && isPlainName(name) && !hasTemplate(name) ? `\`${name}\`` : ''
  switch (cause) {
    case 'missing-parameter':
    case 'missing-header':
      if (named === '' || !isTold || isSent) return undefined
      return { text: `The API demands ${named}, which the request does not send.`, look: 'request' }
    case 'unknown-parameter':
      if (named === '' || !isSent || !isTold) return undefined
      return { text: `The API does not take ${named}, which the request sends.`, look: 'request' }
    case 'wrong-value':
      if (named === '' || !isTold) return undefined
      return { text: `The API does not accept the value of ${named}.`, look: 'request' }
    case 'cannot-tell':
      return undefined
    default:
      return plainCauses[cause]
  }
}

const plainCauses = {
  'credentials-refused': {
    text: 'The API does not accept the credentials.',
    look: 'authentication',
  },
  'not-permitted': { text: 'The credentials may not read this.', look: 'inputs' },
  'wrong-path': { text: 'The API has nothing at this path.', look: 'request' },
  'wrong-method': { text: 'The API wants another method here.', look: 'request' },
  'wrong-body': { text: 'The API does not understand the body of the request.', look: 'request' },
  'too-many-calls': { text: 'The API asks for fewer calls.', look: 'errors' },
  'problem-of-the-api': { text: 'The API has a problem of its own.', look: 'errors' },
} as const satisfies Record<string, Cause>

/** A change of one setting; its new words have to stand in the exchange. */
function changeOf(
  { change, evidence }: FailureAnswer,
  call: CallView,
  seen: FailedCall,
  { context }: FailureInput,
): Suggestion | undefined {
  if (!change) return undefined
  const old = settingsOf(context).find(([path]) => path === change.path)?.[1]
  const { value } = change
  if (old === undefined || value === old || hasTemplate(value)) return undefined
  const isKnown = isPlainName(value) && holdsName(`${seen.response}\n${seen.request}`, value)
  if (!isKnown || /\/\/|:/.test(value)) return undefined
  const number = /^\d+$/.test(old) && /^\d+$/.test(value)
  return {
    path: `${context.at}${change.path}`,
    value: number ? Number(value) : value,
    title: `Use ${value} instead of ${old}`,
    confidence: 'guess',
    evidence: [
      evidenceOfCall(call, evidence.part === 'response' ? 'answer' : 'request', evidence.quote),
    ],
  }
}

/** Names of settings that may be changed: names of parameters, numbers of pages, places. */
const changeable = /^(field_name|page_size|start_from_page|header|http_method)$/

/** Settings below these are nobody's to change: they say where calls go and as whom. */
const untouchable = /^(authenticator|url_base|url|login_requester|schema_loader|transformations)$/

/** The settings of a stream that a change may touch, with their values as text; none is a template. */
function settingsOf({ stream }: FailureContext): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = []
  const walk = (value: unknown, path: string, depth: number) => {
    if (typeof value !== 'object' || value === null || depth > 8) return
    for (const [key, inner] of Object.entries(value as JsonObject)) {
      if (untouchable.test(key)) continue
      const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const isPlain =
        typeof inner === 'number' || (typeof inner === 'string' && !hasTemplate(inner))
      if (isPlain && changeable.test(key)) found.push([at, String(inner)])
      else walk(inner, at, depth + 1)
    }
  }
  walk(stream.retriever, '/retriever', 0)
  return found
}
