/** Things that came and wait to be taken, in order, by one reader. */
export class MessageQueue<Message> {
  #waiting: Message[] = []
  #isEnded = false
  #wake: (() => void) | undefined

  push(message: Message): void {
    if (this.#isEnded) return
    this.#waiting.push(message)
    this.#wake?.()
  }

  end(): void {
    this.#isEnded = true
    this.#wake?.()
  }

  /** Takes everything that nobody took. */
  drain(): Message[] {
    const rest = this.#waiting
    this.#waiting = []
    return rest
  }

  /** Gives what came, until the end. A reader that leaves leaves the rest for `drain`. */
  async *read(): AsyncGenerator<Message> {
    while (true) {
      const next = this.#waiting.shift()
      if (next !== undefined) yield next
      else if (this.#isEnded) return
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
