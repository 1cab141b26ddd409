import type { EngineContext } from '../context'
import { ReadFailed } from '../errors'
import { exchange } from '../exchange'
import type { ManifestPath } from '../path'
import { randomOf } from '../random'
import type { CallScope } from '../requesters/requester'
import type { EngineResponse } from '../response'
import { prepareUrl } from '../url'
import { encodeForm } from '../values/form'
import type { JsonObject, ValueObject } from '../values/value'
import { isObject } from '../values/value'
import { waitFor } from '../wait'

/** A request to the endpoint that gives tokens. */
export interface TokenRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly fields: ValueObject
  /** Sends the fields in the URL in place of the body. */
  readonly isQuery: boolean
  readonly path: ManifestPath
}

/** How the endpoint says that a refresh token is of no use any more. */
export interface RefreshErrorRules {
  readonly statusCodes: readonly number[]
  readonly key: string
  readonly values: readonly string[]
}

const retryMs = 300_000

/**
 * Asks for a token. Rate limits, server errors and lost connections are tried again for five
 * minutes.
 *
 * @throws ReadFailed `refresh_token_rejected`, `token_request_rejected`, `token_request_failed`
 */
export async function requestToken(
  engine: EngineContext,
  request: TokenRequest,
  rules: RefreshErrorRules,
  secrets: readonly string[],
  scope: CallScope,
): Promise<JsonObject> {
  const authScope: CallScope = { ...scope, purpose: 'auth' }
  const startedMs = engine.monotonicMs()
  for (let tries = 0; ; tries += 1) {
    const { outcome, answered } = await exchange(engine, write(request), authScope, {
      path: request.path,
      credentialHeaders: ['authorization'],
    })
    const { response } = outcome
    if (response && !isTransient(response)) {
      const isFine = response.status < 300
      const reason = isFine ? 'A token came' : 'The token endpoint refused'
      answered(isFine ? 'accept' : 'fail', reason, request.path)
      return readToken(response, rules, secrets, request.path)
    }
    const isLate = engine.monotonicMs() - startedMs >= retryMs
    answered(isLate ? 'fail' : 'retry', 'The token endpoint may answer later', request.path)
    if (isLate) throw tokenRequestFailed(response, request.path)
    await response?.discard()
    await waitForRetry(engine, response, tries, authScope)
  }
}

function isTransient({ status }: EngineResponse): boolean {
  return status === 429 || status >= 500
}

/** A random part of 1, 2, 4… seconds. */
async function waitForRetry(
  engine: EngineContext,
  response: EngineResponse | undefined,
  tries: number,
  scope: CallScope,
): Promise<void> {
  const seconds = Math.round(randomOf(engine) * 2 ** Math.min(tries, 10) * 10) / 10
  const why = response ? `answered ${response.status}` : 'did not answer'
  const text = `The token endpoint ${why}. Trying again in ${seconds} s.`
  await waitFor(engine, { seconds, reason: 'backoff', text }, scope)
}

function write({ url, headers, fields, isQuery }: TokenRequest) {
  const form = encodeForm(fields)
  const list = Object.entries(headers)
  const hasType = list.some(([name]) => name.toLowerCase() === 'content-type')
  if (isQuery) return { method: 'POST', url: prepareUrl(url, form), headers: list }
  const type = ['Content-Type', 'application/x-www-form-urlencoded'] as const
  return {
    method: 'POST',
    url: prepareUrl(url, ''),
    headers: hasType ? list : [...list, type],
    body: form,
  }
}

async function readToken(
  response: EngineResponse,
  rules: RefreshErrorRules,
  secrets: readonly string[],
  path: ManifestPath,
): Promise<JsonObject> {
  const body = await response.json()
  if (response.status >= 200 && response.status < 300) {
    if (body !== undefined && isObject(body)) return body as JsonObject
    throw new ReadFailed(
      'token_request_failed',
      'api',
      'The token endpoint did not answer with a JSON object.',
      {
        path,
        internalMessage: 'JSONDecodeError',
      },
    )
  }
  const object = body !== undefined && isObject(body) ? (body as JsonObject) : undefined
  if (object && rules.statusCodes.includes(response.status)) {
    const value = Object.hasOwn(object, rules.key) ? object[rules.key] : undefined
    if (typeof value === 'string' && rules.values.includes(value)) {
      throw refreshTokenRejected(response.status, object, secrets, path)
    }
  }
  throw new ReadFailed(
    'token_request_rejected',
    'config',
    `The token endpoint answered ${response.status}. Check the client ID, the secret and the refresh token.`,
    { path, internalMessage: `HTTPError ${response.status}` },
  )
}

const detailMax = 64

function refreshTokenRejected(
  status: number,
  body: JsonObject,
  secrets: readonly string[],
  path: ManifestPath,
): ReadFailed {
  const detail = shorten(mask(providerError(body), secrets))
  const suffix = detail === '' ? '' : ` Provider error: ${detail}`
  return new ReadFailed(
    'refresh_token_rejected',
    'config',
    `Refresh token was rejected by the OAuth provider (invalid, expired, or already used). Re-authenticate this source's credentials in its connection settings.${suffix}`,
    {
      path,
      failureType: 'config_error',
      internalMessage: `Refresh token rejected by the OAuth token endpoint. HTTP ${status}`,
    },
  )
}

/** The error's name, and the provider's own code when its description begins with one. */
function providerError({ error, error_description: description }: JsonObject): string {
  const name = typeof error === 'string' ? error.replace(/\s+/g, ' ').trim() : ''
  const text = typeof description === 'string' ? description.trim() : ''
  const code = /^[A-Za-z]{3,}\d{4,}\b/.exec(text)?.[0] ?? ''
  return [name, code].filter((part) => part !== '').join(': ')
}

function mask(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .reduce((masked, secret) => masked.replaceAll(secret, '****'), text)
}

function shorten(text: string): string {
  return text.length > detailMax ? `${text.slice(0, detailMax)}...` : text
}

function tokenRequestFailed(response: EngineResponse | undefined, path: ManifestPath): ReadFailed {
  return response
    ? new ReadFailed(
        'token_request_failed',
        'api',
        `The token endpoint kept answering ${response.status}.`,
        { path },
      )
    : new ReadFailed(
        'token_request_failed',
        'api',
        'OAuth access token refresh request failed due to a network error.',
        { path, failureType: 'transient_error' },
      )
}
