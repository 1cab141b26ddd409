import 'server-only'
import type { Permission } from '../contracts/permissions'
import * as permissions from './data/permissions'
import type { ProjectRef } from './data/rows'
import { decideUrl } from './egress/policy'
import { env } from './env'
import { AppError } from './errors'

/**
 * Remembers that a project may call a loopback or private address. The host is kept as it stands in
 * a URL.
 *
 * @throws AppError `target_never_allowed` for what no screen can permit, with the reason
 * @throws AppError `invalid_request` for what is no host
 * @throws AppError `not_found`
 */
export async function grantTarget(
  input: ProjectRef & { readonly host: string; readonly port: number },
): Promise<Permission> {
  const { host, port, ...ref } = input
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  if (!/^[^/?#@\\\s]+$/.test(bracketed)) throw noHost()
  const decision = decideUrl(`http://${bracketed}:${port}/`, {
    loopbackAndPrivate: 'all',
    ownPorts: [env().port],
  })
  if (decision.refusal?.code === 'invalid_url') throw noHost()
  if (decision.refusal) throw new AppError('target_never_allowed', decision.refusal.reason)
  return permissions.grant({ ...ref, host: decision.target.url.hostname, port })
}

function noHost(): AppError {
  return new AppError('invalid_request', 'Give a host without a path, such as localhost')
}
