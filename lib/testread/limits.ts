import type { ReadEvent } from '../engine/events'
import type { LimitEvent, LimitName, ReadLimits } from './test-read'

/** Time as the limits see it: a clock that measures, and a timer that can be called off. */
export interface LimitClock {
  readonly monotonicMs: () => number
  /** Resolves after `ms`; rejects or resolves early once the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Passes a read on until it is large enough, then says so and stops.
 *
 * Limits on slices, records and bytes leave between two events. The limit on seconds leaves at
 * once, in the middle of a call; whoever runs the read ends that call by aborting its context
 * when this generator is done. Pages per slice are counted by the engine, which can go on with the
 * next slice; here a slice that ended so is only reported, once.
 */
export async function* withinLimits(
  events: AsyncIterable<ReadEvent>,
  limits: ReadLimits,
  clock: LimitClock,
): AsyncGenerator<ReadEvent | LimitEvent> {
  const meter = new Meter(limits)
  const timer = new AbortController()
  const deadline = clock.sleep(limits.seconds * 1000, timer.signal).then(
    () => 'deadline' as const,
    () => 'deadline' as const,
  )
  const source = events[Symbol.asyncIterator]()
  const startMs = clock.monotonicMs()
  try {
    while (true) {
      const next = await Promise.race([source.next(), deadline])
      if (next === 'deadline') {
        yield limitEvent('seconds', limits.seconds, clock.monotonicMs() - startMs)
        return
      }
      if (next.done) return
      for (const step of meter.take(next.value)) {
        yield step
        if (step.kind === 'limit' && step.limit !== 'pages') return
      }
    }
  } finally {
    timer.abort()
    // Not awaited: a source in the middle of a call answers only when its context is aborted.
    source.return?.(undefined).then(undefined, () => undefined)
  }
}

/** Counts what passes and puts a limit event where a limit is reached. */
class Meter {
  readonly #limits: ReadLimits
  #slices = 0
  #records = 0
  #bytes = 0
  #pagesSaid = false

  constructor(limits: ReadLimits) {
    this.#limits = limits
  }

  take(event: ReadEvent): (ReadEvent | LimitEvent)[] {
    switch (event.kind) {
      case 'slice':
        return this.#slice(event)
      case 'records':
        return this.#recordBatch(event)
      case 'page':
        return this.#page(event)
      case 'answer':
        this.#bytes += event.response?.bodyBytes ?? 0
        return [event]
      case 'slice-end':
        return this.#sliceEnd(event)
      default:
        return [event]
    }
  }

  #slice(event: Extract<ReadEvent, { kind: 'slice' }>) {
    this.#slices += 1
    if (this.#slices <= this.#limits.slices) return [event]
    return [limitEvent('slices', this.#limits.slices, event.atMs)]
  }

  #recordBatch(event: Extract<ReadEvent, { kind: 'records' }>) {
    const room = this.#limits.records - this.#records
    if (room <= 0) return [limitEvent('records', this.#limits.records, event.atMs)]
    this.#records += event.records.length
    if (event.records.length <= room) return [event]
    return [
      { ...event, records: event.records.slice(0, room) },
      limitEvent('records', this.#limits.records, event.atMs),
    ]
  }

  /** A read that ends exactly at a limit was not cut short, so a page without a next one passes. */
  #page(event: Extract<ReadEvent, { kind: 'page' }>) {
    if (event.isProof || event.nextToken === undefined) return [event]
    if (this.#records >= this.#limits.records) {
      return [event, limitEvent('records', this.#limits.records, event.atMs)]
    }
    if (this.#bytes >= this.#limits.bytes) {
      return [event, limitEvent('bytes', this.#limits.bytes, event.atMs)]
    }
    return [event]
  }

  #sliceEnd(event: Extract<ReadEvent, { kind: 'slice-end' }>) {
    if (event.end !== 'page-limit' || this.#pagesSaid) return [event]
    this.#pagesSaid = true
    return [event, limitEvent('pages', this.#limits.pagesPerSlice, event.atMs)]
  }
}

const units: Record<Exclude<LimitName, 'choice'>, (value: number) => string> = {
  records: (value) => `${value.toLocaleString('en')} records`,
  pages: (value) => (value === 1 ? '1 page' : `${value} pages`),
  slices: (value) => (value === 1 ? '1 slice' : `${value} slices`),
  seconds: (value) => `${value} seconds`,
  bytes: (value) => `${(value / 1_000_000).toLocaleString('en')} MB`,
}

function limitEvent(limit: Exclude<LimitName, 'choice'>, value: number, atMs: number): LimitEvent {
  const text = `Stopped at your limit of ${units[limit](value)}. More may follow.`
  return { kind: 'limit', limit, value, text, atMs }
}

/**
 * Passes on a read of chosen slices and says at its end that it was a part, so that it is never taken
 * for the whole stream. `value` of the limit is the number of slices that were read.
 */
export async function* ofChosenSlices(
  events: AsyncIterable<ReadEvent | LimitEvent>,
  stream: string,
): AsyncGenerator<ReadEvent | LimitEvent> {
  let slices = 0
  let atMs = 0
  for await (const event of events) {
    if (event.kind === 'slice' && event.stream === stream) slices += 1
    atMs = event.atMs
    yield event
  }
  const text =
    slices === 0
      ? 'No slice has the values you chose.'
      : 'Only the slices you chose were read. The others were not.'
  yield { kind: 'limit', limit: 'choice', value: slices, text, atMs }
}
