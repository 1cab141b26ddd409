import type { StreamSlice } from '../slice'

type Item = readonly [slice: StreamSlice, index: number]

/** Slices that were made and not yet read. Beyond so many, making waits for reading. */
const SLICES_AHEAD = 1_000

/** Slices on their way from the partition router to the workers. */
export class SliceQueue {
  #items: Item[] = []
  #head = 0
  #isEnded = false
  #wake: (() => void) | undefined
  #waiting: Promise<void> | undefined

  /** Waits while the queue is full. */
  async put(item: Item): Promise<void> {
    this.#items.push(item)
    this.#notify()
    while (this.#isFull) await this.#change()
  }

  get #isFull(): boolean {
    return this.#items.length - this.#head > SLICES_AHEAD
  }

  /** Resolves when the queue is full, or there are no more slices to come. */
  async filled(): Promise<void> {
    while (!this.#isFull && !this.#isEnded) await this.#change()
  }

  end(): void {
    this.#isEnded = true
    this.#notify()
  }

  async *taken(): AsyncGenerator<Item> {
    while (true) {
      const item = this.#items[this.#head]
      if (item) {
        this.#head += 1
        this.#shrink()
        this.#notify()
        yield item
      } else if (this.#isEnded) return
      else await this.#change()
    }
  }

  #shrink(): void {
    if (this.#head < 1024) return
    this.#items = this.#items.slice(this.#head)
    this.#head = 0
  }

  #change(): Promise<void> {
    this.#waiting ??= new Promise((resolve) => {
      this.#wake = resolve
    })
    return this.#waiting
  }

  #notify(): void {
    const wake = this.#wake
    this.#wake = undefined
    this.#waiting = undefined
    wake?.()
  }
}
