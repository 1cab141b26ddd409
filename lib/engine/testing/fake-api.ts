import type { HttpRequest, HttpResponse, Transport, TransportOptions } from '../transport'

/** One exchange that a test expects: a request in a line, and what answers it. */
export interface Exchange {
  /** Such as `GET /items?page=2`, without the origin. */
  readonly request: string
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  /** Sent in pieces as they stand, for decoders that stream. */
  readonly chunks?: readonly Uint8Array[]
  /** Thrown in place of an answer. */
  readonly failure?: Error
  /** Thrown at the end of the body, as when the connection is lost. */
  readonly lostWith?: Error
}

/** A transport that plays back exchanges, with what was asked of it. */
export interface FakeApi {
  readonly transport: Transport
  /** What was asked, a line each, as in `Exchange.request`. */
  readonly log: string[]
  readonly requests: HttpRequest[]
  readonly options: TransportOptions[]
}

/**
 * Plays back exchanges in order and fails on anything unexpected, so that a test can assert on the
 * conversation instead of on calls.
 */
export function fakeApi(exchanges: readonly Exchange[]): FakeApi {
  const pending = [...exchanges]
  const log: string[] = []
  const requests: HttpRequest[] = []
  const options: TransportOptions[] = []

  async function transport(request: HttpRequest, sent: TransportOptions): Promise<HttpResponse> {
    const { pathname, search } = new URL(request.url)
    const asked = `${request.method} ${pathname}${search}`
    log.push(asked)
    requests.push(request)
    options.push(sent)
    const exchange = pending.shift()
    if (exchange?.request !== asked) {
      throw new Error(`Asked for "${asked}", expected "${exchange?.request ?? 'no more requests'}"`)
    }
    if (exchange.failure) throw exchange.failure
    return answer(exchange, request.url)
  }

  return { transport, log, requests, options }
}

function answer({ status = 200, headers = {}, ...exchange }: Exchange, url: string): HttpResponse {
  return { status, headers: Object.entries(headers), url, redirects: [], body: bodyOf(exchange) }
}

async function* bodyOf({
  json,
  text,
  chunks,
  lostWith,
}: Partial<Exchange>): AsyncGenerator<Uint8Array> {
  if (chunks) yield* chunks
  else yield new TextEncoder().encode(text ?? (json === undefined ? '' : JSON.stringify(json)))
  if (lostWith) throw lostWith
}
