import type { EngineContext } from '../context'
import type { EngineRecord } from '../events'
import { withLast } from '../partitions/look-ahead'
import { overlayPatches } from '../partitions/overlay-patches'
import { partitionKey } from '../partitions/partition-key'
import type { PartitionRouter } from '../partitions/partition-router'
import type { ManifestPath } from '../path'
import { runOf } from '../run'
import { StreamSlice } from '../slice'
import type { CursorPort, Patch, SlicePatcher } from '../stream-scope'
import { parseJson } from '../values/json'
import { PythonValueError } from '../values/python-error'
import { type Json, type JsonObject, ownValue } from '../values/value'
import type { Cursor } from './cursor'
import type { DateWindowPlan } from './date-window'
import { type DateWindowCursor, movedBack } from './date-window-cursor'
import { OpenPartitions, ParentProgress } from './parent-progress'

/** Partitions whose cursors are kept; beyond that the oldest are forgotten. */
const PARTITIONS_KEPT = 25_000
/** Partitions from which on one cursor serves all. */
const PARTITIONS_BEFORE_GLOBAL = 10_000
/** Least time between two states that are reported while reading. */
const STATE_PAUSE_MS = 600_000

interface Options {
  readonly engine: EngineContext
  readonly path: ManifestPath
  readonly streamName: string
  readonly plan: DateWindowPlan
  readonly state: JsonObject
  readonly router: PartitionRouter
  readonly cursorPatcher: SlicePatcher
  readonly isGlobal: boolean
  readonly traits: Pick<
    CursorPort,
    'isClientSide' | 'isDataFeed' | 'trackWindow' | 'windowSplitter'
  >
  readonly createProgress: (state: JsonObject) => DateWindowCursor
}

/**
 * A cursor for each partition, and a global one for partitions that are new.
 *
 * With too many partitions, or when the manifest says so, only the global cursor is kept.
 */
export class PartitionedCursor implements Cursor {
  readonly field: string
  readonly isClientSide: boolean
  readonly isDataFeed: boolean
  readonly trackWindow: CursorPort['trackWindow']
  readonly windowSplitter: CursorPort['windowSplitter']
  readonly #options: Options
  readonly #cursors = new Map<string, DateWindowCursor>()
  /** Cursors of partitions that began when one cursor served all: nothing is to be kept of them. */
  readonly #passing = new Map<string, DateWindowCursor>()
  readonly #open = new OpenPartitions()
  readonly #parents = new ParentProgress()
  #isGlobal: boolean
  #knownCount = 0
  #global: JsonObject | undefined
  /** The global value reached by this read; it counts only when the whole read succeeds. */
  #reached: JsonObject | undefined
  #lookbackSeconds = 0
  #hasObserved = false
  #hasWarned = false
  #startMs = 0
  #reportedMs: number | undefined
  #keyed: { readonly slice: StreamSlice; readonly key: string } | undefined

  /** @throws PythonError when a date of the state cannot be read */
  constructor(options: Options) {
    this.#options = options
    this.field = options.plan.field
    this.isClientSide = options.traits.isClientSide
    this.isDataFeed = options.traits.isDataFeed
    this.trackWindow = options.traits.trackWindow
    this.windowSplitter = options.traits.windowSplitter
    this.#isGlobal = options.isGlobal
    this.#load(options.state)
  }

