import { PythonError } from '../values/python-error'
import { PythonObject } from '../values/python-object'

interface DeltaParts {
  readonly days?: number
  readonly seconds?: number
  readonly microseconds?: number
}

const DAY_SECONDS = 86400
const MILLION = 1_000_000

/**
 * A length of time, exact to the microsecond. Kept as Python's `timedelta`: only `days` may be
 * negative, `seconds` is 0 to 86399, `microseconds` 0 to 999999.
 */
export class TimeDelta extends PythonObject {
  readonly typeName = 'datetime.timedelta'
  readonly days: number
  readonly seconds: number
  readonly microseconds: number

  /**
   * Parts of any size and sign, whole numbers.
   *
   * @throws PythonError OverflowError beyond 999,999,999 days
   */
  constructor({ days = 0, seconds = 0, microseconds = 0 }: DeltaParts) {
    super()
    const carriedSeconds = Math.floor(microseconds / MILLION)
    const allSeconds = seconds + carriedSeconds
    const carriedDays = Math.floor(allSeconds / DAY_SECONDS)
    this.microseconds = microseconds - carriedSeconds * MILLION
    this.seconds = allSeconds - carriedDays * DAY_SECONDS
    this.days = days + carriedDays
    if (!(Math.abs(this.days) <= 999_999_999)) {
      throw new PythonError('OverflowError', 'A duration is limited to 999999999 days')
    }
  }

  /** Parts that may have fractions; rounded to the microsecond, halves to even. */
  static ofFractions({ days = 0, seconds = 0, microseconds = 0 }: DeltaParts): TimeDelta {
    const wholeDays = Math.trunc(days)
    const allSeconds = (days - wholeDays) * DAY_SECONDS + seconds
    const wholeSeconds = Math.trunc(allSeconds)
    const micros = roundHalfEven((allSeconds - wholeSeconds) * MILLION + microseconds)
    return new TimeDelta({ days: wholeDays, seconds: wholeSeconds, microseconds: micros })
  }

  get totalSeconds(): number {
    return this.days * DAY_SECONDS + this.seconds + this.microseconds / MILLION
  }

  /** Length in microseconds. */
  get totalMicros(): bigint {
    const seconds = BigInt(this.days) * 86400n + BigInt(this.seconds)
    return seconds * 1_000_000n + BigInt(this.microseconds)
  }

  static ofMicros(micros: bigint): TimeDelta {
    const seconds = micros / 1_000_000n
    return new TimeDelta({
      seconds: Number(seconds),
      microseconds: Number(micros - seconds * 1_000_000n),
    })
  }

  plus(other: TimeDelta): TimeDelta {
    return new TimeDelta({
      days: this.days + other.days,
      seconds: this.seconds + other.seconds,
      microseconds: this.microseconds + other.microseconds,
    })
  }

  negated(): TimeDelta {
    return new TimeDelta({
      days: -this.days,
      seconds: -this.seconds,
      microseconds: -this.microseconds,
    })
  }

  /** Negative, zero or positive as this is shorter, equal or longer. */
  compareTo(other: TimeDelta): number {
    return (
      this.days - other.days ||
      this.seconds - other.seconds ||
      this.microseconds - other.microseconds
    )
  }

  hashText(): string {
    return `${this.days},${this.seconds},${this.microseconds}`
  }

  /** As Python prints it: `1 day, 0:00:00`, `0:00:00.500000`. */
  toText(): string {
    const hours = Math.floor(this.seconds / 3600)
    const minutes = Math.floor((this.seconds % 3600) / 60)
    const days = this.days === 0 ? '' : `${this.days} day${Math.abs(this.days) === 1 ? '' : 's'}, `
    const micros = this.microseconds === 0 ? '' : `.${pad(this.microseconds, 6)}`
    return `${days}${hours}:${pad(minutes, 2)}:${pad(this.seconds % 60, 2)}${micros}`
  }

  repr(): string {
    const parts = [
      ['days', this.days] as const,
      ['seconds', this.seconds] as const,
      ['microseconds', this.microseconds] as const,
    ].filter(([, value]) => value !== 0)
    const text = parts.map(([name, value]) => `${name}=${value}`).join(', ')
    return `datetime.timedelta(${text || '0'})`
  }
}

/** A length with months or years, which are as long as the date they are added to makes them. */
export class CalendarDuration extends PythonObject {
  readonly typeName = 'isodate.duration.Duration'
  readonly years: number
  readonly months: number
  readonly delta: TimeDelta

  constructor(years: number, months: number, delta: TimeDelta) {
    super()
    this.years = years
    this.months = months
    this.delta = delta
  }

  /** Years and months together, in months. */
  get totalMonths(): number {
    return this.years * 12 + this.months
  }

  plus(other: CalendarDuration | TimeDelta): CalendarDuration {
    if (other instanceof TimeDelta) {
      return new CalendarDuration(this.years, this.months, this.delta.plus(other))
    }
    return new CalendarDuration(
      this.years + other.years,
      this.months + other.months,
      this.delta.plus(other.delta),
    )
  }

  negated(): CalendarDuration {
    return new CalendarDuration(-this.years, -this.months, this.delta.negated())
  }

  hashText(): string {
    return `${this.totalMonths},${this.delta.hashText()}`
  }

  /** As isodate prints it: `1 years, 2 months, 3 days, 4:00:00`. */
  toText(): string {
    const parts: string[] = []
    if (this.years !== 0) parts.push(`${Math.trunc(this.years)} years`)
    if (this.months !== 0) {
      parts.push(`${Math.trunc(this.months)} month${this.months <= 1 ? '' : 's'}`)
    }
    parts.push(this.delta.toText())
    return parts.join(', ')
  }

  repr(): string {
    const { days, seconds, microseconds } = this.delta
    return `isodate.duration.Duration(${days}, ${seconds}, ${microseconds}, years=${Math.trunc(this.years)}, months=${Math.trunc(this.months)})`
  }
}

/** Rounds to a whole number, halves to the even one, as Python's `round`. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1
  return floor % 2 === 0 ? floor : floor + 1
}

/** A whole number with leading zeros. */
export function pad(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
