import { isIP } from 'node:net'
import type { TransportFailure } from '../../engine/transport'
import { classifyAddress } from './address-class'

/** Which targets a transport may call, beside the public internet. */
export interface EgressPolicy {
  /**
   * `false`: none. `'all'`: every loopback and private address. A list: those that a person
   * permitted, each as `host:port` with the host as it stands in the URL (`localhost:8080`,
   * `[::1]:8080`); what is not in it can be asked for.
   */
  readonly loopbackAndPrivate: false | 'all' | readonly string[]
  /** Ports on which this product itself listens; refused on this machine. */
  readonly ownPorts: readonly number[]
}

/** The rule that refused. Stable, for tests and logs. */
export type EgressRule =
  | 'E_URL'
  | 'E_SCHEME'
  | 'E_USERINFO'
  | 'E_HOST'
  | 'E_IP'
  | 'E_DNS_IP'
  | 'E_PORT'
  | 'E_SELF'

export interface Refusal {
  readonly rule: EgressRule
  readonly code: TransportFailure
  /** A sentence for a person. It names `host:port` and never the path or the query. */
  readonly reason: string
}

/** Where a request goes. */
export interface Target {
  readonly url: URL
  /** Lower case, without brackets. */
  readonly host: string
  readonly port: number
  /** `host:port`, with brackets around IPv6. */
  readonly name: string
}

export type UrlDecision =
  | { readonly target: Target; readonly refusal?: undefined }
  | { readonly refusal: Refusal; readonly target?: Target | undefined }

/** Names of clouds' metadata services. No screen can permit them. */
const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'instance-data',
  'instance-data.ec2.internal',
])

/** Endings of names that only mean something inside a network (RFC 6761, RFC 6762, RFC 8375). */
const privateSuffixes = [
  'localhost',
  'localdomain',
  'local',
  'internal',
  'intranet',
  'lan',
  'home',
  'home.arpa',
  'corp',
  'svc',
  'onion',
]

/**
 * Ports of services that are not HTTP and can be harmed by it. 9200 is not among them: Elasticsearch
 * is an HTTP API.
 */
const foreignPorts = new Set([
  0, 22, 23, 25, 53, 110, 111, 135, 139, 143, 389, 445, 465, 587, 636, 993, 995, 2375, 2379, 3306,
  5432, 6379, 11211, 27017,
])

/**
 * Decides about a URL before anything is looked up or connected.
 *
 * An IP address in the URL is decided in full here; of a name only what the name itself tells, the
 * addresses behind it are for `decideAddress`.
 */
export function decideUrl(text: string, policy: EgressPolicy): UrlDecision {
  if (!URL.canParse(text)) {
    return { refusal: { rule: 'E_URL', code: 'invalid_url', reason: 'The URL is not valid' } }
  }
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    const reason = `Only http and https can be called, not ${url.protocol.slice(0, -1)}`
    return { refusal: { rule: 'E_SCHEME', code: 'invalid_url', reason } }
  }
  if (url.username !== '' || url.password !== '' || hasUserInfo(text)) {
    const reason = 'The URL holds a user name or password before the host; use authentication'
    return { refusal: { rule: 'E_USERINFO', code: 'invalid_url', reason } }
  }
  const target = targetOf(url)
  const refusal = decideHost(target, policy) ?? decidePort(target)
  return refusal === undefined ? { target } : { target, refusal }
}

/** Decides about an address that is about to be connected to, or is connected already. */
export function decideAddress(
  address: string,
  target: Target,
  policy: EgressPolicy,
  isOwnAddress: (address: string) => boolean = () => false,
): Refusal | undefined {
  const rule = isIP(target.host) === 0 ? 'E_DNS_IP' : 'E_IP'
  const kind = classifyAddress(address)
  if (kind === 'never') return blocked(rule, target, 'leads to a reserved or link-local address')
  const isHere = kind === 'loopback' || isOwnAddress(address)
  if (isHere && policy.ownPorts.includes(target.port)) {
    return blocked('E_SELF', target, 'is this program itself')
  }
  return kind === 'public' ? undefined : decidePrivate(rule, target, policy)
}

function hasUserInfo(text: string): boolean {
  return /^\s*https?:[\\/]*[^\\/?#]*@/i.test(text)
}

function targetOf(url: URL): Target {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { url, host, port, name: `${url.hostname}:${port}` }
}

function decideHost(target: Target, policy: EgressPolicy): Refusal | undefined {
  if (isIP(target.host) !== 0) return decideAddress(target.host, target, policy)
  const name = target.host.replace(/\.$/, '')
  if (metadataNames.has(name)) return blocked('E_HOST', target, 'is a metadata service')
  const isPrivate =
    !name.includes('.') ||
    privateSuffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`))
  if (!isPrivate) return undefined
  if (policy.ownPorts.includes(target.port) && /(^|\.)localhost$/.test(name)) {
    return blocked('E_SELF', target, 'is this program itself')
  }
  return decidePrivate('E_HOST', target, policy)
}

function decidePort(target: Target): Refusal | undefined {
  if (!foreignPorts.has(target.port)) return undefined
  return blocked('E_PORT', target, 'is a port of a service that does not speak HTTP')
}

function decidePrivate(
  rule: EgressRule,
  target: Target,
  { loopbackAndPrivate: allowed }: EgressPolicy,
): Refusal | undefined {
  if (allowed === 'all') return undefined
  if (allowed === false) return blocked(rule, target, 'is on this machine or in a private network')
  if (allowed.includes(target.name)) return undefined
  return {
    rule,
    code: 'target_needs_permission',
    reason: `${target.name} is on this machine or in a private network; permit it to call it`,
  }
}

function blocked(rule: EgressRule, target: Target, why: string): Refusal {
  return { rule, code: 'address_blocked', reason: `${target.name} ${why} and cannot be called` }
}
