import OpenAI from 'openai'
import type { Model, ModelFailure } from './model'
import { Asking, type Endpoint } from './openai/asking'
import { fullDialect } from './openai/dialect'
import { modelFailure } from './openai/failures'
import type { Fetch } from './openai/transport-fetch'
import { pause } from './openai/waits'

export interface OpenAiModelOptions {
  /** Such as `https://api.openai.com/v1`. */
  readonly baseUrl: string
  /** Empty for endpoints without keys: no `Authorization` is sent then. */
  readonly apiKey: string
  readonly model: string
  /** The only way out; see `fetchThrough`. */
  readonly fetch: Fetch
  /** For one question with all its calls, waits and repairs. Default two minutes. */
  readonly deadlineMs?: number | undefined
  /** Further tries after 429, 5xx and lost connections. Default 2. */
  readonly retriesMax?: number | undefined
  /** Ends early when the signal is aborted, never rejects. Stands in for the clock in tests. */
  readonly wait?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined
}

/**
 * A model behind any endpoint that speaks the chat-completions protocol.
 *
 * One deadline counts for everything; a `Retry-After` beyond it is not waited for. What an endpoint
 * does not understand (structured output, token limits, streaming) is left out and not tried again on
 * this instance. An answer that is no JSON or has the wrong shape is asked for once more.
 */
export function createOpenAiModel(options: OpenAiModelOptions): Model {
  const endpoint: Endpoint = {
    client: clientOf(options),
    model: options.model,
    key: options.apiKey,
    retriesMax: options.retriesMax ?? 2,
    wait: options.wait ?? pause,
    dialect: fullDialect,
  }
  return {
    name: options.model,
    async ask(question, asked) {
      const failure = missingSetting(options)
      if (failure) return { ok: false, failure, calls: 0 }
      const ms = options.deadlineMs ?? 120_000
      const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(ms)])
      const endsAt = performance.now() + ms
      return new Asking(endpoint, { ...asked, signal, endsAt }).answer(question)
    },
  }
}

function clientOf({ baseUrl, apiKey, fetch }: OpenAiModelOptions): OpenAI {
  return new OpenAI({
    baseURL: baseUrl.replace(/\/+$/, ''),
    apiKey: apiKey === '' ? 'none' : apiKey,
    ...(apiKey === '' ? { defaultHeaders: { Authorization: null } } : {}),
    fetch,
    // Waits of the SDK cannot be ended, and it tries again after a timeout.
    maxRetries: 0,
    timeout: 2 ** 31 - 1,
    // Where these are absent the environment decides.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    logLevel: 'off',
  })
}

function missingSetting({ baseUrl, model }: OpenAiModelOptions): ModelFailure | undefined {
  if (!URL.canParse(baseUrl) || !/^https?:/i.test(baseUrl)) {
    return modelFailure('not-compatible', 'The base URL is no address.')
  }
  return model.trim() === '' ? modelFailure('unknown-model', 'No model is set.') : undefined
}
