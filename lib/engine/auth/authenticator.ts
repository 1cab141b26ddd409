import { defineKind } from '../component'
import type { CallScope } from '../requesters/requester'
import type { EngineResponse } from '../response'
import type { Patch } from '../stream-scope'

/** A request as an authenticator sees it before it is sent. */
export interface UnsignedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Puts credentials into requests. */
export interface Authenticator {
  /** What to add to a request. May sign in first, which can take a while. */
  patch(scope: CallScope): Promise<Patch>
  /**
   * The headers to write over those of a request just before each attempt; as `patch` when absent.
   */
  headers?(request: UnsignedRequest, scope: CallScope): Promise<Readonly<Record<string, string>>>
  /** Gets new credentials although the old ones have not expired. Absent where that is impossible. */
  renew?(scope: CallScope): Promise<void>
  /** Learns from an answer, for example how many calls are left. */
  observe?(request: UnsignedRequest, response: EngineResponse): void
  /** Whether another try should go out at once, since other credentials are at hand. */
  canRotate?(request: UnsignedRequest): boolean
  /** The same for a requester with a base URL, where sign-in calls stand behind it. */
  withBase?(base: string): Authenticator
  /** Names of headers, in lower case, that carry credentials. */
  readonly credentialHeaders: readonly string[]
}

export const authenticatorKind = defineKind<Authenticator>('Authenticator')
