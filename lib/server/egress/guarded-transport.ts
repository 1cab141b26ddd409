import { setMaxListeners } from 'node:events'
import Agent from 'undici/lib/dispatcher/agent.js'
import type {
  HttpRequest,
  HttpResponse,
  Transport,
  TransportError,
  TransportOptions,
} from '../../engine/transport'
import { createConnector, type Resolver } from './connector'
import { decodeBody } from './decode-body'
import { exchange, type WireAnswer, type WireTimes } from './exchange'
import { type ExchangeLimits, previewLimits } from './limits'
import { decideUrl, type EgressPolicy, type Target } from './policy'
import { redirected, redirectUrl } from './redirect'
import { RequestRefused, refused } from './refusal'
import { headersToSend } from './request-headers'

export interface GuardedTransportOptions {
  readonly allow: Pick<EgressPolicy, 'loopbackAndPrivate'>
  /** Ports on which this product listens. The practice API's is not among them. */
  readonly forbiddenPorts?: readonly number[] | undefined
  readonly limits?: Partial<ExchangeLimits> | undefined
  /** Stands in for the system's name look-up in tests. */
  readonly resolve?: Resolver | undefined
}

/** A transport with a pool of connections, which `close` ends at once. */
export interface GuardedTransport extends Transport {
  close(): Promise<void>
}

/** Enough to recognise a redirect's body as small; a larger one is not waited for. */
const redirectBodyMax = 64 * 1024

/**
 * The one way out of this product over HTTP. It calls permitted targets only, follows redirects
 * under the same rules, leaves credentials behind when the origin changes, and keeps to limits.
 *
 * Connections are kept and used again, so one transport should live as long as its permissions:
 * make a new one when they change, and close the old one.
 *
 * The transport throws `TransportError`: `target_needs_permission` names `host:port` in `target` and
 * in the message; `RequestRefused` tells the rule as well. After an abort it throws the signal's
 * reason.
 */
export function createGuardedTransport(options: GuardedTransportOptions): GuardedTransport {
  const limits: ExchangeLimits = { ...previewLimits, ...options.limits }
  const policy: EgressPolicy = {
    loopbackAndPrivate: options.allow.loopbackAndPrivate,
    ownPorts: options.forbiddenPorts ?? [],
  }
  const agent = new Agent({
    connect: createConnector({ policy, connectMs: limits.connectMs, resolve: options.resolve }),
    maxHeaderSize: limits.headerBytes,
    allowH2: false,
    pipelining: 1,
    // Long enough for a person to run again; a server that says it keeps less is believed.
    keepAliveTimeout: 20_000,
  })
  const send: Transport = (request, settings) =>
    follow({ agent, limits, policy }, request, settings)
  return Object.assign(send, { close: () => agent.destroy() })
}

interface Egress {
  readonly agent: Agent
  readonly limits: ExchangeLimits
  readonly policy: EgressPolicy
}

async function follow(
  egress: Egress,
  request: HttpRequest,
  options: TransportOptions,
): Promise<HttpResponse> {
  const { limits, policy } = egress
  // Every open call listens to the run's one signal.
  setMaxListeners(0, options.signal)
  const endsAt = performance.now() + limits.totalMs
  const redirects: { status: number; url: string }[] = []
  let current = request
  let target = permitted(current.url, policy)

  while (true) {
    const times = timesOf(limits, options, endsAt)
    const answer = await call(egress, current, target, times, options.signal)
    const next =
      options.followRedirects === false
        ? undefined
        : redirectUrl(answer.status, answer.headers, target)
    if (next === undefined) return responseOf(answer, current.url, redirects, limits, target)

    await discard(answer)
    redirects.push({ status: answer.status, url: current.url })
    if (redirects.length > limits.redirects) throw tooManyRedirects(limits, target)
    const to = permitted(next, policy, redirects.length)
    current = redirected(current, answer.status, target, to, options.credentialHeaders ?? [])
    target = to
  }
}

function permitted(url: string, policy: EgressPolicy, hop = 0): Target {
  const { target, refusal } = decideUrl(url, policy)
  if (refusal === undefined) return target
  if (hop === 0) throw refused(refusal, target)
  const reason = `Redirect ${hop}: ${refusal.reason}`
  throw refused({ ...refusal, reason }, target)
}

function timesOf(limits: ExchangeLimits, options: TransportOptions, endsAt: number): WireTimes {
  return {
    connectMs: Math.min(options.connectTimeoutMs ?? limits.connectMs, limits.connectMs),
    readMs: Math.min(options.readTimeoutMs ?? limits.readMs, limits.readMs),
    totalMs: Math.max(1, Math.ceil(endsAt - performance.now())),
  }
}

function call(
  { agent }: Egress,
  request: HttpRequest,
  target: Target,
  times: WireTimes,
  signal: AbortSignal,
): Promise<WireAnswer> {
  const { method, url, body } = request
  const headers = headersToSend(request, target)
  return exchange(
    agent,
    { target, path: pathToSend(url, target), method, headers, body },
    times,
    signal,
  )
}

/** Path and query exactly as they stand in the URL, when they can be sent like that. */
function pathToSend(url: string, target: Target): string {
  const [, path = ''] = /^https?:\/\/[^/?#\\]+([^#]*)/i.exec(url) ?? []
  const isPlain = /^\/[\x21-\x5b\x5d-\x7e]*$/.test(path) && !/\/\.{1,2}(?:[/?]|$)/.test(path)
  return isPlain ? path : target.url.pathname + target.url.search
}

function responseOf(
  { status, headers, body }: WireAnswer,
  url: string,
  redirects: HttpResponse['redirects'],
  limits: ExchangeLimits,
  target: Target,
): HttpResponse {
  const encodings = headers
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .map(([, value]) => value)
  const layers = encodings.join(',')
  return {
    status,
    headers,
    url,
    redirects,
    body: decodeBody(body, layers, limits.bodyBytes, target.name),
  }
}

/** Reads a redirect's small body, so that its connection can be used again. */
async function discard({ body }: WireAnswer): Promise<void> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > redirectBodyMax) break
  }
}

function tooManyRedirects({ redirects }: ExchangeLimits, target: Target): TransportError {
  const reason = `${target.name} redirects again after ${redirects} redirects`
  return new RequestRefused('E_REDIRECTS', 'too_many_redirects', reason, target)
}
