import type { ReadEvent } from '../engine/events'
import type { CallView, ObservedEvent, PageView, SliceView, TestRead } from './test-read'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type SliceDraft = Mutable<Omit<SliceView, 'pages'>> & { pages: PageView[] }
type CallDraft = Mutable<Omit<CallView, 'waits'>> & { waits: CallView['waits'][number][] }

/** Folds a read into what the test panel shows, event by event. */
export interface Collector {
  push(event: ObservedEvent): void
  /** What was read so far. Unchanged parts are the same objects as in the snapshot before. */
  snapshot(): TestRead
}

/** A collector for a run of one stream; events of its parents count as calls only. */
export function createCollector(stream: string): Collector {
  const fold = new Fold(stream)
  return { push: (event) => fold.push(event), snapshot: () => fold.snapshot() }
}

/** A read of a stream before its first event. */
export function emptyRead(stream: string): TestRead {
  return {
    stream,
    status: 'running',
    limits: [],
    slices: [],
    records: [],
    calls: [],
    notes: [],
    errors: [],
    bytes: 0,
    elapsedMs: 0,
  }
}

class Fold {
  readonly #stream: string
  readonly #slices = new Map<number, SliceDraft>()
  readonly #calls = new Map<number, CallDraft>()
  readonly #dirtySlices = new Set<number>()
  readonly #dirtyCalls = new Set<number>()
  #read: TestRead
  #records: TestRead['records'][number][] = []
  #recordsDirty = false

  constructor(stream: string) {
    this.#stream = stream
    this.#read = emptyRead(stream)
  }

  push(event: ObservedEvent) {
    this.#change({ elapsedMs: Math.max(this.#read.elapsedMs, event.atMs) })
    switch (event.kind) {
      case 'slice':
      case 'slice-end':
      case 'page':
      case 'records':
      case 'state':
        if (event.stream === this.#stream) this.#pushOwn(event)
        return
      case 'call':
      case 'answer':
      case 'wait':
        this.#pushCall(event)
        return
      default:
        this.#pushRest(event)
    }
  }

  snapshot(): TestRead {
    if (this.#dirtySlices.size > 0) {
      const slices = [...this.#slices.entries()].sort(([a], [b]) => a - b)
      this.#change({ slices: slices.map(([, slice]) => slice) })
      // The next change copies what was handed out.
      for (const index of this.#dirtySlices) this.#copySlice(index)
      this.#dirtySlices.clear()
    }
    if (this.#dirtyCalls.size > 0) {
      this.#change({ calls: [...this.#calls.values()] })
      for (const number of this.#dirtyCalls) this.#copyCall(number)
      this.#dirtyCalls.clear()
    }
    if (this.#recordsDirty) {
      this.#change({ records: this.#records.slice() })
      this.#recordsDirty = false
    }
    return this.#read
  }

  #change(part: Partial<TestRead>) {
    this.#read = { ...this.#read, ...part }
  }

  #copySlice(index: number) {
    const slice = this.#slices.get(index)
    if (slice) this.#slices.set(index, { ...slice, pages: slice.pages.slice() })
  }

  #copyCall(number: number) {
    const call = this.#calls.get(number)
    if (call) this.#calls.set(number, { ...call, waits: call.waits.slice() })
  }

  #pushOwn(
    event: Extract<ObservedEvent, { kind: 'slice' | 'slice-end' | 'page' | 'records' | 'state' }>,
  ) {
    if (event.kind === 'records') {
      for (const data of event.records) {
        this.#records.push({ slice: event.slice, page: event.page, data })
      }
      this.#recordsDirty = true
      return
    }
    if (event.kind === 'state') {
      this.#change({ state: event.state })
      const last = [...this.#slices.keys()].at(-1)
      if (last !== undefined) this.#editSlice(last, (slice) => (slice.stateAfter = event.state))
      return
    }
    if (event.kind === 'slice') {
      const { slice, partition, window } = event
      this.#slices.set(slice, { slice, partition, window, pages: [] })
      this.#dirtySlices.add(slice)
      return
    }
    this.#editSlice(event.slice, (slice) => {
      if (event.kind === 'slice-end') slice.end = event.end
      else if (event.isProof) slice.proofPage = pageOf(event)
      else {
        slice.pages.push(pageOf(event))
        if (event.nextToken !== undefined) this.#change({ activity: `Page ${event.page + 2}` })
      }
    })
  }

  #editSlice(index: number, edit: (slice: SliceDraft) => void) {
    const slice = this.#slices.get(index)
    if (!slice) return
    edit(slice)
    this.#dirtySlices.add(index)
  }

  #pushCall(event: Extract<ObservedEvent, { kind: 'call' | 'answer' | 'wait' }>) {
    if (event.kind === 'call') {
      const { kind: _kind, atMs, ...call } = event
      this.#calls.set(event.call, { ...call, startMs: atMs, waits: [] })
      this.#dirtyCalls.add(event.call)
      this.#change({ activity: activityOf(event) })
      return
    }
    if (event.kind === 'wait') {
      this.#change({ activity: `Waiting ${event.seconds.toLocaleString('en')} s, ${event.text}` })
    }
    const number = event.call
    const call = number === undefined ? undefined : this.#calls.get(number)
    if (!call) return
    if (event.kind === 'wait') {
      call.waits.push({ startMs: event.atMs, seconds: event.seconds, text: event.text })
    } else {
      const { response, failure, action, reason } = event
      Object.assign(call, { response, failure, action, reason, endMs: event.atMs })
      this.#change({ bytes: this.#read.bytes + (response?.bodyBytes ?? 0) })
    }
    this.#dirtyCalls.add(call.call)
  }

  #pushRest(event: Exclude<ObservedEvent, { kind: 'slice' | 'page' | 'records' | 'call' }>) {
    if (event.kind === 'note') this.#change({ notes: [...this.#read.notes, event] })
    if (event.kind === 'error') this.#change({ errors: [...this.#read.errors, event] })
    if (event.kind === 'limit') this.#change({ limits: [...this.#read.limits, event] })
    if (event.kind === 'end') this.#change({ status: event.outcome, activity: undefined })
  }
}

function pageOf(
  event: Extract<ObservedEvent, { kind: 'page' }>,
): TestRead['slices'][number]['pages'][number] {
  const { slice, page, call, token, nextToken, foundCount, recordCount, signals } = event
  return { slice, page, call, token, nextToken, foundCount, recordCount, signals }
}

function activityOf(event: Extract<ReadEvent, { kind: 'call' }>): string {
  if (event.attempt > 1) return `Attempt ${event.attempt}`
  switch (event.purpose) {
    case 'auth':
      return 'Signing in'
    case 'parent':
      return `Reading ${event.place.stream}`
    case 'proof':
      return 'Asking for the page behind the last'
    case 'job-create':
      return 'Starting the job'
    case 'job-poll':
      return 'Asking whether the job is done'
    case 'job-download':
      return 'Downloading'
    default:
      return `Page ${(event.place.page ?? 0) + 1}`
  }
}
