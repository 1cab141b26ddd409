import type { DateTime } from '../datetime/date-time'
import { type CalendarDuration, TimeDelta } from '../datetime/duration'
import type { Json } from '../values/value'
import type { Clamp } from './clamping'

/** A length of time as manifests give it; months and years depend on the date. */
export type Length = TimeDelta | CalendarDuration

/** What a cursor over dates goes by. */
export interface DateWindowPlan {
  /** The record key that holds the date. */
  readonly field: string
  readonly start: DateTime
  /** The end of the last window, asked for whenever it is needed. */
  readonly end: () => DateTime
  /** Absent: one window to the end. */
  readonly step: Length | undefined
  /** The smallest difference between two dates; windows that follow each other are this far apart. */
  readonly granularity: Length | undefined
  readonly lookback: Length | undefined
  readonly clamp: Clamp | undefined
  /** Leave out a window that begins and ends at the same date. */
  readonly isStrict: boolean
  readonly startField: string
  readonly endField: string
  /**
   * Reads a date in one of the formats.
   *
   * @throws PythonError when it fits none of them
   */
  readonly parse: (value: Json) => DateTime
  readonly format: (date: DateTime) => Json
}

export interface DateWindow {
  readonly start: DateTime
  readonly end: DateTime
}

/**
 * Divides the time from `lower` to `upper` into windows.
 *
 * `isOpen` says that nothing follows: the last window includes `upper`. Otherwise windows end one
 * granularity before it, since the next interval begins there.
 */
export function* divideTime(
  plan: DateWindowPlan,
  lower: DateTime,
  upper: DateTime,
  isOpen: boolean,
): Generator<DateWindow> {
  const clamp = plan.clamp?.up ?? same
  if (!isTimeLeft(plan, lower, upper)) return
  const from = clamp(later(lower, plan.start))
  const order = from.compareTo(upper)
  if (order > 0 || (order === 0 && (plan.isStrict || !isOpen))) return
  if (!reaches(from, plan.step, upper)) {
    yield* stepThrough(plan, from, upper, isOpen)
    return
  }
  const end = isOpen && plan.granularity ? upper : clamp(upper)
  yield { start: from, end: isOpen ? end : before(end, plan.granularity) }
}

/** With a granularity, a moment is time enough: the last unit is read again. */
function isTimeLeft(plan: DateWindowPlan, lower: DateTime, upper: DateTime): boolean {
  const order = lower.compareTo(upper)
  if (order > 0 || (order === 0 && !plan.granularity)) return false
  return upper.compareTo(plan.start) >= 0
}

function* stepThrough(
  plan: DateWindowPlan,
  first: DateTime,
  upper: DateTime,
  isOpen: boolean,
): Generator<DateWindow> {
  const clamp = plan.clamp?.up ?? same
  let from = first
  let isLast = false
  while (!isLast) {
    const next = reaches(from, plan.step, upper) ? upper : addStep(from, plan.step, upper)
    const end = next.compareTo(upper) === 0 ? next : clamp(next)
    const start = clamp(from)
    if (start.compareTo(end) >= 0) return
    isLast = next.compareTo(upper) >= 0 || end.compareTo(upper) === 0
    yield { start, end: isLast && isOpen ? end : before(end, plan.granularity) }
    from = end
  }
}

function same(date: DateTime): DateTime {
  return date
}

/** The later of two instants. */
export function later(left: DateTime, right: DateTime): DateTime {
  return left.compareTo(right) >= 0 ? left : right
}

function before(date: DateTime, length: Length | undefined): DateTime {
  return length ? date.minus(length) : date
}

function reaches(from: DateTime, step: Length | undefined, upper: DateTime): boolean {
  return !step || addStep(from, step, upper).compareTo(upper) >= 0
}

/** Dates end with the year 9999; a step beyond that goes to the end. */
function addStep(from: DateTime, step: Length | undefined, upper: DateTime): DateTime {
  if (!step) return upper
  try {
    return from.plus(step)
  } catch {
    return upper
  }
}

const MILLISECOND = new TimeDelta({ microseconds: 1000 })

/** An interval that was read, with the newest date seen in it. */
export interface ReadInterval extends DateWindow {
  readonly newest: DateTime | undefined
}

/** Joins intervals that touch or overlap, up to one granularity (or millisecond) apart. */
export function mergeIntervals(
  intervals: readonly ReadInterval[],
  granularity: Length | undefined,
): ReadInterval[] {
  const sorted = intervals.toSorted(
    (left, right) => left.start.compareTo(right.start) || left.end.compareTo(right.end),
  )
  const merged: ReadInterval[] = []
  for (const interval of sorted) {
    const last = merged.at(-1)
    if (last && last.end.plus(granularity ?? MILLISECOND).compareTo(interval.start) >= 0) {
      merged[merged.length - 1] = {
        start: last.start,
        end: later(last.end, interval.end),
        newest: newestOf(last.newest, interval.newest),
      }
    } else {
      merged.push(interval)
    }
  }
  return merged
}

function newestOf(left: DateTime | undefined, right: DateTime | undefined) {
  if (!left || !right) return left ?? right
  return later(left, right)
}
