import type { ProofSummary } from '../../contracts/proof-summary'
import { stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { createCollector } from '../../testread/collect'
import { proofOf } from '../../testread/proof'
import type { StreamInfo } from '../../testread/stream-info'
import type { EndEvent, ObservedEvent, TestRead } from '../../testread/test-read'

/** Characters of a run's events that are kept. */
const keptCharactersMax = 20_000_000

/** Keeps what a run reports, as lines and folded, and says how it ended. */
export class RunLog {
  readonly #collector
  readonly #info: StreamInfo
  readonly #lines: string[] = []
  #characters = 0
  #isCut = false
  #hasFailed = false
  #isLimited = false
  #lastMs = 0
  #outcome: EndEvent['outcome'] | undefined

  constructor(info: StreamInfo) {
    this.#info = info
    this.#collector = createCollector(info.name)
  }

  /** Takes an event, secrets masked already, and gives its line. */
  add(event: ObservedEvent): string {
    this.#collector.push(event)
    this.#lastMs = Math.max(this.#lastMs, event.atMs)
    if (event.kind === 'error') this.#hasFailed = true
    if (event.kind === 'limit') this.#isLimited = true
    // Events are JSON; `undefined` stands for parts that are absent.
    const line = stringifyJson(event as unknown as Json)
    this.#keep(line, event.kind)
    return line
  }

  /** Takes the last event; of several ends only the first counts. */
  end(isCancelled: boolean): string | undefined {
    if (this.#outcome !== undefined) return undefined
    this.#outcome = isCancelled ? 'cancelled' : this.#ownOutcome()
    return this.add({ kind: 'end', outcome: this.#outcome, atMs: this.#lastMs })
  }

  get outcome(): EndEvent['outcome'] {
    return this.#outcome ?? 'cancelled'
  }

  get lines(): readonly string[] {
    return this.#lines
  }

  get isCut(): boolean {
    return this.#isCut
  }

  read(): TestRead {
    return this.#collector.snapshot()
  }

  /** What the checks say; nothing when the run failed before there was anything to judge. */
  proof(): ProofSummary | undefined {
    const read = this.read()
    if (this.outcome === 'failed' && read.slices.every((slice) => slice.pages.length === 0)) {
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

  /** What says how a run went is kept even when the rest was too much. */
  #keep(line: string, kind: ObservedEvent['kind']): void {
    const isNeeded = kind === 'end' || kind === 'error' || kind === 'limit' || kind === 'state'
    const hasRoom = this.#characters + line.length <= keptCharactersMax
    if (!hasRoom) this.#isCut = true
    if (this.#isCut && !isNeeded) return
    this.#characters += line.length
    this.#lines.push(line)
  }
}
