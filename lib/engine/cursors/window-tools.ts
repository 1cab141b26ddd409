import type { DateTime } from '../datetime/date-time'
import { TimeDelta } from '../datetime/duration'
import { parseDuration } from '../datetime/iso-duration'
import { ManifestInvalid } from '../errors'
import type { ManifestPath } from '../path'
import { StreamSlice } from '../slice'
import type { WindowSplitter, WindowTracker } from '../stream-scope'
import { ownValue } from '../values/value'
import type { DateWindowPlan } from './date-window'
import { DateWindowCursor } from './date-window-cursor'

/** Follows the records of one slice, to go on from the newest after a reset. */
export function createWindowTracker(plan: DateWindowPlan): WindowTracker {
  const cursor = new DateWindowCursor(plan, {}, () => {})
  const seen = new StreamSlice()
  return {
    observe: (record) => cursor.observe(record, seen),
    rest(slice) {
      const newest = cursor.newestOf(seen)
      if (!newest) return slice
      return new StreamSlice(
        slice.partition,
        { ...slice.cursorSlice, [plan.startField]: plan.format(newest) },
        slice.extraFields,
      )
    },
  }
}

interface SplitterOptions {
  readonly minWindow?: string | undefined
  readonly streamName: string
  readonly path: ManifestPath
  readonly isClientSide: boolean
  readonly format: string
}

/**
 * Cuts windows in half, in whole units of the cursor's granularity.
 *
 * @throws ManifestInvalid when the cursor has no granularity, one of no length or one that its
 *   format cannot write, filters on this side, or the smallest window is no fixed length
 */
export function createWindowSplitter(
  plan: DateWindowPlan,
  options: SplitterOptions,
): WindowSplitter {
  const unit = splitUnit(plan, options)
  const min = smallestWindow(options)
  return (slice) => {
    const start = plan.parse(ownValue(slice.cursorSlice, plan.startField) ?? null)
    const end = plan.parse(ownValue(slice.cursorSlice, plan.endField) ?? null)
    const length = end.since(start)
    if (start.compareTo(end) >= 0 || (min && length.compareTo(min) <= 0)) return undefined
    const units = length.totalMicros / unit.totalMicros + 1n
    if (units <= 1n) return undefined
    const half = TimeDelta.ofMicros((units / 2n) * unit.totalMicros)
    const middle = start.plus(half)
    return [part(plan, slice, start, middle.minus(unit)), part(plan, slice, middle, end)]
  }
}

function part(plan: DateWindowPlan, slice: StreamSlice, start: DateTime, end: DateTime) {
  return new StreamSlice(
    slice.partition,
    {
      ...slice.cursorSlice,
      [plan.startField]: plan.format(start),
      [plan.endField]: plan.format(end),
    },
    slice.extraFields,
  )
}

function splitUnit({ granularity }: DateWindowPlan, options: SplitterOptions): TimeDelta {
  const { streamName, path } = options
  const fail = (reason: string) =>
    new ManifestInvalid(`request_window_splitting on stream ${streamName} ${reason}`, { path })
  if (!granularity) throw fail('needs cursor_granularity on its DatetimeBasedCursor')
  if (options.isClientSide) throw fail('cannot be used with is_client_side_incremental')
  if (!(granularity instanceof TimeDelta) || granularity.totalMicros <= 0n) {
    throw fail('needs a cursor_granularity that is longer than nothing and a fixed length')
  }
  const finest = finestMicros(options.format)
  if (finest !== undefined && granularity.totalMicros < finest) {
    throw fail('has a cursor_granularity that is finer than its datetime_format can write')
  }
  return granularity
}

const directives: readonly (readonly [pattern: RegExp, micros: bigint])[] = [
  [/%epoch_microseconds|%s_as_float|%f/, 1n],
  [/%_ms|%ms/, 1000n],
  [/%S|%s/, 1_000_000n],
  [/%M/, 60_000_000n],
  [/%H|%I/, 3_600_000_000n],
  [/%d/, 86_400_000_000n],
]

/** The smallest difference that a format can show. */
function finestMicros(format: string): bigint | undefined {
  return directives.find(([pattern]) => pattern.test(format))?.[1]
}

function smallestWindow({ minWindow, streamName, path }: SplitterOptions): TimeDelta | undefined {
  if (minWindow === undefined) return undefined
  const length = parseDuration(minWindow)
  if (length instanceof TimeDelta && length.totalMicros > 0n) return length
  throw new ManifestInvalid(
    `min_split_window on stream ${streamName} has to be a fixed length of days, hours, minutes or seconds, and ${minWindow} is not`,
    { path },
  )
}
