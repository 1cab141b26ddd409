import { TransportError, type TransportFailure } from '../../engine/transport'

const failures: Readonly<Record<string, TransportFailure>> = {
  ENOTFOUND: 'dns_failed',
  ENODATA: 'dns_failed',
  EAI_AGAIN: 'dns_failed',
  EAI_FAIL: 'dns_failed',
  EAI_NODATA: 'dns_failed',
  ECONNREFUSED: 'connection_failed',
  EHOSTUNREACH: 'connection_failed',
  ENETUNREACH: 'connection_failed',
  EADDRNOTAVAIL: 'connection_failed',
  EACCES: 'connection_failed',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers_too_large',
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  EPROTO: 'tls_failed',
  CERT_HAS_EXPIRED: 'tls_failed',
  CERT_NOT_YET_VALID: 'tls_failed',
  CERT_REVOKED: 'tls_failed',
  CERT_UNTRUSTED: 'tls_failed',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls_failed',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls_failed',
  UNABLE_TO_GET_ISSUER_CERT: 'tls_failed',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'tls_failed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls_failed',
}

const sentences: Readonly<Partial<Record<TransportFailure, string>>> = {
  dns_failed: 'has no address: the name was not found',
  connection_failed: 'did not accept the connection',
  connection_lost: 'closed the connection before the answer was complete',
  timeout: 'did not answer in time',
  tls_failed: 'could not be verified: its certificate or TLS set-up is not accepted',
  headers_too_large: 'sent more headers than the limit allows',
}

/**
 * Says in our words what the network reported. What came from outside (banners, resolved addresses)
 * is left out, of the cause too; the system's code is in `internalMessage`.
 */
export function failureOf(error: unknown, target: string): Error {
  if (error instanceof TransportError) return error
  const code = codeOf(error)
  const failure =
    code.startsWith('ERR_TLS') || code.startsWith('ERR_SSL') ? 'tls_failed' : undefined
  const known = failure ?? failures[code] ?? 'connection_lost'
  const sentence = isNotHttp(error) ? 'answered with something that is not HTTP' : sentences[known]
  const internalMessage = code === '' ? undefined : code
  return new TransportError(known, `${target} ${sentence}`, {
    target,
    ...(internalMessage === undefined ? {} : { internalMessage }),
  })
}

function isNotHttp(error: unknown): boolean {
  return error instanceof Error && error.name === 'HTTPParserError'
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0])
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
