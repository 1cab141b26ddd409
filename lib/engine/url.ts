import { ReadFailed } from './errors'

interface UrlParts {
  readonly scheme: string
  readonly authority: string | undefined
  readonly path: string
  readonly query: string | undefined
  readonly fragment: string | undefined
}

/** The general shape of a URI, from RFC 3986 appendix B. */
const urlShape =
  /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

/** Control characters and spaces in front of a URL do not count. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is for
const leadingBlank = /^[\x00-\x20]+/

function splitUrl(text: string): UrlParts {
  const [, scheme = '', authority, path = '', query, fragment] = urlShape.exec(text) ?? []
  return { scheme: scheme.toLowerCase(), authority, path, query, fragment }
}

function joinParts({ scheme, authority, path, query, fragment }: UrlParts): string {
  const start = scheme === '' ? '' : `${scheme}:`
  const host = authority === undefined ? '' : `//${authority}`
  const slash = authority && path !== '' && !path.startsWith('/') ? '/' : ''
  const tail = `${query ? `?${query}` : ''}${fragment ? `#${fragment}` : ''}`
  return `${start}${host}${slash}${path}${tail}`
}

/**
 * Puts a path behind a base URL: `…/v1` and `items` make `…/v1/items`.
 *
 * A full URL replaces the base and a leading slash replaces its path, as when a browser follows a
 * link from the base with a slash at its end (RFC 3986 5.2). The base's query is dropped.
 */
export function joinUrl(base: string, path: string): string {
  const target = path.replace(leadingBlank, '').replaceAll(/[\t\r\n]/g, '')
  if (path === '') return base
  const from = splitUrl(base.endsWith('/') ? base : `${base}/`)
  const to = splitUrl(target)
  const scheme = to.scheme || from.scheme
  if (scheme !== from.scheme) return target
  if (to.authority) return joinParts({ ...to, scheme })
  const rest = { scheme, authority: from.authority, query: to.query, fragment: to.fragment }
  if (to.path === '') {
    return joinParts({ ...rest, path: from.path, query: to.query ?? from.query })
  }
  return joinParts({ ...rest, path: resolvePath(from.path, to.path) })
}

function resolvePath(base: string, path: string): string {
  const folder = base.split('/')
  if (folder.at(-1) !== '') folder.pop()
  const kept = path.startsWith('/') ? path.split('/') : withoutGaps([...folder, ...path.split('/')])
  const resolved: string[] = []
  for (const segment of kept) {
    if (segment === '..') resolved.pop()
    else if (segment !== '.') resolved.push(segment)
  }
  if (kept.at(-1) === '.' || kept.at(-1) === '..') resolved.push('')
  const joined = resolved.join('/')
  return joined === '' ? '/' : joined
}

/** Drops empty segments, except at the ends, where they stand for slashes. */
function withoutGaps(segments: readonly string[]): readonly string[] {
  return segments.filter((segment, i) => i === 0 || i === segments.length - 1 || segment !== '')
}

