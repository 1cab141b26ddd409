import { type NextRequest, NextResponse } from 'next/server'
import { env } from './lib/server/env'
import { isHostAllowed } from './lib/server/http/guard'
import { contentSecurityPolicy, securityHeaders } from './lib/server/http/security-headers'

/**
 * Security headers for every page, with a content security policy that has a nonce for each request.
 * Next puts the nonce on its own scripts; `x-nonce` tells the layout.
 *
 * It is no gate: every handler and page asks for its user itself.
 */
export function proxy(request: NextRequest) {
  const { host, isDevelopment } = env()
  if (!isHostAllowed(request.headers.get('host'), host)) {
    return new NextResponse('This studio answers on its own address only.', { status: 421 })
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString('base64')
  const policy = contentSecurityPolicy(nonce, isDevelopment)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of securityHeaders) response.headers.set(name, value)
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image|favicon.ico).*)'] }
