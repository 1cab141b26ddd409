import { daysInMonth, weekdayOf } from '../datetime/calendar'
import { DateTime } from '../datetime/date-time'
import { TimeDelta } from '../datetime/duration'
import { ManifestInvalid } from '../errors'
import type { ManifestPath } from '../path'

/** Rounds the bounds of windows to whole days, weeks or months. */
export interface Clamp {
  readonly up: (date: DateTime) => DateTime
  readonly down: (date: DateTime) => DateTime
  /** What is taken off the end when the cursor has no granularity. */
  readonly unit: TimeDelta
}

const DAY = new TimeDelta({ days: 1 })
const SECOND = new TimeDelta({ seconds: 1 })
const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

/**
 * The rounding for a target: `DAY`, `WEEK` (from a weekday) or `MONTH`.
 *
 * @throws ManifestInvalid for another target, or a week without its weekday
 */
export function createClamp(
  target: string,
  weekday: string | undefined,
  path: ManifestPath,
): Clamp {
  if (target === 'DAY') return { up: nextDay, down: midnight, unit: SECOND }
  if (target === 'MONTH') return { up: nextMonth, down: firstOfMonth, unit: DAY }
  if (target === 'WEEK') return weekClamp(weekdays.indexOf(weekday ?? ''), path)
  throw new ManifestInvalid(`Invalid clamping target ${target}, expected DAY, WEEK, MONTH`, {
    path,
  })
}

function weekClamp(weekday: number, path: ManifestPath): Clamp {
  if (weekday < 0) {
    throw new ManifestInvalid(
      `Clamping to weeks needs target_details.weekday, one of ${weekdays.join(', ')}`,
      { path },
    )
  }
  const daysSince = (date: DateTime) => (weekdayOf(date.date.epochDays) - weekday + 7) % 7
  return {
    up: (date) => midnight(date.plus(new TimeDelta({ days: (7 - daysSince(date)) % 7 }))),
    down: (date) => midnight(date.minus(new TimeDelta({ days: daysSince(date) }))),
    unit: DAY,
  }
}

function midnight(date: DateTime): DateTime {
  return DateTime.ofWall({ ...date.wall, hour: 0, minute: 0, second: 0, microsecond: 0 })
}

/** The same midnight, or the next one. */
function nextDay(date: DateTime): DateTime {
  const start = midnight(date)
  return start.compareTo(date) === 0 ? start : start.plus(DAY)
}

function firstOfMonth(date: DateTime): DateTime {
  return midnight(DateTime.ofWall({ ...date.wall, day: 1 }))
}

/** The first of the same month when the date is on it, at whatever time, or of the next month. */
function nextMonth(date: DateTime): DateTime {
  const { year, month, day } = date.wall
  if (day === 1) return midnight(date)
  return firstOfMonth(date.plus(new TimeDelta({ days: daysInMonth(year, month) - day + 1 })))
}
