/** Why a try is repeated: a strategy asked for a wait, the API limits calls, or any other failure. */
export type BackoffKind = 'asked' | 'rate-limit' | 'usual'

interface Counter {
  tries: number
  startedMs: number
  /** Milliseconds from the start of the counter to the start of its newest try. */
  elapsedMs: number
}

const timeMaxMs = 600_000

/** Outer to inner: a retry of one kind begins the counts of the inner kinds anew. */
const order: readonly BackoffKind[] = ['usual', 'rate-limit', 'asked']

/**
 * Counts tries as three nested retry loops do: usual failures around rate limits around waits that
 * strategies ask for. Each has the full number of retries; all but rate limits end after ten
 * minutes.
 */
export class RetryCounters {
  readonly #triesMax: number
  readonly #nowMs: () => number
  readonly #counters: Record<BackoffKind, Counter>

  constructor(maxRetries: number, nowMs: () => number) {
    this.#triesMax = Math.max(0, maxRetries) + 1
    this.#nowMs = nowMs
    this.#counters = { asked: this.#fresh(), 'rate-limit': this.#fresh(), usual: this.#fresh() }
  }

  /**
   * Seconds to wait before the next try, undefined when there is none: one more than a strategy
   * asked for, otherwise 1, 2, 4, 8… of which usual failures stop at ten minutes in sum.
   */
  secondsFor(kind: BackoffKind, asked?: number): number | undefined {
    const { tries, elapsedMs } = this.#counters[kind]
    const isTimed = kind !== 'rate-limit'
    if (tries >= this.#triesMax || (isTimed && elapsedMs >= timeMaxMs)) return undefined
    if (kind === 'asked') return (asked ?? 0) + 1
    const seconds = 2 ** (tries - 1)
    return kind === 'usual' ? Math.min(seconds, (timeMaxMs - elapsedMs) / 1000) : seconds
  }

  /** Says that the wait is over and another try of this kind begins. */
  retried(kind: BackoffKind): void {
    const counter = this.#counters[kind]
    counter.tries += 1
    counter.elapsedMs = this.#nowMs() - counter.startedMs
    for (const inner of order.slice(order.indexOf(kind) + 1)) this.#counters[inner] = this.#fresh()
  }

  #fresh(): Counter {
    return { tries: 1, startedMs: this.#nowMs(), elapsedMs: 0 }
  }
}
