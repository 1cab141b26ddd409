import { CallFailed } from '@/lib/client/call'
import { streamTestRead } from '@/lib/client/test-read'
import type { ProblemDocument } from '@/lib/contracts/problem'
import type { SliceChoice } from '@/lib/contracts/test-reads'
import { type Collector, createCollector } from '@/lib/testread/collect'
import { proofOf } from '@/lib/testread/proof'
import { type StreamInfo, streamInfo } from '@/lib/testread/stream-info'
import type { ObservedEvent, Proof, TestRead } from '@/lib/testread/test-read'
import type { RunOptions, StartState } from './run-options'

/** What a run is made of. */
export interface RunRequest {
  /** The text on screen, saved or not. */
  readonly text: string
  readonly info: StreamInfo
  readonly environmentId: string | undefined
  readonly options: RunOptions
  readonly state: StartState
  /** Which slices; all of them when absent. */
  readonly sliceChoice?: SliceChoice | undefined
}

/** The last run of a stream in this browser, finished or not. */
export interface StreamRun {
  readonly request: RunRequest
  readonly read: TestRead
  /** Once the read has ended; absent when it failed before there was anything to judge. */
  readonly proof?: Proof | undefined
  /** The read could not begin, or the studio went away in the middle of it. */
  readonly problem?: ProblemDocument | undefined
  /** When it ended, as ISO time; absent while it runs. */
  readonly endedAt?: string | undefined
}

/** Where the events come from; a fake one in tests. */
export type EventSource = typeof streamTestRead

interface ActiveRun {
  readonly abort: AbortController
  readonly tab: string
}

interface Follower extends ActiveRun {
  readonly collector: Collector
  readonly publish: () => void
  readonly learn: (info: StreamInfo) => void
}

interface RunStoreParts {
  readonly projectId: string
  readonly source?: EventSource
  /** Calls back before the next paint. */
  readonly schedule?: (task: () => void) => void
}

/**
 * The runs of a project on this page. Events are folded as they come and handed out once a frame,
 * so a fast read never draws more often than the screen does.
 */
export class RunStore {
  readonly #projectId: string
  readonly #source: EventSource
  readonly #schedule: (task: () => void) => void
  readonly #tab = tabName()
  readonly #runs = new Map<string, StreamRun>()
  readonly #listeners = new Set<() => void>()
  readonly #active = new Map<string, ActiveRun>()
  #foreground: ActiveRun | undefined
  #changes = 0

  constructor({ projectId, source = streamTestRead, schedule = nextFrame }: RunStoreParts) {
    this.#projectId = projectId
    this.#source = source
    this.#schedule = schedule
  }

  /** Names this page to the server: a new run of the page replaces the one before. */
  get tab(): string {
    return this.#tab
  }

  /** Under which name the server knows the run of a stream that is under way. */
  tabOf(stream: string): string {
    return this.#active.get(stream)?.tab ?? this.#tab
  }

  /** Counts up whenever a run changes. */
  get changes(): number {
    return this.#changes
  }

