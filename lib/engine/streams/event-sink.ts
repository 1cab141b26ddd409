import type { EngineRecord, GeneratedStream, ReadEvent } from '../events'
import type { Failure } from '../failure'
import type { ManifestPath } from '../path'
import type { StreamSlice } from '../slice'
import type { JsonObject } from '../values/value'
import type { EventChannel } from './event-channel'

type Status = Extract<ReadEvent, { kind: 'stream' }>['status']

/** Where a read's events go, with the time they happened; knows which page each slice is on. */
export class EventSink {
  readonly #channel: EventChannel<ReadEvent>
  readonly #now: () => number
  readonly #pages = new Map<string, number>()

  /** `now` is in milliseconds since the read began. */
  constructor(channel: EventChannel<ReadEvent>, now: () => number) {
    this.#channel = channel
    this.#now = now
  }

  /** Takes an event from deep inside the engine. */
  readonly report = (event: ReadEvent): void => {
    if (event.kind === 'page' && !event.isProof) {
      this.#pages.set(pageKey(event.stream, event.slice), event.page + 1)
    }
    this.#channel.push(event)
    if (event.kind === 'slice-end') this.#pages.delete(pageKey(event.stream, event.slice))
  }

  status(stream: string, status: Status): void {
    this.#channel.push({ kind: 'stream', stream, status, atMs: this.#now() })
  }

  slice(stream: string, index: number, slice: StreamSlice): void {
    const { partition, cursorSlice } = slice
    this.#pages.delete(pageKey(stream, index))
    this.#channel.push({
      kind: 'slice',
      stream,
      slice: index,
      partition,
      window: cursorSlice,
      atMs: this.#now(),
    })
  }

  /** Says whether the consumer is behind, so that the read should wait for `room`. */
  records(stream: string, index: number, records: readonly EngineRecord[]): boolean {
    const page = this.#pages.get(pageKey(stream, index)) ?? 0
    this.#channel.push({
      kind: 'records',
      stream,
      slice: index,
      page,
      records,
      atMs: this.#now(),
    })
    return this.#channel.isFull
  }

  /** Resolves when the consumer has caught up. */
  room(): Promise<void> {
    return this.#channel.room()
  }

  state(stream: string, state: JsonObject): void {
    this.#channel.push({ kind: 'state', stream, state, atMs: this.#now() })
  }

  generated(
    { definition, path }: { readonly definition: string; readonly path: ManifestPath },
    streams: readonly GeneratedStream[],
  ): void {
    this.#channel.push({ kind: 'generated', definition, path, streams, atMs: this.#now() })
  }

  control(config: JsonObject): void {
    this.#channel.push({ kind: 'control', config, atMs: this.#now() })
  }

  error(failure: Failure, stream?: string): void {
    this.#channel.push({ kind: 'error', ...failure, stream, atMs: this.#now() })
  }
}

function pageKey(stream: string, slice: number): string {
  return `${slice}:${stream}`
}
