import type { EngineResponse } from '../response'
import type { HttpRequest } from '../transport'

/** Values that do not tell requests apart: credentials. */
const maskedHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'x-api-key',
  'x-auth-token',
  'x-api-token',
  'x-access-token',
])
const maskedParams = new Set(['access_token', 'api_key', 'apikey'])

/** Bytes of bodies that a run keeps; what does not fit is asked for again. */
const cachedBytesMax = 256 * 1024 * 1024

/**
 * Answers that a run has had before, for GET requests that were answered with 200. Requests are the
 * same when method, URL (parameters in any order), body and headers are, whatever their credentials.
 */
export class ResponseCache {
  readonly #kept = new Map<string, EngineResponse>()
  #bytes = 0

  async find(request: HttpRequest): Promise<EngineResponse | undefined> {
    return this.#kept.get(keyOf(request))
  }

  /** Keeps an answer, which is read to its end for that. */
  async store(request: HttpRequest, response: EngineResponse): Promise<void> {
    if (response.status !== 200 || (request.method !== 'GET' && request.method !== 'HEAD')) return
    const { length } = await response.bytes()
    if (this.#bytes + length > cachedBytesMax) return
    this.#bytes += length
    this.#kept.set(keyOf(request), response)
  }
}

function keyOf({ method, url, headers, body }: HttpRequest): string {
  const [place = '', query = ''] = url.split('#', 1)[0]?.split('?', 2) ?? []
  const params = query.split('&').map(maskParam).sort()
  const named = headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'cookie')
    .map(([name, value]) => (maskedHeaders.has(name) ? name : `${name}:${value}`))
    .sort()
  return JSON.stringify([method, place, params, named, String(body ?? '')])
}

function maskParam(pair: string): string {
  const [name = ''] = pair.split('=', 1)
  return maskedParams.has(decodeURIComponent(name).toLowerCase()) ? name : pair
}
