import 'server-only'
import { decideUrl, type EgressPolicy } from '../egress/policy'
import { env } from '../env'
import { AppError } from '../errors'
import { practiceServer } from '../practice/practice-server'

/** What a call to a model may reach beside the public internet: what somebody permitted for it. */
export function modelPolicy(permitted: string | undefined): EgressPolicy {
  const practice = practiceServer()
  return {
    loopbackAndPrivate: permitted === undefined ? [] : [permitted],
    ownPorts: [env().port, ...(practice ? [practice.port] : [])],
  }
}

/** The address, `host:port`, that somebody has to permit before this endpoint can be called. */
export function permissionNeeded(
  baseUrl: string,
  permitted: string | undefined,
): string | undefined {
  const { refusal, target } = decideUrl(baseUrl, modelPolicy(permitted))
  return refusal?.code === 'target_needs_permission' ? target?.name : undefined
}

/**
 * The address, `host:port`, of an endpoint that may be called, now or after a permission.
 *
 * @throws AppError `target_never_allowed` for what no screen can permit, `invalid_request` for what
 *   is no address
 */
export function requireCallable(baseUrl: string): string {
  const policy: EgressPolicy = { ...modelPolicy(undefined), loopbackAndPrivate: 'all' }
  const { refusal, target } = decideUrl(baseUrl, policy)
  if (refusal?.code === 'invalid_url') throw new AppError('invalid_request', refusal.reason)
  if (refusal) throw new AppError('target_never_allowed', refusal.reason)
  if (target.url.search !== '' || target.url.hash !== '') {
    throw new AppError('invalid_request', 'Give the address without what follows ? or #')
  }
  return target.name
}
