/** A day of the proleptic Gregorian calendar. Months and days count from 1. */
export interface CivilDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

/** Whether February of the year has 29 days (Gregorian rule, for all years). */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}

/** Days in a month, month from 1. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Day of the year, from 1. */
export function dayOfYear({ year, month, day }: CivilDay): number {
  const leapDay = month > 2 && isLeapYear(year) ? 1 : 0
  return (daysBefore[month - 1] ?? 0) + leapDay + day
}

/** Days since 1970-01-01. */
export function epochDays(year: number, month: number, day: number): number {
  const before = year - 1
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  return before * 365 + leaps + dayOfYear({ year, month, day }) - 719163
}

/** The day that lies so many days after 1970-01-01. */
export function civilDay(days: number): CivilDay {
  // Counted in 400-year eras that begin in March, so that the leap day is the last of its year.
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const dayOfEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  )
  const dayOfMarchYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfMarchYear + 2) / 153)
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfMarchYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  }
}

/** Day of the week, Monday 0, of so many days after 1970-01-01. */
export function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7
}

/** ISO 8601 week date: the week's year, the week from 1, the day from 1 (Monday). */
export function isoWeek(day: CivilDay): { year: number; week: number; weekday: number } {
  const days = epochDays(day.year, day.month, day.day)
  const weekday = weekdayOf(days)
  // A week belongs to the year of its Thursday.
  const thursday = civilDay(days - weekday + 3)
  return {
    year: thursday.year,
    week: Math.floor((dayOfYear(thursday) - 1) / 7) + 1,
    weekday: weekday + 1,
  }
}

/** The day `months` later; a day that the month lacks becomes its last. */
export function addMonths(day: CivilDay, months: number): CivilDay {
  const count = day.year * 12 + day.month - 1 + months
  const year = Math.floor(count / 12)
  const month = count - year * 12 + 1
  return { year, month, day: Math.min(day.day, daysInMonth(year, month)) }
}
