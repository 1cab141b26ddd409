import type { DateTime } from '../datetime/date-time'
import { TimeDelta } from '../datetime/duration'
import type { EngineRecord } from '../events'
import { StreamSlice } from '../slice'
import { PythonError } from '../values/python-error'
import { type Json, type JsonObject, ownValue } from '../values/value'
import {
  type DateWindow,
  type DateWindowPlan,
  divideTime,
  type Length,
  later,
  mergeIntervals,
  type ReadInterval,
} from './date-window'
import type { ProgressCursor } from './progress-cursor'

/**
 * Follows a date through windows of time.
 *
 * Its state is the newest date of everything read without a gap from the start; windows that failed
 * leave a gap, so that they are read again.
 */
export class DateWindowCursor implements ProgressCursor {
  readonly field: string
  readonly #plan: DateWindowPlan
  readonly #warn: () => void
  readonly #newest = new Map<StreamSlice, DateTime>()
  /** Keys of the state we were given, which stay in the state we leave. */
  readonly #given: JsonObject
  /** The oldest date that still counts, before the lookback. */
  readonly #filterStart: DateTime
  #intervals: ReadInterval[]
  #lastValue: Json | undefined
  #lastDate: DateTime | undefined

  /**
   * `warn` is called for a record whose date is missing or cannot be read.
   *
   * @throws PythonError when a date in the state cannot be read
   */
  constructor(plan: DateWindowPlan, state: JsonObject, warn: () => void) {
    this.field = plan.field
    this.#plan = plan
    this.#warn = warn
    const begun = isIntervalState(state) ? ofIntervals(plan, state) : ofDate(plan, state)
    this.#given = begun.given
    this.#intervals = begun.intervals
    this.#filterStart = begun.filterStart
  }

  /** The windows that are left, formatted as the slices of a stream without partitions. */
  *windows(): Generator<StreamSlice> {
    for (const { start, end } of this.#gaps()) yield this.#slice(start, end)
  }

  *#gaps(): Generator<DateWindow> {
    const { start, granularity, lookback } = this.#plan
    const read = mergeIntervals(this.#intervals, granularity)
    const [first] = read
    const last = read.at(-1)
    if (!first || !last) throw new PythonError('ValueError', 'Expected at least one slice')
    if (start.compareTo(first.start) < 0) yield* divideTime(this.#plan, start, first.start, false)
    for (const [index, interval] of read.slice(1).entries()) {
      const before = read[index] ?? interval
      const from = granularity ? before.end.plus(granularity) : before.end
      yield* divideTime(this.#plan, from, interval.start, false)
    }
    const from = lookback ? last.end.minus(lookback) : last.end
    yield* divideTime(this.#plan, from, this.#plan.end(), true)
  }

  #slice(start: DateTime, end: DateTime): StreamSlice {
    const { startField, endField, format } = this.#plan
    return new StreamSlice({}, { [startField]: format(start), [endField]: format(end) })
  }

  observe(record: EngineRecord, slice: StreamSlice): void {
    const date = this.dateOf(record)
    if (!date) {
      this.#warn()
      return
    }
    const newest = this.#newest.get(slice)
    if (newest === undefined || newest.compareTo(date) < 0) this.#newest.set(slice, date)
  }

  /** The record's date, or undefined when it has none that can be read. */
  dateOf(record: EngineRecord): DateTime | undefined {
    const value = ownValue(record, this.field)
    if (value === undefined || value === null) return undefined
    if (value === this.#lastValue) return this.#lastDate
    this.#lastValue = value
    this.#lastDate = readDate(this.#plan, value)
    return this.#lastDate
  }

  newestOf(slice: StreamSlice): DateTime | undefined {
    return this.#newest.get(slice)
  }

  close(slice: StreamSlice): void {
    const { parse, startField, endField, granularity } = this.#plan
    const start = parse(ownValue(slice.cursorSlice, startField) ?? null)
    const end = parse(ownValue(slice.cursorSlice, endField) ?? null)
    const newest = this.#newest.get(slice)
    this.#newest.delete(slice)
    this.#intervals = mergeIntervals([...this.#intervals, { start, end, newest }], granularity)
  }

  /** Whether the record's date lies in the time that counts; true when it has none. */
  shouldBeSynced(record: EngineRecord): boolean {
    const date = this.dateOf(record)
    if (!date) {
      this.#warn()
      return true
    }
    return date.compareTo(this.#lowest()) >= 0 && date.compareTo(this.#plan.end()) <= 0
  }

  /** The lookback reaches back to the start, except that an older state keeps its own date. */
  #lowest(): DateTime {
    const { lookback, start } = this.#plan
    if (!lookback) return this.#filterStart
    const earliest = this.#filterStart.compareTo(start) < 0 ? this.#filterStart : start
    try {
      return later(this.#filterStart.minus(lookback), earliest)
    } catch {
      return this.#filterStart
    }
  }

  state(): JsonObject {
    const [first] = mergeIntervals(this.#intervals, this.#plan.granularity)
    if (!first) return { ...this.#given }
    return { ...this.#given, [this.field]: this.#plan.format(first.newest ?? first.start) }
  }
}

function readDate(plan: DateWindowPlan, value: Json): DateTime | undefined {
  try {
    return plan.parse(value)
  } catch (error) {
    if (error instanceof PythonError) return undefined
    throw error
  }
}

interface Beginning {
  readonly given: JsonObject
  readonly intervals: ReadInterval[]
  readonly filterStart: DateTime
}

function ofDate(plan: DateWindowPlan, state: JsonObject): Beginning {
  const value = ownValue(state, plan.field)
  const done = value === undefined ? plan.start : later(plan.parse(value), plan.start)
  return {
    given: state,
    intervals: [{ start: plan.start, end: done, newest: done }],
    filterStart: done,
  }
}

/** Whether a state lists intervals, as some connectors keep it, instead of one date. */
export function isIntervalState(state: JsonObject): boolean {
  return state.state_type === 'date-range' || state.state_type === 'integer'
}

function ofIntervals(plan: DateWindowPlan, state: JsonObject): Beginning {
  const slices = Array.isArray(state.slices) ? (state.slices as JsonObject[]) : []
  const intervals = slices.map((slice) => ({
    start: plan.parse(slice.start ?? null),
    end: plan.parse(slice.end ?? null),
    newest: optionalDate(plan, slice.most_recent_cursor_value),
  }))
  const [first] = intervals
  const isKnown = slices[0] !== undefined && 'most_recent_cursor_value' in slices[0]
  const filterStart = isKnown ? first?.newest : first?.end
  return { given: {}, intervals, filterStart: filterStart ?? plan.start }
}

function optionalDate(plan: DateWindowPlan, value: Json | undefined): DateTime | undefined {
  return value === undefined || value === null || value === '' ? undefined : plan.parse(value)
}

/** The plan for one of many partitions that share a state, read again from some seconds before it. */
export function movedBack(plan: DateWindowPlan, state: JsonObject, seconds: number): JsonObject {
  const value = ownValue(state, plan.field)
  if (seconds === 0 || value === undefined) return state
  const moved = plan.parse(value).minus(secondsLength(seconds))
  return { ...state, [plan.field]: plan.format(moved) }
}

function secondsLength(seconds: number): Length {
  return new TimeDelta({ seconds })
}
