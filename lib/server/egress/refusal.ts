import { TransportError, type TransportFailure } from '../../engine/transport'
import type { EgressRule, Refusal, Target } from './policy'

/** Rules about an exchange, beside those about targets. */
export type ExchangeRule =
  | EgressRule
  | 'E_METHOD'
  | 'E_HEADER'
  | 'E_DOWNGRADE'
  | 'E_REDIRECT_BODY'
  | 'E_REDIRECTS'
  | 'E_PROTOCOL'

/** A request that was not sent, or a redirect that was not followed, by decision. */
export class RequestRefused extends TransportError {
  readonly rule: ExchangeRule
  /** Where it would have gone; absent when the URL names no place. */
  readonly host: string | undefined
  readonly port: number | undefined

  constructor(
    rule: ExchangeRule,
    code: TransportFailure,
    reason: string,
    target: Target | undefined,
  ) {
    const blame = code === 'target_needs_permission' ? 'config' : 'manifest'
    super(code, reason, { target: target?.name ?? '', blame, internalMessage: rule })
    this.rule = rule
    this.host = target?.host
    this.port = target?.port
  }
}

/** The error that says what a policy decided. */
export function refused({ rule, code, reason }: Refusal, target: Target | undefined) {
  return new RequestRefused(rule, code, reason, target)
}
