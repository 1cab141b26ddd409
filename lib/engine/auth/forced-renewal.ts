import type { EngineContext } from '../context'
import type { Outcome, Resolution } from '../error-handlers/error-handler'
import { ReadFailed } from '../errors'
import type { CallScope } from '../requesters/requester'
import { runOf } from '../run'
import type { HttpRequest } from '../transport'
import type { Authenticator } from './authenticator'

/**
 * The answer to a rejected token, for one request: new credentials at most once. When the API
 * rejects those too, another try would not help.
 */
export class ForcedRenewal {
  readonly #authenticator: Authenticator
  readonly #engine: EngineContext
  #result: 'renewed' | 'failed' | undefined

  constructor(authenticator: Authenticator, engine: EngineContext) {
    this.#authenticator = authenticator
    this.#engine = engine
  }

  /**
   * Renews the credentials, unless someone else did since the request was sent.
   *
   * @throws ReadFailed `token_rejected_again` after a renewal for the same request,
   *   `refresh_token_rejected` and `token_request_rejected` when the token endpoint says no
   */
  async renew(
    request: HttpRequest,
    outcome: Outcome,
    resolution: Resolution,
    scope: CallScope,
  ): Promise<void> {
    const renew = this.#authenticator.renew
    if (!renew) {
      this.#note(
        'warn',
        'The authenticator cannot get new credentials; trying again with the same.',
        resolution,
      )
      return
    }
    if (this.#result) throw rejectedAgain(this.#result, outcome, resolution)
    if (await this.#wasReplaced(request, scope)) {
      this.#result = 'renewed'
      this.#note(
        'info',
        'The token was replaced since this request was sent; trying again with the new one.',
        resolution,
      )
      return
    }
    try {
      await renew.call(this.#authenticator, scope)
      this.#result = 'renewed'
      this.#note(
        'info',
        'Got a new access token because the API rejected the current one.',
        resolution,
      )
    } catch (error) {
      if (!(error instanceof ReadFailed) || error.failureType === 'config_error') throw error
      if (error.code === 'token_request_rejected') throw rejectedByEndpoint(error, resolution)
      this.#result = 'failed'
      this.#note(
        'warn',
        `Getting a new access token failed: ${error.message} Trying again with the current one.`,
        resolution,
      )
    }
  }

  async #wasReplaced(request: HttpRequest, scope: CallScope): Promise<boolean> {
    const { headers } = await this.#authenticator.patch(scope)
    const current = headers?.Authorization
    const sent = request.headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]
    return current !== undefined && sent !== current
  }

  #note(level: 'info' | 'warn', text: string, { path }: Resolution): void {
    runOf(this.#engine).note(level, text, path)
  }
}

function rejectedAgain(
  result: 'renewed' | 'failed',
  { response }: Outcome,
  { message, path }: Resolution,
): ReadFailed {
  const detail = `status ${response?.status ?? 'none'}${message === '' ? '' : `; ${message}`}`
  return result === 'renewed'
    ? new ReadFailed(
        'token_rejected_again',
        'config',
        'Refreshed OAuth access token is rejected by the API.',
        {
          path,
          failureType: 'config_error',
          internalMessage: `The API rejected the access token again after it was renewed: ${detail}`,
        },
      )
    : new ReadFailed(
        'token_rejected_again',
        'api',
        'API rejects the current OAuth access token and the token refresh failed.',
        {
          path,
          failureType: 'transient_error',
          internalMessage: `The API rejected the access token and it could not be renewed: ${detail}`,
        },
      )
}

function rejectedByEndpoint(cause: ReadFailed, { path }: Resolution): ReadFailed {
  return new ReadFailed(
    'token_request_rejected',
    'config',
    'OAuth token refresh request is rejected by the token endpoint.',
    { path, failureType: 'config_error', internalMessage: cause.internalMessage, cause },
  )
}
