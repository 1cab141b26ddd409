import type { EngineContext } from '../context'
import { ReadFailed } from '../errors'
import type { ManifestPath } from '../path'
import type { CallScope } from '../requesters/requester'
import { waitFor } from '../wait'
import { Lock } from './lock'

/** The calls of one token in one quota. */
export interface QuotaState {
  remaining: number
  resetSeconds: number
  limit: number
  /** Whether the API counts calls at all. */
  readonly isTracked: boolean
}

export interface TokenPoolRules {
  readonly tokens: readonly string[]
  readonly maxWaitSeconds: number
  readonly reserveFraction: number
  readonly reserveMin: number
  readonly engine: EngineContext
  readonly path: ManifestPath
  /** Asks the API for the quotas of a token, by name. */
  readonly fetchStates: (
    token: string,
    scope: CallScope,
  ) => Promise<ReadonlyMap<string, QuotaState>>
}

const waitMinSeconds = 5
const delayMaxSeconds = 10
const delayMinSeconds = 0.1
const skewSeconds = 60

/** Tokens with the calls that each has left. */
export class TokenPool {
  readonly #rules: TokenPoolRules
  readonly #lock = new Lock()
  #states: ReadonlyMap<string, ReadonlyMap<string, QuotaState>> | undefined
  #active = 0

  constructor(rules: TokenPoolRules) {
    this.#rules = rules
  }

  get activeToken(): string {
    return this.#rules.tokens[this.#active] ?? ''
  }

  /**
   * Takes a call of a quota and returns the token that pays for it.
   *
   * @throws ReadFailed `tokens_exhausted` when all are spent for longer than allowed
   */
  take(quota: string, scope: CallScope): Promise<string> {
    return this.#lock.run(async () => {
      await this.#ready(scope)
      let waited = 0
      while (true) {
        const token = this.activeToken
        const state = this.#state(token, quota)
        if (!state.isTracked) {
          this.#rotate()
          return token
        }
        if (state.remaining > 0) {
          state.remaining -= 1
          await this.#slowDown(quota, scope)
          return token
        }
        if (!this.#isSpent(quota)) {
          this.#rotate()
          continue
        }
        waited += await this.#waitForReset(quota, waited, scope)
        await this.#fetch(scope)
      }
    })
  }

  /** Learns from an answer; a reset that lies in the past belongs to a window that is over. */
  learn(
    token: string,
    quota: string,
    seen: {
      remaining?: number | undefined
      resetSeconds?: number | undefined
      limit?: number | undefined
    },
    isExhausted: boolean,
  ): void {
    const state = this.#states?.get(token)?.get(quota)
    if (!state?.isTracked) return
    if (seen.limit !== undefined) state.limit = seen.limit
    const { resetSeconds = state.resetSeconds } = seen
    const remaining = seen.remaining ?? (isExhausted ? 0 : undefined)
    if (resetSeconds > state.resetSeconds + (seen.resetSeconds === undefined ? 0 : 1e-9)) {
      state.resetSeconds = resetSeconds
      state.remaining = remaining ?? state.limit
      return
    }
    const isStale = resetSeconds < state.resetSeconds - skewSeconds
    if (remaining === undefined || (isStale && !(isExhausted && remaining <= 0))) return
    state.remaining = Math.min(state.remaining, remaining)
  }

  /** Whether a token is spent while another has calls left. */
  canRotate(token: string, quota: string): boolean {
    const own = this.#states?.get(token)?.get(quota)
    if (!own?.isTracked || own.remaining > 0) return false
    return this.#rules.tokens.some((other) => {
      const state = this.#states?.get(other)?.get(quota)
      return other !== token && state !== undefined && (!state.isTracked || state.remaining > 0)
    })
  }

  async #ready(scope: CallScope): Promise<void> {
    if (!this.#states) await this.#fetch(scope)
  }

  async #fetch(scope: CallScope): Promise<void> {
    const states = new Map<string, ReadonlyMap<string, QuotaState>>()
    for (const token of this.#rules.tokens) {
      states.set(token, await this.#rules.fetchStates(token, scope))
    }
    this.#states = states
  }

  #state(token: string, quota: string): QuotaState {
    const state = this.#states?.get(token)?.get(quota)
    if (state) return state
    throw new TypeError(`No quota ${quota} was read`)
  }

  #statesOf(quota: string): readonly QuotaState[] {
    return this.#rules.tokens.map((token) => this.#state(token, quota))
  }

  #isSpent(quota: string): boolean {
    return this.#statesOf(quota).every(({ isTracked, remaining }) => isTracked && remaining <= 0)
  }

  #rotate(): void {
    this.#active = (this.#active + 1) % this.#rules.tokens.length
  }

  async #waitForReset(quota: string, waited: number, scope: CallScope): Promise<number> {
    const { engine, maxWaitSeconds, path } = this.#rules
    const now = engine.nowMicros() / 1_000_000
    const left = maxWaitSeconds - waited
    const untilReset = Math.min(
      ...this.#statesOf(quota).map(({ resetSeconds }) => resetSeconds - now),
    )
    if (left <= 0 || untilReset >= left) {
      throw new ReadFailed(
        'tokens_exhausted',
        'api',
        'Rate limit is exceeded for all provided tokens.',
        {
          path,
          failureType: 'transient_error',
        },
      )
    }
    const seconds = Math.min(Math.max(untilReset, waitMinSeconds), left)
    const text = `All tokens are spent. Going on in ${Math.ceil(seconds)} s.`
    await waitFor(engine, { seconds, reason: 'rate-limit', text }, scope)
    return seconds
  }

  /** Spreads the last calls over the time that is left until there are new ones. */
  async #slowDown(quota: string, scope: CallScope): Promise<void> {
    const { engine, reserveFraction, reserveMin } = this.#rules
    const states = this.#statesOf(quota)
    const isScarce = states.every(
      ({ isTracked, remaining, limit }) =>
        isTracked && remaining <= Math.max(reserveMin, limit * reserveFraction),
    )
    const remaining = states.reduce((sum, state) => sum + Math.max(0, state.remaining), 0)
    if (!isScarce || remaining <= 0) return
    const untilReset =
      this.#state(this.activeToken, quota).resetSeconds - engine.nowMicros() / 1_000_000
    const seconds = Math.min(untilReset / remaining, delayMaxSeconds)
    if (seconds < delayMinSeconds) return
    const text = 'Few calls are left, so they are spread over the time until there are more.'
    await waitFor(engine, { seconds, reason: 'rate-limit', text }, scope)
  }
}
