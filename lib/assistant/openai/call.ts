import type OpenAI from 'openai'
import type { ModelQuestion, ModelUsage } from '../model'
import { answerSchema } from './answer-schema'
import type { Dialect } from './dialect'

/** What one exchange brought. */
export interface Reply {
  readonly text: string
  readonly refusal: string
  /** `stop`, `length`, `content_filter`…; empty when the endpoint gave none. */
  readonly finish: string
  readonly usage?: ModelUsage | undefined
  /** There was no choice in it at all. */
  readonly isEmpty: boolean
}

/** The answer of an endpoint is none of the protocol: HTML, other JSON, or too much. */
export class OddReply extends Error {
  override readonly name = 'OddReply'
  readonly kind: 'not-compatible' | 'too-large' | 'error'
  /** The server's words, not cleaned: with its codes, and those for people. */
  readonly words: string
  readonly shown: string

  constructor(kind: OddReply['kind'], words = '', shown = words) {
    super(kind)
    this.kind = kind
    this.words = words
    this.shown = shown
  }
}

export type Messages = OpenAI.Chat.Completions.ChatCompletionMessageParam[]

/** Longest answer that is read. */
const charactersMax = 2_000_000

interface CallOptions {
  readonly signal: AbortSignal
  readonly onProgress?: ((characters: number) => void) | undefined
}

/**
 * One call. Endpoints that do not stream although asked to are understood too.
 *
 * @throws OddReply; the SDK's errors; what the transport throws in the middle of a body
 */
export async function call(
  client: OpenAI,
  body: OpenAI.Chat.Completions.ChatCompletionCreateParams,
  { signal, onProgress }: CallOptions,
): Promise<Reply> {
  if (body.stream !== true) {
    const response = await client.chat.completions.create(body, { signal }).asResponse()
    return fromText(await textOf(response))
  }
  const { data, response } = await client.chat.completions.create(body, { signal }).withResponse()
  const isStream = /event-stream/i.test(response.headers.get('content-type') ?? '')
  return isStream ? fromStream(data, onProgress) : fromText(await textOf(response))
}

/** The body of a call in a dialect. */
export function bodyOf(
  question: ModelQuestion<unknown>,
  model: string,
  messages: Messages,
  dialect: Dialect,
): OpenAI.Chat.Completions.ChatCompletionCreateParams {
  const { answerTokensMax } = question
  const limit =
    answerTokensMax === undefined || dialect.tokenLimit === 'none'
      ? {}
      : { [dialect.tokenLimit]: answerTokensMax }
  return {
    model,
    messages: dialect.format === 'json_schema' ? messages : withForm(messages, question),
    ...formatOf(question, dialect),
    ...limit,
    ...(dialect.hasTemperature ? { temperature: 0 } : {}),
    ...(dialect.isStreamed ? { stream: true } : {}),
    ...(dialect.isStreamed && dialect.hasUsage ? { stream_options: { include_usage: true } } : {}),
  }
}

/** An endpoint that is not given the form apart is told it with the instructions. */
function withForm(messages: Messages, { schema }: ModelQuestion<unknown>): Messages {
  const form = `The form of the answer, as JSON Schema:\n${JSON.stringify(answerSchema(schema))}`
  return messages.map((message) =>
    message.role === 'system' ? { ...message, content: `${message.content}\n\n${form}` } : message,
  )
}

function formatOf({ form, schema }: ModelQuestion<unknown>, { format }: Dialect) {
  if (format === 'text') return {}
  if (format === 'json_object') return { response_format: { type: 'json_object' as const } }
  return {
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: form, strict: true, schema: answerSchema(schema) },
    },
  }
}

async function fromStream(
  chunks: AsyncIterable<unknown>,
  onProgress: CallOptions['onProgress'],
): Promise<Reply> {
  let text = ''
  let refusal = ''
  let finish = ''
  let usage: ModelUsage | undefined
  let isEmpty = true
  for await (const chunk of chunks) {
    usage = usageOf(chunk) ?? usage
    const choice = firstChoice(chunk)
    if (!choice) continue
    isEmpty = false
    const delta = partOf(choice.delta ?? choice.message)
    text += delta.content
    refusal += delta.refusal
    if (typeof choice.finish_reason === 'string') finish = choice.finish_reason
    if (text.length > charactersMax) throw new OddReply('too-large')
    if (delta.content !== '') onProgress?.(text.length)
  }
  return { text, refusal, finish, usage, isEmpty }
}

/** A whole completion as JSON. Anything else that came with status 200 is no answer of a model. */
function fromText(text: string): Reply {
  const value = parsed(text)
  if (value === undefined) throw new OddReply('not-compatible')
  throwError(value)
  if (!Array.isArray(value.choices)) throw new OddReply('not-compatible')
  const choice = firstChoice(value)
  const { content, refusal } = partOf(choice?.message)
  return {
    text: content,
    refusal,
    finish: typeof choice?.finish_reason === 'string' ? choice.finish_reason : '',
    usage: usageOf(value),
    isEmpty: choice?.message === undefined,
  }
}

async function textOf(response: Response): Promise<string> {
  if (!response.body) return ''
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > charactersMax) throw new OddReply('too-large')
  }
  return text + decoder.decode()
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** An error object, as the protocol has it or as a plain text. */
function throwError({ error }: Record<string, unknown>): void {
  if (typeof error === 'string') throw new OddReply('error', error)
  if (!isObject(error)) return
  const texts = [error.code, error.type, error.message].filter((part) => typeof part === 'string')
  const shown = typeof error.message === 'string' ? error.message : ''
  throw new OddReply('error', texts.join(' '), shown)
}

function firstChoice(value: unknown): Record<string, unknown> | undefined {
  const choices = isObject(value) ? value.choices : undefined
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined
  return isObject(first) ? first : undefined
}

function partOf(message: unknown): { content: string; refusal: string } {
  const { content, refusal } = isObject(message) ? message : {}
  return {
    content: typeof content === 'string' ? content : '',
    refusal: typeof refusal === 'string' ? refusal : '',
  }
}

function usageOf(value: unknown): ModelUsage | undefined {
  const usage = isObject(value) ? value.usage : undefined
  if (!isObject(usage)) return undefined
  const { prompt_tokens: input, completion_tokens: output } = usage
  return typeof input === 'number' && typeof output === 'number' ? { input, output } : undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
