import { type BuildContext, defineComponent } from '../component'
import { ConfigInvalid, ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { createRequestMatcher, type RequestMatcher } from '../requesters/request-matcher'
import { headersOf } from '../requesters/request-values'
import type { EngineResponse } from '../response'
import { runOf } from '../run'
import { toText } from '../values/text'
import { isList, type Value, type ValueObject } from '../values/value'
import type { Authenticator, UnsignedRequest } from './authenticator'
import { durationMicros } from './duration'
import { parseFlexibleDate } from './flexible-date'
import { createQuotaReader } from './quota-status'
import { type RotatingConfig, rotatingSchema, type TokenQuotaConfig } from './rotating-schema'
import { TokenPool } from './token-pool'

export const rateLimitedMultipleTokenAuthenticator = defineComponent({
  schema: rotatingSchema,
  create(config, context): Authenticator {
    const quotas = quotasOf(config, context)
    const pool = sharedPool(config, context)
    const headerValue = (token: string) => `${config.auth_method} ${token}`.trim()
    const tokenOf = (request: UnsignedRequest) => {
      const value =
        Object.entries(request.headers).find(
          ([name]) => name.toLowerCase() === config.header.toLowerCase(),
        )?.[1] ?? ''
      return value.slice(config.auth_method === '' ? 0 : config.auth_method.length + 1)
    }
    return {
      patch: async () => ({ headers: { [config.header]: headerValue(pool.activeToken) } }),
      headers: async (request, scope) => ({
        [config.header]: headerValue(await pool.take(quotaOf(request, quotas).name, scope)),
      }),
      observe(request, response) {
        const { config: quota } = quotaOf(request, quotas)
        learnFrom(pool, tokenOf(request), quota, response)
      },
      canRotate: (request) => pool.canRotate(tokenOf(request), quotaOf(request, quotas).name),
      credentialHeaders: [config.header.toLowerCase()],
    }
  },
})

interface Quota {
  readonly name: string
  readonly config: TokenQuotaConfig
  readonly matchers: readonly RequestMatcher[]
}

function quotasOf({ quotas }: RotatingConfig, context: BuildContext): readonly Quota[] {
  if (quotas.length === 0) {
    throw new ManifestInvalid('Quota pool configuration is missing.', {
      path: [...context.path, 'quotas'],
      failureType: 'config_error',
    })
  }
  return quotas.map((config, i) => ({
    name: config.name,
    config,
    matchers: (config.matchers ?? []).map((each, j) =>
      createRequestMatcher(each, context, [...context.path, 'quotas', i, 'matchers', j]),
    ),
  }))
}

/** The quota that a request counts for: one that names it, else one for everything, else the first. */
function quotaOf(request: UnsignedRequest, quotas: readonly Quota[]): Quota {
  const found =
    quotas.find(({ matchers }) => matchers.some((matcher) => matcher.fits(request))) ??
    quotas.find(({ matchers }) => matchers.length === 0) ??
    quotas[0]
  if (found) return found
  throw new TypeError('There is no quota')
}

/** Streams with the same tokens and quotas share what is left of them. */
function sharedPool(config: RotatingConfig, context: BuildContext): TokenPool {
  const tokens = tokensOf(config, context)
  const pools = runOf(context.engine).share('token pools', () => new Map<string, TokenPool>())
  const key = JSON.stringify([tokens, config])
  const known = pools.get(key)
  if (known) return known
  const maxWait = durationMicros(config.max_wait_time)
  if (maxWait === undefined) {
    throw new ManifestInvalid('max_wait_time has to be a duration such as PT2H', {
      path: [...context.path, 'max_wait_time'],
    })
  }
  const pool = new TokenPool({
    tokens,
    maxWaitSeconds: maxWait / 1_000_000,
    reserveFraction: config.budget_reserve_fraction,
    reserveMin: config.budget_min_reserve,
    engine: context.engine,
    path: context.path,
    fetchStates: createQuotaReader(config, context, {
      url: () => toText(interpolatedString(config.quota_status_source.url, context)()),
      headers: headersOf(
        config.quota_status_source.request_headers as ValueObject | undefined,
        context,
      ),
    }),
  })
  pools.set(key, pool)
  return pool
}

function tokensOf(config: RotatingConfig, context: BuildContext): readonly string[] {
  const evaluate = (text: string): Value => interpolatedString(text, context)()
  const tokens = Array.isArray(config.tokens)
    ? config.tokens.map((each) => toText(evaluate(each)))
    : splitTokens(evaluate(config.tokens as string), config.token_delimiter)
  const present = tokens.map((token) => token.trim()).filter((token) => token !== '')
  if (present.length > 0) return present
  throw new ConfigInvalid('Authentication tokens are missing from the configuration.', {
    path: [...context.path, 'tokens'],
  })
}

function splitTokens(value: Value, delimiter: string): readonly string[] {
  return isList(value) ? value.map(toText) : toText(value).split(delimiter)
}

function learnFrom(
  pool: TokenPool,
  token: string,
  quota: TokenQuotaConfig,
  response: EngineResponse,
): void {
  const codes = quota.exhaustion_status_codes ?? []
  const { remaining_header, reset_header, limit_header } = quota
  if (!remaining_header && !reset_header && !limit_header && codes.length === 0) return
  const read = (name: string | undefined) =>
    name === undefined ? undefined : response.header(name)
  const count = (text: string | undefined) =>
    text && /^\d+$/.test(text) ? Number(text) : undefined
  const reset = read(reset_header)
  const resetMicros = reset === undefined ? undefined : parseFlexibleDate(reset)
  pool.learn(
    token,
    quota.name,
    {
      remaining: count(read(remaining_header)),
      limit: count(read(limit_header)),
      resetSeconds: resetMicros === undefined ? undefined : resetMicros / 1_000_000,
    },
    codes.includes(response.status),
  )
}
