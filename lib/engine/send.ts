import type { Authenticator } from './auth/authenticator'
import { ForcedRenewal } from './auth/forced-renewal'
import type { EngineContext } from './context'
import type {
  ErrorHandler,
  Outcome,
  Resolution,
  ResponseAction,
} from './error-handlers/error-handler'
import type { Action } from './events'
import { type Exchange, type ExchangeOptions, exchange } from './exchange'
import type { ManifestPath } from './path'
import type { ApiBudget } from './requesters/api-budget'
import type { CookieJar } from './requesters/cookie-jar'
import { type CallScope, PageSignal } from './requesters/requester'
import type { ResponseCache } from './requesters/response-cache'
import type { EngineResponse } from './response'
import { attemptsExhausted, responseRejected } from './response-errors'
import { type BackoffKind, RetryCounters } from './retry-counters'
import { runOf } from './run'
import type { HeaderList, HttpRequest, TransportOptions } from './transport'
import { waitFor } from './wait'

/** What the requests of one endpoint are sent with. */
export interface SenderParts {
  readonly engine: EngineContext
  readonly path: ManifestPath
  readonly authenticator: Authenticator
  readonly errorHandler: ErrorHandler
  readonly budget: ApiBudget | undefined
  readonly cache: ResponseCache | undefined
  readonly cookies: CookieJar
  readonly connection: Pick<
    TransportOptions,
    'connectTimeoutMs' | 'readTimeoutMs' | 'usesKeepalive'
  >
}

/** How an action of the language is named in events. */
const eventActions: Readonly<Record<ResponseAction, Action>> = {
  SUCCESS: 'accept',
  FAIL: 'fail',
  RETRY: 'retry',
  RATE_LIMITED: 'retry',
  IGNORE: 'ignore',
  REFRESH_TOKEN_THEN_RETRY: 'refresh',
  RESET_PAGINATION: 'reset',
  REDUCE_PAGE_SIZE: 'reduce_page_size',
  SPLIT_REQUEST_WINDOW: 'split_window',
}

/**
 * Sends a request until its answer is accepted: signs each attempt, keeps to call limits, asks the
 * error handler about every outcome, and waits between attempts.
 *
 * @throws ReadFailed `response_rejected`, `attempts_exhausted`, `rate_limit_exhausted`
 * @throws PageSignal when the error handler wants the page read in another way
 */
export async function send(
  parts: SenderParts,
  request: HttpRequest,
  scope: CallScope,
  isStreamed = false,
): Promise<EngineResponse> {
  const { engine, errorHandler } = parts
  const counters = new RetryCounters(errorHandler.maxRetries, engine.monotonicMs)
  const renewal = new ForcedRenewal(parts.authenticator, engine)
  const number = engine.options.capture ? runOf(engine).nextRequest() : undefined

  for (let attempt = 1; ; attempt += 1) {
    const signed = await sign(parts, request, scope)
    const { outcome, call, answered } = await attemptOnce(parts, signed, scope, {
      request: number,
      attempt,
      isStreamed,
    })
    const resolution = await errorHandler.resolve(outcome)
    answered(eventActions[resolution.action], resolution.reason, resolution.path)

    const settled = settle(parts, resolution, outcome, signed, scope)
    if (settled) return settled
    const isRefresh = resolution.action === 'REFRESH_TOKEN_THEN_RETRY'
    if (isRefresh) await renewal.renew(signed, outcome, resolution, scope)

    const wait = await nextWait(parts, counters, { resolution, outcome, signed, attempt })
    await outcome.response?.discard()
    await waitFor(
      engine,
      { ...wait, call, text: waitText(resolution, outcome, wait.seconds) },
      scope,
    )
    counters.retried(wait.kind)
  }
}

async function sign(
  { authenticator, cookies }: SenderParts,
  request: HttpRequest,
  scope: CallScope,
): Promise<HttpRequest> {
  const unsigned = { ...request, headers: Object.fromEntries(request.headers) }
  const headers = await (authenticator.headers
    ? authenticator.headers(unsigned, scope)
    : authenticator.patch(scope).then((patch) => (patch.headers ?? {}) as Record<string, string>))
  const cookie = cookies.headerFor(request.url)
  if (cookie === undefined && Object.keys(headers).length === 0) return request
  return {
    ...request,
    headers: withHeaders(
      request.headers,
      cookie === undefined ? headers : { ...headers, Cookie: cookie },
    ),
  }
}

