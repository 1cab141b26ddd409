import type { EngineContext } from './context'
import { ReadFailed } from './errors'
import type { EngineRecord } from './events'
import { describeFailure } from './failure'
import type { StreamSlice } from './slice'
import type { EventSink } from './streams/event-sink'
import { SliceQueue } from './streams/slice-queue'
import type { Stream } from './streams/stream'
import { stringifyJson } from './values/json'
import type { JsonObject } from './values/value'

/** Which slices to read: the first so many, or those that have these values. All when absent. */
export type SliceChoice =
  | { readonly first: number }
  | { readonly partitions: readonly JsonObject[] }

interface StreamReadOptions {
  readonly engine: EngineContext
  readonly sink: EventSink
  /** Slices read at the same time. */
  readonly limiter: Limiter
  /** Make a slice only when the one before it was read; otherwise slices are made ahead. */
  readonly isLazy?: boolean | undefined
  /** Called when all slices were made, or making them failed. */
  readonly onSlicesMade?: (() => void) | undefined
  readonly choice?: SliceChoice | undefined
}

/** Lets so many tasks run at the same time. */
export interface Limiter {
  readonly places: number
  /** Waits for a free place, then starts the task and resolves to its promise, wrapped. */
  start(task: () => Promise<void>): Promise<{ readonly done: Promise<void> }>
}

/**
 * Reads one stream to its end and reports what happens, in the order of the reference engine:
 * STARTED, slices, RUNNING before the first record, records, a state after each slice that the
 * cursor wants to keep, COMPLETE or INCOMPLETE, and then the final state.
 *
 * A slice that fails is reported as an error of the stream; the others are read all the same.
 *
 * @returns whether the whole stream was read
 */
export async function readStream(stream: Stream, options: StreamReadOptions): Promise<boolean> {
  const reading = new StreamReading(stream, options)
  return reading.run()
}

class StreamReading {
  readonly #stream: Stream
  readonly #options: StreamReadOptions
  #isRunning = false
  #hasFailed = false

  constructor(stream: Stream, options: StreamReadOptions) {
    this.#stream = stream
    this.#options = options
  }

  async run(): Promise<boolean> {
    const { sink, engine, isLazy } = this.#options
    // A stream whose schema cannot be loaded never starts: the whole read fails.
    await this.#stream.schema()
    this.#status('STARTED')
    if (isLazy) await this.#readLazily()
    else await this.#readAhead()
    engine.signal.throwIfAborted()
    this.#stream.cursor.finish()
    this.#status(this.#hasFailed ? 'INCOMPLETE' : 'COMPLETE')
    sink.state(this.#stream.name, this.#stream.cursor.state())
    return !this.#hasFailed
  }

  async #readLazily(): Promise<void> {
    try {
      for await (const [slice, index] of this.#numberedSlices()) {
        await this.#readSlice(slice, index)
      }
    } catch (error) {
      this.#fail(error)
    }
    this.#options.onSlicesMade?.()
  }

  /** Makes slices while earlier ones are read; with one worker, makes as many as are kept first. */
  async #readAhead(): Promise<void> {
    const { limiter, onSlicesMade } = this.#options
    const slices = new SliceQueue()
    const reads = new Set<Promise<void>>()
    const making = this.#fill(slices).finally(onSlicesMade)
    if (limiter.places === 1) await Promise.race([making, slices.filled()])
    for await (const [slice, index] of slices.taken()) {
      const { done } = await limiter.start(() => this.#readSlice(slice, index))
      // Only those under way are kept: there may be very many slices.
      const read = done.finally(() => reads.delete(read))
      reads.add(read)
    }
    await Promise.all(reads)
  }

  async #fill(queue: SliceQueue): Promise<void> {
    try {
      for await (const item of this.#numberedSlices()) await queue.put(item)
    } catch (error) {
      this.#fail(error)
    }
    queue.end()
  }

  async *#numberedSlices(): AsyncGenerator<readonly [StreamSlice, number]> {
    const { choice } = this.#options
    let index = 0
    for await (const slice of this.#stream.slices()) {
      if (choice && 'partitions' in choice && !isChosen(slice, choice.partitions)) continue
      yield [slice, index]
      index += 1
      if (choice && 'first' in choice && index >= choice.first) return
    }
  }

  async #readSlice(slice: StreamSlice, index: number): Promise<void> {
    const { sink, engine } = this.#options
    const { name, cursor } = this.#stream
    if (engine.signal.aborted) return
    sink.slice(name, index, slice)
    try {
      const scope = { index, purpose: 'data', signal: engine.signal } as const
      for await (const records of this.#stream.read(slice, scope)) {
        // What was read whole before has no signal of its own that would end it.
        engine.signal.throwIfAborted()
        await this.#pass(records, slice, index)
      }
      if (cursor.close(slice)) sink.state(name, cursor.state())
    } catch (error) {
      this.#fail(error)
    }
  }

  /** Sends records on, and lets the cursor see them. */
  async #pass(records: readonly EngineRecord[], slice: StreamSlice, index: number): Promise<void> {
    const { sink } = this.#options
    const { name, cursor } = this.#stream
    const good = objectsBefore(records)
    if (good.length > 0) {
      if (!this.#isRunning) this.#status('RUNNING')
      this.#isRunning = true
      const isFull = sink.records(name, index, good)
      for (const record of good) cursor.observe(record, slice)
      if (isFull) await sink.room()
    }
    if (good.length < records.length) throw notAnObject(name)
  }

  #status(status: 'STARTED' | 'RUNNING' | 'COMPLETE' | 'INCOMPLETE'): void {
    this.#options.sink.status(this.#stream.name, status)
  }

  #fail(error: unknown): void {
    if (this.#options.engine.signal.aborted) return
    this.#hasFailed = true
    this.#options.sink.error(describeFailure(error, this.#stream.name), this.#stream.name)
  }
}

/** The records up to the first that is no object; nothing can be made of such a thing. */
function objectsBefore(records: readonly EngineRecord[]): readonly EngineRecord[] {
  const bad = records.findIndex(
    (record) => typeof record !== 'object' || record === null || Array.isArray(record),
  )
  return bad < 0 ? records : records.slice(0, bad)
}

function notAnObject(stream: string): ReadFailed {
  return new ReadFailed(
    'record_invalid',
    'manifest',
    `A record of ${stream} is no object. Let the extractor's field_path lead to objects.`,
  )
}

/** Whether a slice has all the values of one of the choices. */
function isChosen(slice: StreamSlice, choices: readonly JsonObject[]): boolean {
  return choices.some((choice) =>
    Object.entries(choice).every(([key, value]) => {
      const own = slice.merged[key]
      return own !== undefined && stringifyJson(own) === stringifyJson(value)
    }),
  )
}

/** A limiter for so many tasks at a time, first come, first served. */
export function createLimiter(places: number): Limiter {
  let free = places
  const waiting: (() => void)[] = []

  function leave(): void {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  }

  return {
    places,
    async start(task) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return { done: task().finally(leave) }
    },
  }
}
