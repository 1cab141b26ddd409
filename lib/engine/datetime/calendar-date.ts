import { PythonError } from '../values/python-error'
import { PythonObject } from '../values/python-object'
import { addMonths, type CivilDay, civilDay, epochDays } from './calendar'
import { CalendarDuration, pad, type TimeDelta } from './duration'

/** A day without a time. */
export class CalendarDate extends PythonObject implements CivilDay {
  readonly typeName = 'datetime.date'
  readonly year: number
  readonly month: number
  readonly day: number

  constructor(year: number, month: number, day: number) {
    super()
    this.year = year
    this.month = month
    this.day = day
  }

  /** @throws PythonError OverflowError outside the years 1 to 9999 */
  static ofEpochDays(days: number): CalendarDate {
    const { year, month, day } = civilDay(checkDays(days))
    return new CalendarDate(year, month, day)
  }

  /** Days since 1970-01-01. */
  get epochDays(): number {
    return epochDays(this.year, this.month, this.day)
  }

  /** Adds whole days, or months and then whole days; hours and less are dropped. */
  plus(length: TimeDelta | CalendarDuration): CalendarDate {
    if (length instanceof CalendarDuration) {
      const day = shiftMonths(this, length)
      return new CalendarDate(day.year, day.month, day.day).plus(length.delta)
    }
    return CalendarDate.ofEpochDays(this.epochDays + length.days)
  }

  hashText(): string {
    return this.toText()
  }

  /** `YYYY-MM-DD`. */
  toText(): string {
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`
  }

  repr(): string {
    return `datetime.date(${this.year}, ${this.month}, ${this.day})`
  }
}

/**
 * The day so many months later, clipped to the month's end.
 *
 * @throws PythonError ValueError for fractions of a month or a year outside 1 to 9999
 */
export function shiftMonths(day: CivilDay, { years, months }: CalendarDuration): CivilDay {
  if (!Number.isInteger(years) || !Number.isInteger(months)) {
    throw new PythonError('ValueError', 'Fractions of a month or year cannot be added to a date')
  }
  const shifted = addMonths(day, years * 12 + months)
  if (shifted.year < 1 || shifted.year > 9999) {
    throw new PythonError('ValueError', 'The year is outside 1 to 9999')
  }
  return shifted
}

/** @throws PythonError OverflowError outside the years 1 to 9999 */
export function checkDays(days: number): number {
  if (days >= -719162 && days <= 2932896) return days
  throw new PythonError('OverflowError', 'The date is outside the years 1 to 9999')
}
