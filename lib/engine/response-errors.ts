import type { Outcome, Resolution } from './error-handlers/error-handler'
import { ReadFailed } from './errors'
import type { HttpRequest } from './transport'
import { bareUrl } from './url'

/** The error handler decided that an answer is final. Code `response_rejected`. */
export function responseRejected(
  request: HttpRequest,
  outcome: Outcome,
  resolution: Resolution,
): ReadFailed {
  const what = describe(request, outcome)
  return new ReadFailed(
    'response_rejected',
    blameOf(resolution),
    resolution.message || `${what}.`,
    {
      path: resolution.path,
      failureType: resolution.failureType,
      internalMessage: what,
      cause: outcome.failure,
    },
  )
}

/** All tries failed. Codes `rate_limit_exhausted` and `attempts_exhausted`. */
export function attemptsExhausted(
  request: HttpRequest,
  outcome: Outcome,
  resolution: Resolution,
): ReadFailed {
  const what = describe(request, outcome)
  const why = resolution.message || `${what}.`
  if (outcome.response?.status === 429) {
    return new ReadFailed('rate_limit_exhausted', 'api', 'API rate limit exceeded.', {
      path: resolution.path,
      failureType: 'transient_error',
      internalMessage: `Rate limit retry budget exhausted. Last exception: ${why}`,
    })
  }
  const message = `Exhausted available request attempts. Please see logs for more details. Exception: ${why}`
  return new ReadFailed('attempts_exhausted', blameOf(resolution), message, {
    path: resolution.path,
    failureType: resolution.failureType,
    internalMessage: what,
    cause: outcome.failure,
  })
}

function describe({ method, url }: HttpRequest, { response, failure }: Outcome): string {
  const what = `${method} ${bareUrl(url)}`
  return response
    ? `${what} answered ${response.status}`
    : `${what} failed: ${failure?.message ?? ''}`
}

function blameOf({ failureType }: Resolution) {
  return failureType === 'config_error' ? 'config' : 'api'
}
