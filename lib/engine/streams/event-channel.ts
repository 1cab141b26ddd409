/**
 * A queue between a read and whoever follows it: events come out in the order they went in, as
 * they happen.
 *
 * `push` never waits, for events reported from deep inside. Whoever makes much waits for `room`
 * while the queue is full, so a slow consumer slows the read down, to the socket.
 */
export class EventChannel<Event> {
  readonly #capacity: number
  readonly #weigh: (event: Event) => number
  #weight = 0
  #queue: Event[] = []
  #head = 0
  #isEnded = false
  #failure: { readonly error: unknown } | undefined
  #wakeReader: (() => void) | undefined
  #wakeWriters: (() => void)[] = []

  /** Full when events of more than `capacity` wait; each weighs 1 when nothing else is said. */
  constructor(capacity: number, weigh: (event: Event) => number = () => 1) {
    this.#capacity = capacity
    this.#weigh = weigh
  }

  push(event: Event): void {
    if (this.#isEnded) return
    this.#queue.push(event)
    this.#weight += this.#weigh(event)
    this.#wakeReader?.()
  }

  get isFull(): boolean {
    return !this.#isEnded && this.#weight > this.#capacity
  }

  /** Resolves when there is room again, or at once when nobody reads any more. */
  async room(): Promise<void> {
    if (this.isFull) await new Promise<void>((resolve) => this.#wakeWriters.push(resolve))
  }

  /** Ends the channel; with a failure, the reader gets it after the events before it. */
  end(failure?: { readonly error: unknown }): void {
    if (this.#isEnded) return
    this.#isEnded = true
    this.#failure = failure
    this.#wakeReader?.()
    this.#releaseWriters()
  }

  /** Empties the channel; for readers that leave early. */
  discard(): void {
    this.#isEnded = true
    this.#queue = []
    this.#head = 0
    this.#weight = 0
    this.#releaseWriters()
  }

  async *read(): AsyncGenerator<Event> {
    while (true) {
      if (this.#head < this.#queue.length) {
        yield this.#take()
        continue
      }
      if (this.#failure) throw this.#failure.error
      if (this.#isEnded) return
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve
      })
      this.#wakeReader = undefined
    }
  }

  #take(): Event {
    const event = this.#queue[this.#head] as Event
    this.#head += 1
    this.#weight -= this.#weigh(event)
    if (this.#head === this.#queue.length) {
      this.#queue = []
      this.#head = 0
    }
    if (this.#weight <= this.#capacity) this.#releaseWriters()
    return event
  }

  #releaseWriters(): void {
    const writers = this.#wakeWriters
    if (writers.length === 0) return
    this.#wakeWriters = []
    for (const wake of writers) wake()
  }
}
