import { AppError } from '../errors'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a request was meant for this server. A page of somebody else's whose name was made to
 * point here (DNS rebinding) sends its own name, so only loopback names and the configured host
 * pass.
 */
export function isHostAllowed(hostHeader: string | null, configuredHost: string): boolean {
  if (hostHeader === null) return false
  const name = hostHeader.toLowerCase().replace(/:\d+$/, '')
  if (loopbackNames.has(name)) return true
  return configuredHost !== '' && name === configuredHost.toLowerCase()
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets a request that changes something pass only when a page of this server sent it, or a script
 * that says so with an `Origin` of its own: other sites' pages cannot forge either header (Fetch
 * Metadata; RFC 6454 7).
 *
 * @throws AppError `cross_origin`
 */
export function requireSameOrigin(request: Pick<Request, 'method' | 'headers'>): void {
  if (safeMethods.has(request.method)) return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  if (site !== null && site !== 'same-origin') throw crossOrigin()
  if (origin !== null && hostOf(origin) !== request.headers.get('host')) throw crossOrigin()
  if (site === null && origin === null) throw crossOrigin()
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function crossOrigin(): AppError {
  return new AppError(
    'cross_origin',
    'Only pages of this studio may change things here. Scripts send an Origin header with its address.',
  )
}
