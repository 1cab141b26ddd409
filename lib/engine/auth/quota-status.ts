import type { BuildContext } from '../component'
import { plainErrorHandler } from '../error-handlers/default-error-handler'
import type { ErrorHandler } from '../error-handlers/error-handler'
import { ReadFailed } from '../errors'
import type { Variables } from '../interpolate'
import { CookieJar } from '../requesters/cookie-jar'
import type { CallScope } from '../requesters/requester'
import { send } from '../send'
import { prepareUrl } from '../url'
import { getAt } from '../values/dpath'
import { toText } from '../values/text'
import type { Json } from '../values/value'
import { parseFlexibleDate } from './flexible-date'
import { headerAuthenticator } from './header-authenticator'
import type { RotatingConfig, TokenQuotaConfig } from './rotating-schema'
import type { QuotaState } from './token-pool'

interface QuotaRequest {
  readonly url: () => string
  readonly headers: (variables: Variables) => Record<string, string>
}

/** Asks the API how many calls a token has left in each quota. */
export function createQuotaReader(
  config: RotatingConfig,
  context: BuildContext,
  request: QuotaRequest,
): (token: string, scope: CallScope) => Promise<ReadonlyMap<string, QuotaState>> {
  const { http_method: method, unavailable_status_codes: unavailable } = config.quota_status_source
  const errorHandler = ignoring(unavailable, context)

  return async (token, scope) => {
    const value = `${config.auth_method} ${token}`.trim()
    const response = await send(
      {
        engine: context.engine,
        path: context.path,
        authenticator: headerAuthenticator(
          () => ({ [config.header]: value }),
          [config.header.toLowerCase()],
        ),
        errorHandler,
        budget: undefined,
        cache: undefined,
        cookies: new CookieJar(),
        connection: {},
      },
      { method, url: prepareUrl(request.url(), ''), headers: Object.entries(request.headers({})) },
      { ...scope, purpose: 'auth' },
    )
    if (unavailable.includes(response.status)) return untracked(config)
    const body = (await response.json()) ?? {}
    return new Map(config.quotas.map((quota) => [quota.name, stateIn(body, quota, context)]))
  }
}

/** Statuses that mean "calls are not counted" are no errors. */
function ignoring(statuses: readonly number[], context: BuildContext): ErrorHandler {
  const plain = plainErrorHandler(context)
  return {
    ...plain,
    async resolve(outcome) {
      const status = outcome.response?.status
      if (status === undefined || !statuses.includes(status)) return plain.resolve(outcome)
      const reason = `${status} means that calls are not counted`
      return {
        action: 'IGNORE',
        failureType: undefined,
        message: reason,
        path: context.path,
        reason,
      }
    },
  }
}

function untracked({ quotas }: RotatingConfig): ReadonlyMap<string, QuotaState> {
  const state = () => ({ remaining: 0, resetSeconds: 0, limit: 0, isTracked: false })
  return new Map(quotas.map(({ name }) => [name, state()]))
}

/** @throws ReadFailed `quota_status_invalid` when a path leads nowhere */
function stateIn(body: Json, quota: TokenQuotaConfig, context: BuildContext): QuotaState {
  const remaining = countAt(body, quota.remaining_path, context)
  const reset = parseFlexibleDate(toText(valueAt(body, quota.reset_path, context)))
  if (reset === undefined) throw invalid(quota.reset_path, context)
  const limit = quota.limit_path ? countAt(body, quota.limit_path, context) : remaining
  return { remaining, resetSeconds: reset / 1_000_000, limit, isTracked: true }
}

function countAt(body: Json, path: readonly string[], context: BuildContext): number {
  const text = toText(valueAt(body, path, context)).trim()
  if (/^-?\d+$/.test(text)) return Number(text)
  throw invalid(path, context)
}

function valueAt(body: Json, path: readonly string[], context: BuildContext): Json {
  const value = getAt<undefined>(body, path, undefined)
  if (value !== undefined) return value
  throw invalid(path, context)
}

function invalid(path: readonly string[], context: BuildContext): ReadFailed {
  return new ReadFailed(
    'quota_status_invalid',
    'manifest',
    `The quota status has nothing usable at ${path.join('.')}.`,
    {
      path: [...context.path, 'quotas'],
    },
  )
}
