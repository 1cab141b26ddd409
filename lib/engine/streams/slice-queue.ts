import type { StreamSlice } from '../slice'

type Item = readonly [slice: StreamSlice, index: number]

/** Slices that were made and not yet read. Beyond so many, making waits for reading. */
const SLICES_AHEAD = 10_000

/** Slices on their way from the partition router to the workers. */
export class SliceQueue {
  #items: Item[] = []
  #head = 0
  #isEnded = false
  #isTaking = false
  #wake: (() => void) | undefined

  /** Waits while the queue is full, once somebody takes from it. */
  async put(item: Item): Promise<void> {
    this.#items.push(item)
    this.#notify()
    while (this.#isTaking && this.#items.length - this.#head > SLICES_AHEAD) await this.#change()
  }

  end(): void {
    this.#isEnded = true
    this.#notify()
  }

  async *taken(): AsyncGenerator<Item> {
    this.#isTaking = true
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

  #waiting: Promise<void> | undefined

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
