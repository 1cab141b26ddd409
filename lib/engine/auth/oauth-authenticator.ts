import { type BuildContext, defineComponent } from '../component'
import { ManifestInvalid, ReadFailed } from '../errors'
import { interpolatedString } from '../interpolate'
import type { CallScope } from '../requesters/requester'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import type { JsonObject } from '../values/value'
import { type AccessToken, expiryIn, tokenIn } from './access-token'
import { type Authenticator, authenticatorKind } from './authenticator'
import { ConfigTokenStore } from './config-token-store'
import { parseFlexibleDate } from './flexible-date'
import { Lock } from './lock'
import { compileTokenRequest } from './oauth-request'
import { type OAuthConfig, oauthSchema } from './oauth-schema'
import { type RefreshErrorRules, requestToken } from './token-request'

export const oauthAuthenticator = defineComponent({
  schema: oauthSchema,
  create(config, context): Authenticator {
    checkConfig(config, context)
    const assertion = config.profile_assertion
      ? context.build(authenticatorKind, config.profile_assertion, 'profile_assertion')
      : undefined
    const source = new OAuthTokens(
      config,
      context,
      config.use_profile_assertion ? assertion : undefined,
    )
    const headers = async (scope: CallScope) => ({
      Authorization: `Bearer ${await source.token(scope)}`,
    })
    return {
      patch: async (scope) => ({ headers: await headers(scope) }),
      headers: (_request, scope) => headers(scope),
      ...(config.token_refresh_endpoint === undefined
        ? {}
        : { renew: (scope: CallScope) => source.renew(scope) }),
      credentialHeaders: ['authorization'],
    }
  },
})

/** Keeps an access token fresh. */
class OAuthTokens {
  readonly #config: OAuthConfig
  readonly #context: BuildContext
  readonly #store: ConfigTokenStore | undefined
  readonly #request: ReturnType<typeof compileTokenRequest>
  readonly #lock = new Lock()
  #known: AccessToken | undefined

  constructor(config: OAuthConfig, context: BuildContext, assertion: Authenticator | undefined) {
    this.#config = config
    this.#context = context
    this.#store =
      config.refresh_token_updater && new ConfigTokenStore(config.refresh_token_updater, context)
    this.#request = compileTokenRequest(config, context, this.#store, assertion)
    this.#known = this.#store ? undefined : firstToken(config, context)
  }

  /** The token to send, renewed when it has expired. */
  async token(scope: CallScope): Promise<string> {
    if (this.#config.token_refresh_endpoint === undefined) return this.#fixedToken()
    if (!this.#isExpired()) return this.#current()?.token ?? ''
    return this.#lock.run(async () => {
      if (this.#isExpired()) await this.#refresh(scope)
      return this.#current()?.token ?? ''
    })
  }

  /** Gets a new token although the old one has not expired, unless someone else just did. */
  renew(scope: CallScope): Promise<void> {
    const before = this.#current()?.token
    return this.#lock.run(async () => {
      if (this.#current()?.token === before) await this.#refresh(scope)
    })
  }

