import type { HeaderList, HttpRequest } from '../../engine/transport'
import type { Target } from './policy'
import { RequestRefused } from './refusal'

/** Credentials that every HTTP API may carry; those of the manifest come on top. */
const alwaysCredentials = ['authorization', 'cookie', 'proxy-authorization']
const bodyHeaders = ['content-type', 'content-length', 'content-encoding', 'content-language']

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** The address in Location of a redirect; undefined when the answer is not one that is followed. */
export function redirectUrl(status: number, headers: HeaderList, from: Target): string | undefined {
  if (!redirectStatuses.has(status)) return undefined
  const locations = headers.filter(([name]) => name.toLowerCase() === 'location')
  const [location] = locations
  if (location === undefined) return undefined
  if (locations.length > 1 || !URL.canParse(location[1], from.url.href)) {
    const reason = `${from.name} answered with a redirect whose address is not valid`
    throw new RequestRefused('E_PROTOCOL', 'invalid_url', reason, from)
  }
  return new URL(location[1], from.url).href
}

/**
 * The request that follows a redirect (RFC 9110 15.4): 303 and, as browsers and Python's requests do,
 * 301 and 302 turn a POST into a GET. On another origin credentials stay behind.
 *
 * @throws RequestRefused `E_DOWNGRADE` from https to http; `E_REDIRECT_BODY` when a body would be
 * sent to another origin
 */
export function redirected(
  request: HttpRequest,
  status: number,
  from: Target,
  to: Target,
  credentialHeaders: readonly string[],
): HttpRequest {
  if (from.url.protocol === 'https:' && to.url.protocol === 'http:') {
    const reason = `${from.name} redirects from https to http, which is not followed`
    throw new RequestRefused('E_DOWNGRADE', 'address_blocked', reason, to)
  }
  const isGet = becomesGet(request.method.toUpperCase(), status)
  const isElsewhere = !isSameParty(from, to)
  if (isElsewhere && !isGet && request.body !== undefined && request.body.length > 0) {
    const reason = `${from.name} redirects a request with a body to ${to.name}, which is not followed`
    throw new RequestRefused('E_REDIRECT_BODY', 'address_blocked', reason, to)
  }
  const dropped = new Set([
    'host',
    ...(isGet ? bodyHeaders : []),
    ...(isElsewhere ? alwaysCredentials : []),
    ...(isElsewhere ? credentialHeaders.map((name) => name.toLowerCase()) : []),
  ])
  return {
    method: isGet ? 'GET' : request.method,
    url: to.url.href,
    headers: request.headers.filter(([name]) => !dropped.has(name.toLowerCase())),
    body: isGet ? undefined : request.body,
  }
}

function becomesGet(method: string, status: number): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return status === 303 || status === 302 || (status === 301 && method === 'POST')
}

/** The same origin, or the same host moved from http to https on their usual ports. */
function isSameParty(from: Target, to: Target): boolean {
  if (from.url.origin === to.url.origin) return true
  return from.host === to.host && from.port === 80 && to.port === 443
}
