import type { EngineContext } from './context'
import type { ReadEvent } from './events'
import type { ManifestPath } from './path'

/** What everything in one run shares: its clock and the numbers of its calls. */
export class Run {
  readonly #startedMs: number
  readonly #engine: EngineContext
  readonly #shared = new Map<string, unknown>()
  #calls = 0
  #requests = 0

  constructor(engine: EngineContext) {
    this.#engine = engine
    this.#startedMs = engine.monotonicMs()
  }

  /** Milliseconds since the run began. */
  atMs(): number {
    return Math.round(this.#engine.monotonicMs() - this.#startedMs)
  }

  /** The number of the next call, from 1. */
  nextCall(): number {
    this.#calls += 1
    return this.#calls
  }

  /** The number of the next request, from 1; its attempts are calls of their own. */
  nextRequest(): number {
    this.#requests += 1
    return this.#requests
  }

  /** Something that parts of a run share under a name, such as a cache: made by whoever asks first. */
  share<Thing>(name: string, create: () => Thing): Thing {
    if (!this.#shared.has(name)) this.#shared.set(name, create())
    return this.#shared.get(name) as Thing
  }

  /** Reports something that people may want to know. */
  note(
    level: Extract<ReadEvent, { kind: 'note' }>['level'],
    text: string,
    path: ManifestPath,
    stream?: string,
  ): void {
    this.#engine.report({ kind: 'note', level, text, path, stream, atMs: this.atMs() })
  }
}

const runs = new WeakMap<EngineContext, Run>()

/** The run that an engine context belongs to: one for each context, begun when first asked for. */
export function runOf(engine: EngineContext): Run {
  const known = runs.get(engine)
  if (known) return known
  const run = new Run(engine)
  runs.set(engine, run)
  return run
}
