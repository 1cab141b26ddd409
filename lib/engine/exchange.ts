import type { EngineContext } from './context'
import type { Outcome } from './error-handlers/error-handler'
import type { Action } from './events'
import type { ManifestPath } from './path'
import type { CallScope } from './requesters/requester'
import { EngineResponse } from './response'
import { runOf } from './run'
import { type HttpRequest, TransportError, type TransportOptions } from './transport'

/** One HTTP exchange: what came of it, and how to report what is made of that. */
export interface Exchange {
  readonly outcome: Outcome
  /** The call's number, when the run captures calls. */
  readonly call: number | undefined
  /** Reports the end of the call; does nothing when the run does not capture calls. */
  answered(action: Action, reason: string, path: ManifestPath): void
}

export interface ExchangeOptions extends Omit<TransportOptions, 'signal'> {
  /** The request's number and which attempt at it this is; a request of its own when absent. */
  readonly request?: number | undefined
  readonly attempt?: number | undefined
  /** Which component asked. */
  readonly path: ManifestPath
  /** Leaves the body to be read as it arrives; otherwise a body that breaks off is no answer. */
  readonly isStreamed?: boolean | undefined
}

/**
 * Sends one request and reports it. Failures of the transport are outcomes, not exceptions.
 *
 * @throws what the signal was aborted with, and whatever is no TransportError
 */
export async function exchange(
  engine: EngineContext,
  request: HttpRequest,
  scope: CallScope,
  { request: number, attempt = 1, path, isStreamed = false, ...options }: ExchangeOptions,
): Promise<Exchange> {
  const signal = scope.signal
  signal.throwIfAborted()
  const { capture } = engine.options
  if (!capture) {
    const outcome = await attemptOnce(engine, request, { ...options, signal }, !isStreamed)
    return { outcome, call: undefined, answered: () => {} }
  }
  const run = runOf(engine)
  const call = run.nextCall()
  engine.report({
    kind: 'call',
    call,
    request: number ?? run.nextRequest(),
    attempt,
    purpose: scope.purpose,
    place: scope.place,
    sent: {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: bodyText(request.body),
    },
    path,
    atMs: run.atMs(),
  })
  // What is shown has to be read first, also where it would be streamed.
  const outcome = await attemptOnce(engine, request, { ...options, signal }, true, call)
  const shown = await showOutcome(outcome, capture.bodyBytesMax)
  return {
    outcome,
    call,
    answered(action, reason, handlerPath) {
      const atMs = run.atMs()
      engine.report({
        kind: 'answer',
        call,
        ...shown,
        action,
        reason,
        path: handlerPath,
        atMs,
      })
    },
  }
}

async function attemptOnce(
  engine: EngineContext,
  request: HttpRequest,
  options: TransportOptions,
  readsBody: boolean,
  call?: number,
): Promise<Outcome> {
  try {
    const response = new EngineResponse(await engine.transport(request, options), call)
    if (readsBody) await response.bytes()
    return { response }
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof TransportError) return { failure: error }
    throw error
  }
}

/** What the answer event shows. */
async function showOutcome({ response, failure }: Outcome, bodyBytesMax: number) {
  if (!response) return { failure: { code: failure.code, message: failure.message } }
  const bytes = await response.bytes()
  return {
    response: {
      status: response.status,
      headers: response.headers,
      url: response.url,
      redirects: response.redirects,
      bodyText: bodyText(bytes.subarray(0, bodyBytesMax)) ?? '',
      bodyBytes: bytes.length,
      isTruncated: bytes.length > bodyBytesMax,
    },
  }
}

/** Text as it is, bytes as text when they are UTF-8, else as Base64. */
function bodyText(body: string | Uint8Array | undefined): string | undefined {
  if (body === undefined || typeof body === 'string') return body
  // A cut may fall inside a character, so up to three bytes at the end may be left over.
  for (let cut = 0; cut <= 3 && cut <= body.length; cut += 1) {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(body.subarray(0, body.length - cut))
    } catch {
      // Not UTF-8 up to here: try a little less.
    }
  }
  return base64(body)
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 8192) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 8192))
  }
  return btoa(binary)
}