/** Writes headers over those of the same name in any case. */
function withHeaders(list: HeaderList, headers: Readonly<Record<string, string>>): HeaderList {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  return [...list.filter(([name]) => !names.has(name.toLowerCase())), ...Object.entries(headers)]
}

async function attemptOnce(
  parts: SenderParts,
  request: HttpRequest,
  scope: CallScope,
  options: Pick<ExchangeOptions, 'request' | 'attempt' | 'isStreamed'>,
): Promise<Exchange> {
  const cached = await parts.cache?.find(request)
  if (cached) return { outcome: { response: cached }, call: undefined, answered: () => {} }
  const flat = { ...request, headers: Object.fromEntries(request.headers) }
  await parts.budget?.acquire(flat, scope)
  const done = await exchange(parts.engine, request, scope, {
    ...options,
    path: parts.path,
    credentialHeaders: parts.authenticator.credentialHeaders,
    ...parts.connection,
  })
  const { response } = done.outcome
  if (response) {
    parts.cookies.store(response)
    parts.budget?.observe(flat, response)
    parts.authenticator.observe?.(flat, response)
    await parts.cache?.store(request, response)
  }
  return done
}

/**
 * The response when the resolution ends the request; undefined when another try is due.
 *
 * @throws PageSignal, ReadFailed `response_rejected`
 */
function settle(
  { engine }: SenderParts,
  resolution: Resolution,
  outcome: Outcome,
  request: HttpRequest,
  scope: CallScope,
): EngineResponse | undefined {
  const { response } = outcome
  switch (resolution.action) {
    case 'SUCCESS':
      return response
    case 'IGNORE':
      if (response) {
        const text =
          resolution.message ||
          `Ignored the answer ${response.status} to a ${request.method} request`
        runOf(engine).note('info', text, resolution.path, scope.place.stream)
      }
      return response
    case 'FAIL':
      throw responseRejected(request, outcome, resolution)
    case 'RESET_PAGINATION':
      throw new PageSignal('reset', resolution.message)
    case 'REDUCE_PAGE_SIZE':
      throw new PageSignal('reduce_page_size', resolution.message)
    case 'SPLIT_REQUEST_WINDOW':
      throw new PageSignal('split_window', resolution.message)
    default:
      return undefined
  }
}

interface FailedAttempt {
  readonly resolution: Resolution
  readonly outcome: Outcome
  readonly signed: HttpRequest
  readonly attempt: number
}

/**
 * How long to wait before the next try. Waits that a strategy asks for are a second longer.
 *
 * @throws ReadFailed when there is no next try
 */
async function nextWait(
  { authenticator, errorHandler }: SenderParts,
  counters: RetryCounters,
  { resolution, outcome, signed, attempt }: FailedAttempt,
): Promise<{ kind: BackoffKind; seconds: number; reason: 'backoff' | 'rate-limit' }> {
  const isRateLimit = resolution.action === 'RATE_LIMITED'
  const reason = isRateLimit ? 'rate-limit' : 'backoff'
  const asked = await askedWait(errorHandler, authenticator, isRateLimit, outcome, signed, attempt)
  const kind: BackoffKind = asked !== undefined ? 'asked' : isRateLimit ? 'rate-limit' : 'usual'
  const seconds = counters.secondsFor(kind, asked)
  if (seconds === undefined) throw attemptsExhausted(signed, outcome, resolution)
  return { kind, seconds, reason }
}

const rotationSeconds = 0.1

async function askedWait(
  errorHandler: ErrorHandler,
  authenticator: Authenticator,
  isRateLimit: boolean,
  outcome: Outcome,
  { headers, method, url }: HttpRequest,
  attempt: number,
): Promise<number | undefined> {
  const request = { method, url, headers: Object.fromEntries(headers) }
  if (isRateLimit && authenticator.canRotate?.(request)) return rotationSeconds
  for (const strategy of errorHandler.backoffs) {
    const seconds = await strategy.seconds(outcome, attempt)
    if (seconds) return seconds
  }
  return undefined
}

function waitText({ message }: Resolution, { response }: Outcome, seconds: number): string {
  const why = message || (response ? `The API answered ${response.status}` : 'No answer came')
  return `${why.replace(/\.$/, '')}. Trying again in ${seconds} s.`
}