  #current(): AccessToken | undefined {
    return this.#store ? this.#store.read() : this.#known
  }

  #isExpired(): boolean {
    const current = this.#current()
    return !current?.token || this.#context.engine.nowMicros() > current.expiresMicros
  }

  #fixedToken(): string {
    const token = this.#current()?.token
    if (token) return token
    throw new ReadFailed(
      'access_token_missing',
      'config',
      'There is neither an access token nor an endpoint to ask for one.',
      { path: this.#context.path, internalMessage: 'ValueError: access_token is not set' },
    )
  }

  async #refresh(scope: CallScope): Promise<void> {
    const { engine, path } = this.#context
    const request = await this.#request(scope)
    const answer = await requestToken(
      engine,
      request,
      rulesOf(this.#config),
      secretsOf(request.fields),
      scope,
    )
    const names = { ...this.#config, ...this.#names() }
    const now = engine.nowMicros()
    const token = tokenIn(answer, names)
    const known = this.#current()?.expiresMicros ?? 0
    const expiresMicros = expiryIn(answer, names, now, known, path)
    if (this.#store) {
      this.#store.write({ token: token ?? 'None', expiresMicros }, answer)
    } else if (token === undefined) {
      throw new ReadFailed(
        'access_token_missing',
        'api',
        'The token endpoint answered without an access token.',
        {
          path,
          internalMessage: `Token refresh API response was missing access token ${names.access_token_name}`,
        },
      )
    } else {
      this.#known = { token, expiresMicros }
    }
  }

  #names() {
    const text = (value: string) => toText(interpolatedString(value, this.#context)())
    return {
      access_token_name: text(this.#config.access_token_name),
      expires_in_name: text(this.#config.expires_in_name),
    }
  }
}

const dayMicros = 86_400_000_000

/** The token that the configuration holds; expired unless it says until when it is good. */
function firstToken(config: OAuthConfig, context: BuildContext): AccessToken | undefined {
  if (config.access_token_value === undefined) return undefined
  const token = interpolatedString(config.access_token_value, context)()
  const date =
    config.token_expiry_date && toText(interpolatedString(config.token_expiry_date, context)())
  const expires = date ? parseFlexibleDate(date) : context.engine.nowMicros() - dayMicros
  if (expires === undefined) {
    throw new ManifestInvalid('token_expiry_date is no date', {
      path: [...context.path, 'token_expiry_date'],
    })
  }
  return isTruthy(token) ? { token: toText(token), expiresMicros: expires } : undefined
}

const defaultRules: RefreshErrorRules = {
  statusCodes: [400],
  key: 'error',
  values: ['invalid_grant', 'invalid_permissions'],
}

type ErrorFields = Pick<
  OAuthConfig,
  'refresh_token_error_status_codes' | 'refresh_token_error_key' | 'refresh_token_error_values'
>

function hasRules(fields: ErrorFields | undefined): boolean {
  return Boolean(
    fields?.refresh_token_error_status_codes?.length ||
      fields?.refresh_token_error_key ||
      fields?.refresh_token_error_values?.length,
  )
}

/** One field that is set replaces all defaults. */
function rulesOf(config: OAuthConfig): RefreshErrorRules {
  const fields: ErrorFields | undefined = hasRules(config) ? config : config.refresh_token_updater
  if (!fields || !hasRules(fields)) return defaultRules
  return {
    statusCodes: fields.refresh_token_error_status_codes ?? [],
    key: fields.refresh_token_error_key ?? '',
    values: fields.refresh_token_error_values ?? [],
  }
}

function secretsOf(fields: JsonObject | Readonly<Record<string, unknown>>): string[] {
  return Object.entries(fields)
    .filter(([key]) => /secret|token|assertion/.test(key))
    .map(([, value]) => (typeof value === 'string' ? value : ''))
}

/** @throws ManifestInvalid when the fields do not go together */
function checkConfig(config: OAuthConfig, context: BuildContext): void {
  const problem = problemOf(config)
  if (problem) throw new ManifestInvalid(problem, { path: context.path })
}

function problemOf(config: OAuthConfig): string | undefined {
  if (config.use_profile_assertion) {
    return config.profile_assertion ? undefined : 'use_profile_assertion needs profile_assertion'
  }
  const { refresh_token_updater: updater, grant_type } = config
  if (!updater && (config.client_id === undefined || config.client_secret === undefined)) {
    return "Both 'client_id' and 'client_secret' are required"
  }
  if (hasRules(config) && hasRules(updater)) {
    return 'The errors of a rejected refresh token are described twice: on the authenticator and its updater'
  }
  const needsRefreshToken =
    !updater && grant_type === 'refresh_token' && config.token_refresh_endpoint
  return needsRefreshToken && config.refresh_token === undefined
    ? 'The grant type refresh_token needs a refresh_token'
    : undefined
}
