/**
 * Holds answers back until somebody lets them go, one at a time, so that a test sees what a client
 * shows between two of them without waiting for a clock.
 */
export class Gate {
  #isClosed = false
  readonly #held: (() => void)[] = []

  /** Holds every answer from now on. */
  close(): void {
    this.#isClosed = true
  }

  /** Lets the answer go that waits longest. True when there was one. */
  letOneGo(): boolean {
    const first = this.#held.shift()
    first?.()
    return first !== undefined
  }

  /** Lets all go, and holds no more. */
  open(): void {
    this.#isClosed = false
    while (this.letOneGo());
  }

  /** Resolves when the answer may go, or the caller has gone. */
  async pass(signal: AbortSignal): Promise<void> {
    if (!this.#isClosed || signal.aborted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#held.push(resolve)
    const leave = () => {
      this.#held.splice(this.#held.indexOf(resolve), 1)
      resolve()
    }
    signal.addEventListener('abort', leave, { once: true })
    await promise
    signal.removeEventListener('abort', leave)
  }
}
