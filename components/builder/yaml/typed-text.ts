/** Texts up to this length are read at every key. */
const quickLength = 100_000
const pauseMs = 80
const waitMaxMs = 400

/**
 * Hands typed text on: at once when it is short. A long text is read when the typing rests for a
 * moment, so that letters appear as they are typed.
 */
export class TypedText {
  readonly #take: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #since: number | undefined

  constructor(take: () => void) {
    this.#take = take
  }

  get isWaiting(): boolean {
    return this.#since !== undefined
  }

  typed(length: number, nowMs: number): void {
    this.#since ??= nowMs
    clearTimeout(this.#timer)
    const left = waitMaxMs - (nowMs - this.#since)
    if (length <= quickLength || left <= 0) this.flush()
    else this.#timer = setTimeout(() => this.flush(), Math.min(pauseMs, left))
  }

  /** Hands on what waits. */
  flush(): void {
    clearTimeout(this.#timer)
    if (this.#since === undefined) return
    this.#since = undefined
    this.#take()
  }
}
