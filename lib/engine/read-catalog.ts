import type { ConfiguredCatalog } from './catalog'
import type { EngineContext } from './context'
import { ComponentUnsupported } from './errors'
import { describeFailure } from './failure'
import { createLimiter, readStream } from './read-stream'
import type { EventSink } from './streams/event-sink'
import type { Stream } from './streams/stream'
import type { StreamGroups } from './streams/stream-groups'
import type { ListedStream } from './streams/stream-set'
import type { JsonObject } from './values/value'

interface CatalogRead {
  readonly engine: EngineContext
  readonly sink: EventSink
  readonly streams: readonly ListedStream[]
  readonly catalog: ConfiguredCatalog
  readonly states: ReadonlyMap<string, JsonObject>
  readonly workers: number
  readonly groups: StreamGroups
}

/**
 * Reads the streams of a catalog in its order. Workers share the slices of all streams; a new stream
 * begins making slices when there is room for another maker.
 *
 * @throws EngineError when a stream cannot be built, before anything is read
 */
export async function readCatalog(read: CatalogRead): Promise<void> {
  const { engine, sink, workers, groups } = read
  const { streams, unknown } = openStreams(read)
  for (const stream of streams) groups.check(stream)
  const limiter = createLimiter(workers)
  const makers = createLimiter(Math.max(1, Math.floor(workers / 2)))
  const queue = [...streams]
  const failures: unknown[] = []
  const reads = new Set<Promise<void>>()
  while (queue.length > 0 && failures.length === 0) {
    const next = queue.findIndex((stream) => groups.isFree(stream))
    const [stream] = next < 0 ? [] : queue.splice(next, 1)
    if (!stream) {
      await Promise.race(reads)
      continue
    }
    groups.enter(stream)
    await makers.start(
      () =>
        new Promise<void>((resolve) => {
          const onSlicesMade = workers === 1 ? undefined : resolve
          const ended = readStream(stream, { engine, sink, limiter, onSlicesMade })
            .catch((error: unknown) => failures.push(error))
            .then(() => {
              groups.leave(stream)
              reads.delete(ended)
              resolve()
            })
          reads.add(ended)
        }),
    )
  }
  // A catalog that knows none of the streams gets no answer at all from the reference engine.
  if (streams.length > 0) for (const name of unknown) sink.status(name, 'INCOMPLETE')
  await Promise.all(reads)
  if (failures.length > 0) throw failures[0]
}

interface OpenStreams {
  readonly streams: readonly Stream[]
  readonly unknown: readonly string[]
}

/** Streams that need custom code fail by themselves; anything else wrong fails the whole read. */
function openStreams({ streams, catalog, states, sink }: CatalogRead): OpenStreams {
  const byName = new Map(streams.map((stream) => [stream.name, stream]))
  const open: Stream[] = []
  const unknown: string[] = []
  for (const { stream, cursor_field } of catalog.streams) {
    const { name } = stream
    const listed = byName.get(name)
    try {
      if (listed) {
        const reportState = (state: JsonObject) => sink.state(name, state)
        const start = {
          state: states.get(name),
          catalogCursorField: cursor_field,
          configuredSchema: stream.json_schema,
        }
        open.push(listed.define().open({ ...start, isSelected: true, reportState }))
      } else unknown.push(name)
    } catch (error) {
      if (!(error instanceof ComponentUnsupported)) throw error
      sink.error(describeFailure(error, name), name)
      sink.status(name, 'INCOMPLETE')
    }
  }
  return { streams: open, unknown }
}
