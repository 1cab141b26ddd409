import type { EngineContext } from '../context'
import type { ReadEvent } from '../events'
import { runOf } from '../run'
import { EventChannel } from './event-channel'
import { EventSink } from './event-sink'

/**
 * Records that may wait for the consumer before the read waits too: a page or two. More of them make no
 * read faster. Pages of 2 KB records, 16 of which could wait, took a quarter more memory, and as V8
 * had to copy them about, a tenth more CPU.
 */
const RECORDS_WAITING_MAX = 500

/** What a run's work is given: a context of its own and the place for its events. */
export interface RunPlace {
  /** Its signal also ends when the consumer leaves. */
  readonly engine: EngineContext
  readonly sink: EventSink
}

/**
 * Does work and yields the events it reports, as they happen.
 *
 * Leaving the loop ends the work: its signal aborts, and the generator waits until it is over. What
 * the work throws is thrown to the consumer, after the events before it.
 */
export async function* runWithEvents(
  context: EngineContext,
  work: (place: RunPlace) => Promise<void>,
): AsyncGenerator<ReadEvent> {
  const channel = new EventChannel<ReadEvent>(RECORDS_WAITING_MAX, recordsIn)
  const departure = new AbortController()
  const place = createPlace(context, channel, departure.signal)
  const done = work(place).then(
    () => channel.end(),
    (error: unknown) => channel.end({ error }),
  )
  try {
    yield* channel.read()
  } finally {
    departure.abort(new DOMException('Nobody follows this run any more', 'AbortError'))
    channel.discard()
    await done
  }
}

function createPlace(
  context: EngineContext,
  channel: EventChannel<ReadEvent>,
  departure: AbortSignal,
): RunPlace {
  const signal = AbortSignal.any([context.signal, departure])
  const sink = new EventSink(channel, () => runOf(engine).atMs())
  const engine: EngineContext = { ...context, signal, report: sink.report }
  return { engine, sink }
}

function recordsIn(event: ReadEvent): number {
  return event.kind === 'records' ? event.records.length : 0
}
