import { PythonValueError } from '../values/python-error'
import { civilDay, daysInMonth, epochDays, isLeapYear, weekdayOf } from './calendar'
import { DateTime } from './date-time'
import { TimeDelta } from './duration'
import { shapeOf } from './strptime'

const isoDate =
  /^(\d{4})(?:-(\d{2})-(\d{2})|(\d{2})(\d{2})|-?W(\d{2})(?:-?(\d))?|-?(\d{3})(?!\d)|-(\d{2})|(?!\d))/
// The last number may lack its first digit.
const isoTime =
  /^(\d{2})(?::(\d{2}|\d$)(?::(\d{2}|\d$)(?:[.,](\d+))?)?|(\d{2}|\d$)(?:(\d{2}|\d$)(?:[.,](\d+))?)?)?(.*)$/s
const isoZone = /^([+-])(\d{2})(?::?(\d{2}))?$/

/**
 * Reads an ISO 8601 date, alone or with a time, in the forms that dateutil's `isoparse` knows:
 * `2024`, `2024-01`, `2024-01-31`, `20240131`, week and ordinal dates; behind any one character
 * `12`, `12:30`, `12:30:59.123`, `123059`; then `Z` or an offset. Without a zone the result is UTC.
 *
 * The result is in UTC.
 *
 * @throws PythonValueError
 */
export function parseIso(text: string): DateTime {
  const match = isoDate.exec(text)
  if (!match) throw notIso(text)
  const day = dayOf(match, text)
  const rest = text.slice(match[0].length)
  if (rest === '') return DateTime.ofWall({ ...day, ...midnight })
  return withTime(day, rest.slice(1), text).orUtc().withOffset(0)
}

const midnight = { hour: 0, minute: 0, second: 0, microsecond: 0, offset: 0 }

function notIso(text: string): PythonValueError {
  return new PythonValueError(`A date of the form ${shapeOf(text)} is not ISO 8601`)
}

type Day = { year: number; month: number; day: number }

function dayOf(match: RegExpExecArray, text: string): Day {
  const [, yearText, month, dayText, compactMonth, compactDay, week, weekday, ordinal, onlyMonth] =
    match
  const year = Number(yearText)
  let day: Day | undefined
  if (week !== undefined) day = weekDay(year, Number(week), Number(weekday ?? 1))
  else if (ordinal !== undefined) day = ordinalDay(year, Number(ordinal))
  else {
    day = {
      year,
      month: Number(month ?? compactMonth ?? onlyMonth ?? 1),
      day: Number(dayText ?? compactDay ?? 1),
    }
  }
  if (!day || !isDay(day)) throw notIso(text)
  return day
}

function isDay({ year, month, day }: Day): boolean {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false
  return day >= 1 && day <= daysInMonth(year, month)
}

function weekDay(year: number, week: number, weekday: number): Day | undefined {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return undefined
  const fourth = epochDays(year, 1, 4)
  return civilDay(fourth - weekdayOf(fourth) + (week - 1) * 7 + weekday - 1)
}

function ordinalDay(year: number, ordinal: number): Day | undefined {
  if (ordinal < 1 || ordinal > (isLeapYear(year) ? 366 : 365)) return undefined
  return civilDay(epochDays(year, 1, 1) + ordinal - 1)
}

function withTime(day: Day, time: string, text: string): DateTime {
  const match = isoTime.exec(time)
  if (!match) throw notIso(text)
  const [, hourText, ...rest] = match
  const zone = rest[6] ?? ''
  const hour = Number(hourText)
  const minute = Number(rest[0] ?? rest[3] ?? 0)
  const second = Number(rest[1] ?? rest[4] ?? 0)
  const fraction = (rest[2] ?? rest[5] ?? '').slice(0, 6).padEnd(6, '0')
  const microsecond = Number(fraction)
  const isMidnight = hour === 24 && minute + second + microsecond === 0
  if ((hour > 23 && !isMidnight) || minute > 59 || second > 59) throw notIso(text)
  const offset = offsetOf(zone, text)
  const result = DateTime.ofWall({ ...day, hour: hour % 24, minute, second, microsecond, offset })
  return isMidnight ? result.plus(new TimeDelta({ days: 1 })) : result
}

function offsetOf(zone: string, text: string): number | null {
  if (zone === '') return null
  if (zone === 'Z' || zone === 'z') return 0
  const match = isoZone.exec(zone)
  const [, sign, hours, minutes = '00'] = match ?? []
  if (!match || Number(hours) > 23 || Number(minutes) > 59) throw notIso(text)
  const seconds = Number(hours) * 3600 + Number(minutes) * 60
  return sign === '-' ? -seconds + 0 : seconds
}