  isRunning(stream: string): boolean {
    return this.#active.has(stream)
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  get(stream: string): StreamRun | undefined {
    return this.#runs.get(stream)
  }

  /** Puts a stored run in place, unless the stream was run meanwhile. */
  restore(stream: string, run: StreamRun) {
    if (!this.#runs.has(stream)) this.#set(stream, run)
  }

  /**
   * Stops the call under way at once; what was read is kept and judged as a sample. Without a stream
   * it is the run that was started last by itself.
   */
  cancel(stream?: string) {
    const run = stream === undefined ? this.#foreground : this.#active.get(stream)
    run?.abort.abort()
  }

  /** Runs a stream. The run that was started by itself before it is cancelled first. */
  async start(stream: string, request: RunRequest): Promise<void> {
    this.#foreground?.abort.abort()
    const run = { abort: new AbortController(), tab: this.#tab }
    this.#foreground = run
    await this.#run(stream, request, run)
    if (this.#foreground === run) this.#foreground = undefined
  }

  /** Runs a stream beside others. Runs of one lane replace each other at the server. */
  async startBeside(stream: string, request: RunRequest, lane: number): Promise<void> {
    await this.#run(stream, request, {
      abort: new AbortController(),
      tab: `${this.#tab}.${lane}`,
    })
  }

  async #run(stream: string, request: RunRequest, run: ActiveRun): Promise<void> {
    this.#active.get(stream)?.abort.abort()
    this.#active.set(stream, run)
    const collector = createCollector(stream)
    let { info } = request
    const publish = () => this.#set(stream, { request, read: collector.snapshot() })
    // A stream made from a template is known only while it is read.
    const learn = (made: StreamInfo) => {
      info = made
    }
    publish()
    const problem = await this.#follow(stream, request, { ...run, collector, publish, learn })
    const read = ended(collector, run.abort.signal.aborted ? 'cancelled' : 'failed')
    // A run of the same stream that came after this one has the place now.
    if (this.#active.get(stream) !== run) return
    this.#active.delete(stream)
    const endedAt = new Date().toISOString()
    const proof = judge(read, info)
    this.#set(stream, { request: { ...request, info }, read, proof, problem, endedAt })
  }

  async #follow(
    stream: string,
    request: RunRequest,
    run: Follower,
  ): Promise<ProblemDocument | undefined> {
    const { collector, abort, tab, publish, learn } = run
    let isScheduled = false
    const publishSoon = () => {
      if (isScheduled) return
      isScheduled = true
      this.#schedule(() => {
        isScheduled = false
        if (this.#active.get(stream)?.abort === abort) publish()
      })
    }
    try {
      for await (const event of this.#source(this.#bodyOf(stream, request, tab), abort.signal)) {
        collector.push(event)
        const made = madeIn(event, stream)
        if (made) learn(made)
        publishSoon()
      }
      return undefined
    } catch (error) {
      return abort.signal.aborted ? undefined : problemOf(error)
    }
  }

  #bodyOf(stream: string, request: RunRequest, tab: string) {
    const { text, environmentId, options, state, sliceChoice } = request
    return {
      projectId: this.#projectId,
      text,
      stream,
      limits: options.limits,
      proofCall: options.proofCall,
      tab,
      ...(sliceChoice !== undefined && { sliceChoice }),
      ...(environmentId !== undefined && { environmentId }),
      ...(state !== undefined && { state }),
    }
  }

  #set(stream: string, run: StreamRun) {
    this.#runs.set(stream, run)
    this.#changes += 1
    for (const listener of this.#listeners) listener()
  }
}

/** What a template made of a stream, when an event tells it. */
function madeIn(event: ObservedEvent, stream: string): StreamInfo | undefined {
  if (event.kind !== 'generated') return undefined
  const config = event.streams.find(({ name }) => name === stream)?.config
  return config && streamInfo(config)
}

/** What a read proved; nothing when it failed before there was anything to judge. */
export function judge(read: TestRead, info: StreamInfo): Proof | undefined {
  if (read.status === 'failed' && read.slices.every((slice) => slice.pages.length === 0))
    return undefined
  return proofOf(read, info)
}

/** The whole read; one that broke off before its last event gets one. */
function ended(collector: Collector, outcome: 'cancelled' | 'failed'): TestRead {
  const read = collector.snapshot()
  if (read.status !== 'running') return read
  const end: ObservedEvent = { kind: 'end', outcome, atMs: read.elapsedMs }
  collector.push(end)
  return collector.snapshot()
}

function problemOf(error: unknown): ProblemDocument {
  if (error instanceof CallFailed) return error.problem
  const title = error instanceof Error ? error.message : String(error)
  return { type: 'about:blank', status: 0, code: 'run_broke_off', title, blame: 'engine' }
}

/** `crypto.randomUUID` is missing on pages that are neither HTTPS nor loopback. */
function tabName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A hidden page paints no frames, but its runs go on. */
function nextFrame(task: () => void) {
  if (document.hidden) setTimeout(task, 250)
  else requestAnimationFrame(task)
}
