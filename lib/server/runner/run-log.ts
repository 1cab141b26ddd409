import type { ProofSummary } from '../../contracts/proof-summary'
import type { GeneratedStream } from '../../engine/events'
import { stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { createCollector } from '../../testread/collect'
import { proofOf } from '../../testread/proof'
import { type StreamInfo, streamInfo } from '../../testread/stream-info'
import type { EndEvent, ObservedEvent, TestRead } from '../../testread/test-read'
import type { RunMessage, RunSummary } from './run-protocol'

/** Folds what a run reports, and says how it ended. */
export class RunLog {
  readonly #collector
  #info: StreamInfo
  #hasFailed = false
  #isLimited = false
  #lastMs = 0
  #outcome: EndEvent['outcome'] | undefined

  constructor(info: StreamInfo) {
    this.#info = info
    this.#collector = createCollector(info.name)
  }

  /** Takes an event, secrets masked already, and gives its line. */
  add(event: ObservedEvent): RunMessage {
    this.#collector.push(event)
    this.#lastMs = Math.max(this.#lastMs, event.atMs)
    if (event.kind === 'error') this.#hasFailed = true
    if (event.kind === 'limit') this.#isLimited = true
    if (event.kind === 'generated') this.#learn(event.streams)
    if (event.kind === 'end') this.#outcome = event.outcome
    // Events are JSON; `undefined` stands for parts that are absent.
    return { kind: 'line', event: event.kind, text: stringifyJson(event as unknown as Json) }
  }

  /** Adds the last event; of several ends only the first counts. */
  end(isCancelled: boolean): RunMessage | undefined {
    if (this.#outcome !== undefined) return undefined
    const outcome = isCancelled ? 'cancelled' : this.#ownOutcome()
    return this.add({ kind: 'end', outcome, atMs: this.#lastMs })
  }

  /** When the last event was, in milliseconds since the run began. */
  get lastMs(): number {
    return this.#lastMs
  }

  summary(): RunSummary {
    const read = this.#collector.snapshot()
    const outcome = this.#outcome ?? 'cancelled'
    return {
      outcome,
      proof: this.#proof(outcome, read),
      records: read.records.length,
      calls: read.calls.length,
      bytes: read.bytes,
    }
  }

  /** A stream made from a template is known only now. */
  #learn(streams: readonly GeneratedStream[]): void {
    const made = streams.find(({ name }) => name === this.#info.name)
    if (made?.config) this.#info = streamInfo(made.config)
  }

  #proof(outcome: EndEvent['outcome'], read: TestRead): ProofSummary | undefined {
    if (outcome === 'failed' && read.slices.every((slice) => slice.pages.length === 0)) {
      return undefined
    }
    const { level, isSample, title, text, station, missing } = proofOf(read, this.#info)
    return {
      level,
      isSample,
      title,
      text,
      ...(station !== undefined && { station }),
      ...(missing !== undefined && { missing }),
    }
  }

  #ownOutcome(): EndEvent['outcome'] {
    if (this.#hasFailed) return 'failed'
    return this.#isLimited ? 'limited' : 'completed'
  }
}
