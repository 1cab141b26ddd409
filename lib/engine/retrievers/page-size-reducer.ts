import type { EngineContext } from '../context'
import { ReadFailed } from '../errors'
import type { ManifestPath } from '../path'
import type { CallScope, PageSignal } from '../requesters/requester'
import { runOf } from '../run'
import type { Value } from '../values/value'
import { waitFor } from '../wait'

/** How the size of pages may be reduced. */
export interface ReductionRules {
  readonly reduction_factor: number
  readonly minimum_page_size: number
  readonly max_attempts: number
  readonly backoff_seconds: number
  readonly retries_at_minimum_page_size: number
  readonly failure_message?: string | undefined
  readonly reset_policy: 'NEVER' | 'AFTER_SUCCESSFUL_PAGE'
}

/** What a reducer belongs to, for its messages. */
export interface ReducerPlace {
  readonly engine: EngineContext
  readonly stream: string
  readonly path: ManifestPath
}

/** Makes pages smaller while the API rejects them, for one read of a window. */
export class PageSizeReducer {
  readonly #rules: ReductionRules
  readonly #place: ReducerPlace
  readonly #configured: Value | undefined
  #size: number | undefined
  #attempts = 0
  #retries = 0

  constructor(rules: ReductionRules, configured: Value | undefined, place: ReducerPlace) {
    this.#rules = rules
    this.#configured = configured
    this.#place = place
  }

  /** The size to ask for; undefined for the configured one. */
  get pageSize(): number | undefined {
    return this.#size
  }

  /** Says that a page came. */
  succeeded(): void {
    this.#attempts = 0
    this.#retries = 0
    if (this.#rules.reset_policy === 'AFTER_SUCCESSFUL_PAGE' && this.#size !== undefined) {
      this.#note(`The page came; asking for pages of the configured size again.`)
      this.#size = undefined
    }
  }

  /**
   * Chooses a smaller page and waits before it is asked for.
   *
   * @throws ReadFailed `page_size_not_reducible`, `page_size_rejected` when there is none
   */
  async reduce(signal: PageSignal, recordsSeen: number, scope: CallScope): Promise<void> {
    if (recordsSeen > 0) {
      throw this.#fail(
        'page_size_not_reducible',
        'config_error',
        'The page was rejected after records of it were read.',
        signal,
      )
    }
    const current = this.#current(signal)
    const { reduction_factor, minimum_page_size, backoff_seconds } = this.#rules
    const smaller = Math.max(minimum_page_size, Math.floor(current / reduction_factor))
    if (smaller >= current) return this.#repeat(current, signal, scope)
    this.#attempts += 1
    if (this.#attempts > this.#rules.max_attempts) throw this.#rejected(signal, current, false)
    this.#size = smaller
    const text = `Reducing the page size from ${current} to ${smaller} and asking for the same page again.`
    await this.#wait(text, backoff_seconds * this.#attempts, scope)
  }

  async #repeat(current: number, signal: PageSignal, scope: CallScope): Promise<void> {
    const { retries_at_minimum_page_size, backoff_seconds, minimum_page_size } = this.#rules
    if (this.#retries >= retries_at_minimum_page_size) {
      if (this.#size === undefined && minimum_page_size > 1)
        throw this.#alreadySmall(current, signal)
      throw this.#rejected(signal, current, true)
    }
    this.#retries += 1
    const text = `A page cannot be smaller than ${current} records; asking for the same page again (${this.#retries} of ${retries_at_minimum_page_size}).`
    await this.#wait(text, backoff_seconds * this.#retries, scope)
  }

  #current(signal: PageSignal): number {
    const current = this.#size ?? this.#configured
    if (typeof current === 'number' && Number.isInteger(current)) return current
    const why =
      current === undefined
        ? 'has no page size to reduce'
        : 'has a page size that is no whole number'
    throw this.#fail(
      'page_size_not_reducible',
      'config_error',
      `Stream ${this.#place.stream} ${why}.`,
      signal,
    )
  }

  #alreadySmall(current: number, signal: PageSignal): ReadFailed {
    const { minimum_page_size: least } = this.#rules
    const message = `The page size of stream ${this.#place.stream} (${current}) is already at or below the configured minimum of ${least}, so it cannot be reduced. Raise the page size, or lower minimum_page_size.`
    return this.#fail('page_size_not_reducible', 'config_error', message, signal)
  }

  #rejected(signal: PageSignal, size: number, isLeast: boolean): ReadFailed {
    const where = isLeast
      ? `at the smallest page size it may ask for (${size} records a page)`
      : `at every page size that was asked for, down to ${size} records a page`
    const hint = this.#rules.failure_message?.trim()
    const message = `The API keeps rejecting pages of stream ${this.#place.stream} ${where}.${hint ? ` ${hint}` : ''}`
    return this.#fail('page_size_rejected', 'transient_error', message, signal)
  }

  #fail(
    code: string,
    failureType: 'config_error' | 'transient_error',
    message: string,
    { reason }: PageSignal,
  ): ReadFailed {
    const blame = failureType === 'config_error' ? 'manifest' : 'api'
    return new ReadFailed(code, blame, message, {
      path: this.#place.path,
      failureType,
      internalMessage: reason === '' ? undefined : `The API rejected the page: ${reason}`,
    })
  }

  async #wait(text: string, seconds: number, scope: CallScope): Promise<void> {
    this.#note(text)
    await waitFor(this.#place.engine, { seconds, reason: 'backoff', text }, scope)
  }

  #note(text: string): void {
    runOf(this.#place.engine).note('info', text, this.#place.path, this.#place.stream)
  }
}
