import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { networkInterfaces } from 'node:os'
import buildConnector from 'undici/lib/core/connect.js'
import { TransportError } from '../../engine/transport'
import { decideAddress, decideUrl, type EgressPolicy, type Target } from './policy'
import { refused } from './refusal'

/** All addresses of a name, as `dns.lookup` gives them with `all: true`. */
export type Resolver = (host: string) => Promise<readonly LookupAddress[]>

export interface ConnectorOptions {
  readonly policy: EgressPolicy
  readonly connectMs: number
  readonly resolve?: Resolver | undefined
}

/** More addresses than this are not tried. */
const addressesMax = 16

/**
 * Opens sockets to permitted places only. The address is decided three times: when it stands in the
 * URL (Node never looks up a literal), when a name resolves (one bad address refuses the name), and
 * on the socket that came about.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const { policy } = options
  // One connector for each target, so that TLS sessions are resumed and the look-up knows the port.
  const connectors = new Map<string, buildConnector.connector>()

  return (place, callback) => {
    const decided = decideUrl(`${place.protocol}//${place.host ?? place.hostname}`, policy)
    if (decided.refusal) return callback(refused(decided.refusal, decided.target), null)
    const { target } = decided
    const refusal = isIP(target.host) === 0 ? undefined : refusalOf(target.host, target, policy)
    if (refusal !== undefined) return callback(refusal, null)

    const key = target.url.origin
    const connect = connectors.get(key) ?? connectorTo(target, options)
    connectors.set(key, connect)
    connect(place, (...[error, socket]) => {
      if (error) return callback(error, null)
      const late = refusalOf(socket.remoteAddress ?? '', target, policy)
      if (late === undefined) return callback(null, socket)
      socket.destroy()
      callback(late, null)
    })
  }
}

function connectorTo(target: Target, { policy, connectMs, resolve }: ConnectorOptions) {
  return buildConnector({
    // HTTP/2 would let one connection serve other names of its certificate.
    allowH2: false,
    timeout: connectMs,
    lookup: guardedLookup(target, policy, resolve ?? resolveBySystem),
    port: target.port,
  })
}

function guardedLookup(target: Target, policy: EgressPolicy, resolve: Resolver): LookupFunction {
  return (host, options, callback) => {
    permittedAddresses(host, target, policy, resolve).then(
      (addresses) => answerLookup(addresses, options, callback),
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}

async function permittedAddresses(
  host: string,
  target: Target,
  policy: EgressPolicy,
  resolve: Resolver,
): Promise<readonly LookupAddress[]> {
  const addresses = (await resolve(host)).slice(0, addressesMax)
  for (const { address } of addresses) {
    const refusal = refusalOf(address, target, policy)
    if (refusal !== undefined) throw refusal
  }
  if (addresses.length > 0) return addresses
  throw new TransportError('dns_failed', `${target.name} has no address`, { target: target.name })
}

function answerLookup(
  addresses: readonly LookupAddress[],
  { all, family }: LookupOptions,
  callback: Parameters<LookupFunction>[2],
): void {
  const wanted = addresses.filter((each) =>
    family !== 4 && family !== 6 ? true : each.family === family,
  )
  const [first] = wanted
  if (all) callback(null, [...wanted])
  else if (first) callback(null, first.address, first.family)
  else callback(Object.assign(new Error('No address of this family'), { code: 'ENOTFOUND' }), '', 0)
}

function resolveBySystem(host: string): Promise<readonly LookupAddress[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly LookupAddress[]>()
  systemLookup(host, { all: true }, (error, addresses) => {
    if (error) reject(error)
    else resolve(addresses)
  })
  return promise
}

function refusalOf(address: string, target: Target, policy: EgressPolicy) {
  const refusal = decideAddress(address, target, policy, isOwnAddress)
  return refusal === undefined ? undefined : refused(refusal, target)
}

function isOwnAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  return Object.values(networkInterfaces()).some((list) =>
    list?.some((each) => each.address === address),
  )
}
