import { EngineError } from '../engine/errors'
import type { HeaderList, HttpRequest, HttpResponse, Transport } from '../engine/transport'
import type { Har, HarEntry } from './har'
import { requestKey } from './request-key'

/** A request that the engine sent to a recording. */
export interface ReplayedRequest {
  readonly method: string
  readonly url: string
  readonly headers: HeaderList
  readonly body: string
}

/** A recording that answers. */
export interface Replay {
  readonly transport: Transport
  /** Every request, in order. */
  readonly requests: readonly ReplayedRequest[]
  /** Requests that had no recorded answer. */
  readonly unmatched: readonly ReplayedRequest[]
}

/** The recording has no answer to a request. */
export class NotRecorded extends EngineError {
  override readonly name = 'NotRecorded'
  readonly code = 'not_recorded'
  readonly blame = 'engine'
}

/**
 * Answers requests from a recording instead of the network.
 *
 * An entry fits by method, URL and body; headers take no part. Of several that fit, each is used
 * once, in order. A request that none fits fails with `NotRecorded`, which is never tried again.
 */
export function createReplay(har: Har): Replay {
  const waiting = new Map<string, HarEntry[]>()
  for (const entry of har.log.entries) {
    const { method, url, postData } = entry.request
    const key = requestKey({ method, url, body: postData?.text ?? '' })
    const entries = waiting.get(key)
    if (entries) entries.push(entry)
    else waiting.set(key, [entry])
  }
  const requests: ReplayedRequest[] = []
  const unmatched: ReplayedRequest[] = []

  async function transport(request: HttpRequest): Promise<HttpResponse> {
    const sent = describeRequest(request)
    requests.push(sent)
    const entry = waiting.get(requestKey(sent))?.shift()
    if (entry) return answer(entry, request.url)
    unmatched.push(sent)
    throw new NotRecorded(
      `The recording has no answer to ${request.method} ${placeOf(request.url)}`,
    )
  }

  return { transport, requests, unmatched }
}

function describeRequest({ method, url, headers, body }: HttpRequest): ReplayedRequest {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body)
  return { method, url, headers, body: text }
}

function answer({ response }: HarEntry, url: string): HttpResponse {
  return {
    status: response.status,
    headers: response.headers.map(({ name, value }) => [name, value]),
    url,
    redirects: [],
    body: once(bodyOf(response.content)),
  }
}

function bodyOf({ text = '', encoding }: HarEntry['response']['content']): Uint8Array {
  if (encoding !== 'base64') return new TextEncoder().encode(text)
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0))
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

/** Without the query, which may hold keys. */
function placeOf(url: string): string {
  return url.split('?')[0] ?? url
}
