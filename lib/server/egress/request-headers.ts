import type { HeaderList, HttpRequest } from '../../engine/transport'
import type { Target } from './policy'
import { RequestRefused } from './refusal'

/** Headers that only the transport may set: they say where the message goes and where it ends. */
const framing = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'expect',
  'upgrade',
])

const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK'])

/**
 * The headers to send. Those of framing are left out when they say what happens anyway.
 *
 * @throws RequestRefused `E_HEADER` for a framing header that says otherwise, a name that is no token
 * or a value with control characters (RFC 9110 5.5); `E_METHOD` for CONNECT, TRACE and TRACK
 */
export function headersToSend(
  { method, headers, body }: Pick<HttpRequest, 'method' | 'headers' | 'body'>,
  target: Target,
): HeaderList {
  if (forbiddenMethods.has(method.toUpperCase()) || !/^[\w!#$%&'*+.^`|~-]+$/.test(method)) {
    const reason = 'The method of the request cannot be sent'
    throw new RequestRefused('E_METHOD', 'invalid_url', reason, target)
  }
  return headers.filter(([name, value]) => {
    if (!isToken(name) || !isValue(value)) {
      const shown = isToken(name) ? name : 'One'
      const reason = `${shown} is not a valid header: its name or value holds forbidden characters`
      throw new RequestRefused('E_HEADER', 'invalid_url', reason, target)
    }
    const lower = name.toLowerCase()
    if (!framing.has(lower)) return true
    if (saysWhatHappens(lower, value, target, body)) return false
    const reason = `The header ${name} cannot be set: it decides where a request goes or ends`
    throw new RequestRefused('E_HEADER', 'invalid_url', reason, target)
  })
}

function saysWhatHappens(
  name: string,
  value: string,
  target: Target,
  body: HttpRequest['body'],
): boolean {
  const text = value.trim().toLowerCase()
  if (name === 'host') return text === target.url.host || text === target.name
  if (name === 'content-length') return text === String(byteLength(body))
  if (name === 'connection') return text === 'keep-alive' || text === 'close'
  return name === 'keep-alive' || (name === 'te' && text === 'trailers')
}

function byteLength(body: HttpRequest['body']): number {
  return typeof body === 'string' ? Buffer.byteLength(body) : (body?.byteLength ?? 0)
}

function isToken(name: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name)
}

function isValue(value: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}