  #load(state: JsonObject): void {
    if (Object.keys(state).length === 0) return
    if (!('states' in state) && !('state' in state)) {
      this.#loadGlobal(state)
    } else {
      // What the state says wins over the manifest, so a stream that went global stays so.
      this.#isGlobal = state.use_global_cursor === true
      this.#lookbackSeconds = Math.trunc(Number(state.lookback_window ?? 0))
      for (const entry of (state.states ?? []) as readonly JsonObject[]) {
        this.#knownCount += 1
        const key = partitionKey((entry.partition ?? {}) as JsonObject)
        this.#cursors.set(key, this.#options.createProgress((entry.cursor ?? {}) as JsonObject))
      }
      if ('state' in state) this.#loadGlobal((state.state ?? {}) as JsonObject)
    }
    const parents = state.parent_state
    if (isFilled(parents)) this.#parents.current = parents
  }

  #loadGlobal(state: JsonObject): void {
    const value = ownValue(state, this.field)
    if (value === undefined) return
    const { format, parse } = this.#options.plan
    this.#global = { [this.field]: format(parse(value)) }
    this.#reached = this.#global
  }

  async *slices(): AsyncGenerator<StreamSlice> {
    const { router } = this.#options
    this.#startMs = this.#options.engine.monotonicMs()
    const withStates = async function* () {
      for await (const slice of router.slices()) yield [slice, router.parentState()] as const
    }
    for await (const [[partition, parentState]] of withLast(withStates())) {
      yield* this.#windowsOf(partition, parentState)
    }
  }

  async *#windowsOf(
    partition: StreamSlice,
    parentState: JsonObject | undefined,
  ): AsyncGenerator<StreamSlice> {
    this.#keepWithinLimits()
    const key = partitionKey(partition.partition)
    const cursor = this.#cursorOf(key)
    if (this.#open.has(key)) {
      this.#warnOfDuplicate()
      return
    }
    const number = this.#open.begin(key)
    this.#parents.record(number, parentState)
    for await (const [window, isLast] of withLast(cursor.windows())) {
      this.#open.addSlice(key, isLast)
      yield withPartition(partition, window)
    }
  }

  #cursorOf(key: string): DateWindowCursor {
    const known = this.#knownCursor(key)
    if (known) return known
    const cursor = this.#newCursor()
    this.#knownCount += 1
    const cursors = this.#isGlobal ? this.#passing : this.#cursors
    cursors.set(key, cursor)
    return cursor
  }

  #knownCursor(key: string): DateWindowCursor | undefined {
    return this.#cursors.get(key) ?? this.#passing.get(key)
  }

  /** A cursor that begins where the global one stands, less the time the last read took. */
  #newCursor(): DateWindowCursor {
    const { plan, createProgress } = this.#options
    return createProgress(this.#global ? movedBack(plan, this.#global, this.#lookbackSeconds) : {})
  }

  #keepWithinLimits(): void {
    if (!this.#isGlobal && this.#knownCount > PARTITIONS_BEFORE_GLOBAL) {
      this.#isGlobal = true
      this.#note(
        'info',
        `${this.#options.streamName} has more than ${PARTITIONS_BEFORE_GLOBAL} partitions; from here on one cursor serves them all.`,
      )
    }
    while (this.#cursors.size > PARTITIONS_KEPT - 1) {
      this.#cursors.delete(this.#oldest())
    }
  }

  /** The partition to forget first: the oldest that is not being read, if there is one. */
  #oldest(): string {
    for (const key of this.#cursors.keys()) if (!this.#open.has(key)) return key
    const [first = ''] = this.#cursors.keys()
    return first
  }

  #warnOfDuplicate(): void {
    if (this.#hasWarned) return
    this.#hasWarned = true
    this.#note(
      'warn',
      `${this.#options.streamName} got the same partition twice; it is read once at a time.`,
    )
  }

  #note(level: 'info' | 'warn', text: string): void {
    const { engine, path, streamName } = this.#options
    runOf(engine).note(level, text, path, streamName)
  }

  observe(record: EngineRecord, slice: StreamSlice): void {
    const key = this.#keyOf(slice)
    const cursor = this.#knownCursor(key)
    const value = ownValue(record, this.field)
    if (!cursor || value === undefined || value === null) return
    const date = cursor.dateOf(record)
    if (!date) {
      cursor.observe(record, slice)
      return
    }
    this.#hasObserved = true
    this.#reach(this.#options.plan.format(date))
    if (!this.#isGlobal) cursor.observe(record, slice)
  }

  /** Values are compared as text, as the reference engine does, even where text has another order. */
  #reach(value: Json): void {
    const reached = this.#reached?.[this.field]
    if (reached === undefined || String(reached) < String(value)) {
      this.#reached = { [this.field]: value }
    }
  }

  #keyOf(slice: StreamSlice): string {
    if (this.#keyed?.slice !== slice) {
      this.#keyed = { slice, key: partitionKey(slice.partition) }
    }
    return this.#keyed.key
  }

  close(slice: StreamSlice): boolean {
    const key = this.#keyOf(slice)
    const isDone = this.#open.closeSlice(key)
    const cursor = this.#cursors.get(key)
    if (!this.#isGlobal && cursor) {
      cursor.close(slice)
      const value = cursor.state()[this.field]
      if (isDone && value !== undefined) this.#reach(value)
    }
    if (isDone) {
      this.#open.end(key)
      this.#passing.delete(key)
    }
    this.#parents.advance(this.#open.earliest())
    return this.#isStateDue()
  }

  #isStateDue(): boolean {
    const nowMs = this.#options.engine.monotonicMs()
    if (this.#reportedMs !== undefined && nowMs - this.#reportedMs <= STATE_PAUSE_MS) return false
    this.#reportedMs = nowMs
    return !this.#isGlobal || isFilled(this.#parents.current)
  }

  finish(): void {
    if (this.#open.hasOpenSlices()) return
    if (this.#hasObserved) {
      this.#global = this.#reached
      const seconds = (this.#options.engine.monotonicMs() - this.#startMs) / 1000
      this.#lookbackSeconds = Math.max(1, Math.ceil(seconds))
    }
    this.#parents.current = this.#options.router.parentState()
  }

  patch(slice: StreamSlice): Patch {
    const { router, cursorPatcher } = this.#options
    return overlayPatches([router.patch(slice), cursorPatcher.patch(slice)])
  }

  shouldBeSynced(record: EngineRecord, slice: StreamSlice): boolean {
    const known = this.#isGlobal ? undefined : this.#cursors.get(this.#keyOf(slice))
    return (known ?? this.#newCursor()).shouldBeSynced(record)
  }

  state(): JsonObject {
    const state: { [key: string]: Json } = { use_global_cursor: this.#isGlobal }
    if (!this.#isGlobal) state.states = this.#partitionStates()
    if (this.#global) state.state = { ...this.#global }
    state.lookback_window = this.#lookbackSeconds
    if (this.#parents.current) state.parent_state = this.#parents.current
    return state
  }

  #partitionStates(): Json[] {
    return [...this.#cursors].map(([key, cursor]) => ({
      partition: parseJson(key),
      cursor: cursor.state(),
    }))
  }
}

function withPartition(partition: StreamSlice, window: StreamSlice): StreamSlice {
  const overlap = Object.keys(window.cursorSlice).some((key) =>
    Object.hasOwn(partition.partition, key),
  )
  if (overlap) {
    throw new PythonValueError('Keys for partition and incremental sync cursor should not overlap')
  }
  return new StreamSlice(partition.partition, window.cursorSlice, partition.extraFields)
}

function isFilled(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0
}