const textEncoder = new TextEncoder()
const unreserved = /[A-Za-z0-9._~-]/
const pathChars = /[A-Za-z0-9._~\-!$&'()*+,;=:@/]/
const queryChars = /[A-Za-z0-9._~\-!$&'()*+,;=:@/?]/

/**
 * Percent-encodes what may not stand in a part of a URL. Escapes are kept when every `%` begins
 * one, those of letters and digits are undone; otherwise every `%` is encoded itself.
 */
function requote(part: string, allowed: RegExp): string {
  const upper = part.replace(/%[0-9A-Fa-f]{2}/g, (encoded) => encoded.toUpperCase())
  const isEscaped = !/%(?![0-9A-F]{2})/.test(upper)
  const encoded = Array.from(upper, (char) =>
    allowed.test(char) || (char === '%' && isEscaped) ? char : percentEncode(char),
  ).join('')
  return encoded.replace(/%([0-9A-F]{2})/g, (whole, hex: string) => {
    const char = String.fromCharCode(Number.parseInt(hex, 16))
    return unreserved.test(char) ? char : whole
  })
}

function percentEncode(char: string): string {
  return Array.from(
    textEncoder.encode(char),
    (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
}

function removeDotSegments(path: string): string {
  const output: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') output.pop()
    else if (segment !== '.') output.push(segment)
  }
  if (path.startsWith('/') && output[0] !== '') output.unshift('')
  if (path.endsWith('/.') || path.endsWith('/..')) output.push('')
  return output.join('/')
}

/**
 * A URL ready to be sent: host in lower case, dot segments gone, everything percent-encoded, with
 * the query text (already encoded) behind the query it has.
 *
 * @throws ReadFailed `url_invalid` when it has no scheme, no host, or one that is not HTTP
 */
export function prepareUrl(url: string, query: string): string {
  const trimmed = url.trimStart()
  const { scheme, authority, path, query: own, fragment } = splitUrl(trimmed)
  if (scheme === '') throw invalidUrl('MissingSchema', 'has no scheme such as https://')
  if (scheme !== 'http' && scheme !== 'https') {
    throw invalidUrl('InvalidSchema', `has the scheme ${scheme}, which is neither http nor https`)
  }
  if (!authority) throw invalidUrl('InvalidURL', 'has no host')
  const queries = [own ? requote(own, queryChars) : '', query].filter((each) => each !== '')
  return joinParts({
    scheme,
    authority: prepareAuthority(authority),
    path: requote(removeDotSegments(path), pathChars) || '/',
    query: queries.join('&'),
    fragment: fragment ? requote(fragment, queryChars) : undefined,
  })
}

/** A name or address of letters, digits, dots and the like, with a port. */
const hostShape = /^(?:\[[0-9a-f:.%]+\]|[a-z0-9_.~-]+)(?::\d*)?$/

function prepareAuthority(authority: string): string {
  const at = authority.lastIndexOf('@')
  const host = authority.slice(at + 1).toLowerCase()
  const shown = hostShape.test(host) ? host : asciiHost(host)
  return at === -1
    ? shown
    : `${requote(authority.slice(0, at), /[A-Za-z0-9._~\-!$&'()*+,;=:]/)}@${shown}`
}

function asciiHost(host: string): string {
  try {
    return new URL(`https://${host}`).host
  } catch {
    throw invalidUrl('InvalidURL', 'has a host name with characters that no host name may have')
  }
}

function invalidUrl(kind: string, what: string): ReadFailed {
  return new ReadFailed('url_invalid', 'manifest', `The URL of the request ${what}.`, {
    internalMessage: kind,
    failureType: kind === 'InvalidSchema' ? 'config_error' : 'system_error',
  })
}

/**
 * A value of each name in a URL's query, decoded: the first where there are several, or the last.
 * Names without a value are left out.
 */
export function queryValues(
  url: string,
  wanted: 'first' | 'last' = 'first',
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const pair of (splitUrl(url).query ?? '').split('&')) {
    const equals = pair.indexOf('=')
    if (equals === -1 || equals === pair.length - 1) continue
    const name = unquotePlus(pair.slice(0, equals))
    if (wanted === 'last' || !values.has(name))
      values.set(name, unquotePlus(pair.slice(equals + 1)))
  }
  return values
}

function unquotePlus(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeRun)
}

function decodeRun(run: string): string {
  const bytes = Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))
  return new TextDecoder().decode(bytes)
}

/** A URL without query, fragment and credentials, safe to show. */
export function bareUrl(url: string): string {
  const { scheme, authority = '', path } = splitUrl(url)
  const host = authority.slice(authority.lastIndexOf('@') + 1)
  return scheme === '' && host === '' ? '' : `${scheme}://${host}${path}`
}

/** The parts of a URL that limits on calls look at. */
export function urlPlace(url: string): { readonly origin: string; readonly path: string } {
  const { scheme, authority = '', path } = splitUrl(url)
  return { origin: `${scheme}://${authority}`, path }
}
