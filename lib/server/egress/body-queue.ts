/** Above this many waiting bytes the sender is asked to pause, below half of it to go on. */
const highWater = 512 * 1024

interface Sender {
  pause(): void
  resume(): void
  abort(reason: Error): void
}

/**
 * A response body on its way from the socket to its one reader. Leaving the loop early ends the
 * exchange.
 */
export class BodyQueue implements AsyncIterableIterator<Uint8Array> {
  readonly #sender: Sender
  #chunks: Uint8Array[] = []
  #bytes = 0
  #isPaused = false
  #isEnded = false
  #error: unknown
  #waiting: PromiseWithResolvers<IteratorResult<Uint8Array>> | undefined

  constructor(sender: Sender) {
    this.#sender = sender
  }

  push(chunk: Uint8Array): void {
    if (this.#isEnded) return
    if (this.#waiting) {
      this.#waiting.resolve({ done: false, value: chunk })
      this.#waiting = undefined
      return
    }
    this.#chunks.push(chunk)
    this.#bytes += chunk.byteLength
    if (this.#bytes >= highWater && !this.#isPaused) {
      this.#isPaused = true
      this.#sender.pause()
    }
  }

  end(): void {
    this.#isEnded = true
    this.#waiting?.resolve({ done: true, value: undefined })
    this.#waiting = undefined
  }

  /** What was received before is dropped: an answer that broke off is no answer. */
  fail(error: unknown): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#error = error
    this.#chunks = []
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    const chunk = this.#chunks.shift()
    if (chunk !== undefined) {
      this.#bytes -= chunk.byteLength
      if (this.#isPaused && this.#bytes < highWater / 2) {
        this.#isPaused = false
        this.#sender.resume()
      }
      return Promise.resolve({ done: false, value: chunk })
    }
    if (this.#error !== undefined) return Promise.reject(this.#error)
    if (this.#isEnded) return Promise.resolve({ done: true, value: undefined })
    this.#waiting ??= Promise.withResolvers()
    return this.#waiting.promise
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    if (!this.#isEnded) {
      this.end()
      this.#sender.abort(new Error('The reader of the body has left'))
    }
    this.#chunks = []
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): this {
    return this
  }
}
