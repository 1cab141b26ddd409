import type { BuildContext } from '../component'
import { ReadFailed } from '../errors'
import { interpolatedMapping, interpolatedString } from '../interpolate'
import { headersOf } from '../requesters/request-values'
import type { CallScope } from '../requesters/requester'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import { setKey, type Value, type ValueObject } from '../values/value'
import type { Authenticator } from './authenticator'
import type { ConfigTokenStore } from './config-token-store'
import type { OAuthConfig } from './oauth-schema'
import type { TokenRequest } from './token-request'

const assertionGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** Compiles the request for an access token; its fields stand in the order that servers expect. */
export function compileTokenRequest(
  config: OAuthConfig,
  context: BuildContext,
  store: ConfigTokenStore | undefined,
  assertion: Authenticator | undefined,
): (scope: CallScope) => Promise<TokenRequest> {
  const text = (value: string) => toText(interpolatedString(value, context)())
  const headers = headersOf(config.refresh_request_headers as ValueObject | undefined, context)
  const more = interpolatedMapping((config.refresh_request_body ?? {}) as ValueObject, context, {
    keys: 'any',
    values: 'any',
  })

  async function assertionFields(signer: Authenticator, scope: CallScope): Promise<ValueObject> {
    const signed = await signer.patch(scope)
    const token = Object.values(signed.headers ?? {})[0] ?? ''
    return { [text(config.grant_type_name)]: assertionGrant, assertion: token }
  }

  function fields(): ValueObject {
    const result: { [key: string]: Value } = {}
    setKey(result, text(config.grant_type_name), text(config.grant_type))
    if (!hasAuthorization(config)) {
      const { id, secret } = clientOf(config, context, store)
      setKey(result, text(config.client_id_name), id)
      setKey(result, text(config.client_secret_name), secret)
    }
    const refreshName = store ? store.refreshTokenName : text(config.refresh_token_name)
    setKey(result, refreshName, refreshTokenOf(config, context, store))
    if (config.scopes?.length) setKey(result, 'scopes', config.scopes.map(text))
    for (const [key, value] of Object.entries(more({}))) {
      if (!Object.hasOwn(result, key)) setKey(result, key, value)
    }
    return result
  }

  return async (scope) => {
    const url = text(config.token_refresh_endpoint ?? '')
    const sent = assertion ? await assertionFields(assertion, scope) : fields()
    if (url === '') throw incomplete('token_refresh_endpoint', context)
    return {
      url,
      headers: headers({}),
      fields: sent,
      isQuery: config.send_refresh_request_as_query_params,
      path: context.path,
    }
  }
}

function hasAuthorization({ refresh_request_headers: headers }: OAuthConfig): boolean {
  return headers !== undefined && Object.hasOwn(headers, 'Authorization')
}

function refreshTokenOf(
  config: OAuthConfig,
  context: BuildContext,
  store: ConfigTokenStore | undefined,
): Value {
  if (store) return store.refreshToken()
  return config.refresh_token === undefined
    ? null
    : toText(interpolatedString(config.refresh_token, context)())
}

/** The client's names; with tokens kept in the configuration, so may be the client. */
function clientOf(
  config: OAuthConfig,
  context: BuildContext,
  store: ConfigTokenStore | undefined,
): { id: string; secret: string } {
  const read = (key: 'client_id' | 'client_secret') => {
    const stored = store?.clientValue(key)
    if (stored !== undefined) return toText(stored)
    return toText(interpolatedString(config[key] ?? '', context)())
  }
  const id = read('client_id')
  if (!isTruthy(id)) throw incomplete('client_id', context)
  return { id, secret: read('client_secret') }
}

function incomplete(key: string, { path }: BuildContext): ReadFailed {
  return new ReadFailed(
    'token_request_failed',
    'config',
    `OAuth access token refresh request failed: ${key} is empty.`,
    {
      path: [...path, key],
    },
  )
}
