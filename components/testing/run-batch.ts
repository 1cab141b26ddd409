import type { RunRequest, RunStore } from './run-store'

/** A stream that a run of all streams reads. */
export interface BatchItem {
  readonly stream: string
  readonly request: RunRequest
}

/** How far a run of several streams has come; a new object after each change. */
export interface BatchView {
  /** The streams that are read, in their order. */
  readonly streams: readonly string[]
  /** Those that have not begun. */
  readonly waiting: ReadonlySet<string>
  /** Those that were left out when somebody cancelled. */
  readonly skipped: ReadonlySet<string>
  readonly isRunning: boolean
  readonly startedAt: number
  readonly endedAt?: number | undefined
}

/** Reads several streams, so many at a time; the runs themselves are kept by the store. */
export class RunBatch {
  readonly #store: RunStore
  readonly #now: () => number
  readonly #listeners = new Set<() => void>()
  #view: BatchView | undefined
  /** Counts batches: what belongs to an older one stops by itself. */
  #number = 0

  constructor(store: RunStore, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly getSnapshot = (): BatchView | undefined => this.#view

  /** Reads the streams in their order, `atOnce` of them side by side. A batch under way is cancelled. */
  async start(items: readonly BatchItem[], atOnce: number): Promise<void> {
    this.cancel()
    this.#number += 1
    const number = this.#number
    const streams = items.map(({ stream }) => stream)
    this.#set({
      streams,
      waiting: new Set(streams),
      skipped: new Set(),
      isRunning: items.length > 0,
      startedAt: this.#now(),
    })
    const queue = [...items]
    const lane = async (index: number) => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
        if (this.#number !== number || this.#view?.isRunning !== true) return
        this.#leaveQueue(item.stream)
        await this.#store.startBeside(item.stream, item.request, index)
      }
    }
    const lanes = Math.max(1, Math.min(atOnce, items.length))
    await Promise.all(Array.from({ length: lanes }, (_, index) => lane(index)))
    if (this.#number === number && this.#view?.isRunning) {
      this.#set({ ...this.#view, isRunning: false, endedAt: this.#now() })
    }
  }

  /** Stops the reads under way at once; those that wait are not begun. */
  cancel(): void {
    const view = this.#view
    if (!view?.isRunning) return
    this.#set({
      ...view,
      waiting: new Set(),
      skipped: view.waiting,
      isRunning: false,
      endedAt: this.#now(),
    })
    for (const stream of view.streams) if (!view.waiting.has(stream)) this.#store.cancel(stream)
  }

  #leaveQueue(stream: string): void {
    if (!this.#view) return
    const waiting = new Set(this.#view.waiting)
    waiting.delete(stream)
    this.#set({ ...this.#view, waiting })
  }

  #set(view: BatchView): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
