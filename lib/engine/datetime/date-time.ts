import { PythonObject } from '../values/python-object'
import { type CivilDay, civilDay, epochDays } from './calendar'
import { CalendarDate, checkDays, shiftMonths } from './calendar-date'
import { CalendarDuration, pad, TimeDelta } from './duration'

/** What a clock on the wall shows, with its offset from UTC. */
export interface WallTime extends CivilDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly microsecond: number
  /** Seconds east of UTC; null when it is not known (a naive datetime). */
  readonly offset: number | null
  /** Overrides the name that `%Z` prints. */
  readonly zoneName?: string | undefined
}

const DAY = 86400

/**
 * An instant, exact to the microsecond, with the offset it was written in. Years 1 to 9999.
 *
 * Instants of a naive datetime (`offset` null) count as if it were UTC.
 */
export class DateTime extends PythonObject {
  readonly typeName = 'datetime.datetime'
  /** Whole seconds since 1970-01-01T00:00:00Z, rounded down. */
  readonly epochSeconds: number
  /** 0 to 999999. */
  readonly microsecond: number
  /** Seconds east of UTC; null when it is not known. */
  readonly offset: number | null
  readonly zoneName: string | undefined
  #wall: WallTime | undefined

  /** @throws PythonError OverflowError outside the years 1 to 9999 */
  constructor(
    epochSeconds: number,
    microsecond: number,
    offset: number | null = 0,
    zoneName?: string,
  ) {
    super()
    checkDays(Math.floor((epochSeconds + (offset ?? 0)) / DAY))
    this.epochSeconds = epochSeconds
    this.microsecond = microsecond
    this.offset = offset
    this.zoneName = zoneName
  }

  static ofWall(wall: WallTime): DateTime {
    const days = epochDays(wall.year, wall.month, wall.day)
    const seconds = days * DAY + wall.hour * 3600 + wall.minute * 60 + wall.second
    return new DateTime(seconds - (wall.offset ?? 0), wall.microsecond, wall.offset, wall.zoneName)
  }

  /** From microseconds since 1970-01-01T00:00:00Z. */
  static ofEpochMicros(micros: number | bigint, offset: number | null = 0): DateTime {
    if (typeof micros === 'number') {
      const seconds = Math.floor(micros / 1_000_000)
      return new DateTime(seconds, micros - seconds * 1_000_000, offset)
    }
    const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
    return new DateTime(Number((micros - rest) / 1_000_000n), Number(rest), offset)
  }

  /** Microseconds since 1970-01-01T00:00:00Z. */
  get epochMicros(): bigint {
    return BigInt(this.epochSeconds) * 1_000_000n + BigInt(this.microsecond)
  }

  get wall(): WallTime {
    if (this.#wall) return this.#wall
    const seconds = this.epochSeconds + (this.offset ?? 0)
    const days = Math.floor(seconds / DAY)
    const rest = seconds - days * DAY
    const { year, month, day } = civilDay(days)
    this.#wall = {
      year,
      month,
      day,
      hour: Math.floor(rest / 3600),
      minute: Math.floor((rest % 3600) / 60),
      second: rest % 60,
      microsecond: this.microsecond,
      offset: this.offset,
      zoneName: this.zoneName,
    }
    return this.#wall
  }

  get date(): CalendarDate {
    const { year, month, day } = this.wall
    return new CalendarDate(year, month, day)
  }

  /** Seconds since the epoch as Python's float. */
  get timestamp(): number {
    const micros = this.epochSeconds * 1_000_000 + this.microsecond
    return (Number.isSafeInteger(micros) ? micros : Number(this.epochMicros)) / 1_000_000
  }

  /** The same instant in another offset. */
  withOffset(offset: number): DateTime {
    return new DateTime(this.epochSeconds, this.microsecond, offset)
  }

  /** The same wall time as UTC where no offset is known; otherwise unchanged. */
  orUtc(): DateTime {
    return this.offset === null ? new DateTime(this.epochSeconds, this.microsecond, 0) : this
  }

  plus(length: TimeDelta | CalendarDuration): DateTime {
    if (length instanceof CalendarDuration) {
      return DateTime.ofWall({ ...this.wall, ...shiftMonths(this.wall, length) }).plus(length.delta)
    }
    const micros = this.microsecond + length.microseconds
    const carry = micros >= 1_000_000 ? 1 : 0
    const seconds = this.epochSeconds + length.days * DAY + length.seconds + carry
    return new DateTime(seconds, micros - carry * 1_000_000, this.offset, this.zoneName)
  }

  minus(length: TimeDelta | CalendarDuration): DateTime {
    return this.plus(length.negated())
  }

  /** The time from another instant to this one. */
  since(other: DateTime): TimeDelta {
    return new TimeDelta({
      seconds: this.epochSeconds - other.epochSeconds,
      microseconds: this.microsecond - other.microsecond,
    })
  }

  /** Negative, zero or positive as this instant is earlier, the same or later. */
  compareTo(other: DateTime): number {
    return this.epochSeconds - other.epochSeconds || this.microsecond - other.microsecond
  }

  hashText(): string {
    return `${this.epochMicros}${this.offset === null ? ' naive' : ''}`
  }

  /** ISO 8601 with the given separator; microseconds only where there are any. */
  toIso(separator = 'T'): string {
    const { hour, minute, second } = this.wall
    const micros = this.microsecond === 0 ? '' : `.${pad(this.microsecond, 6)}`
    const time = `${pad(hour, 2)}:${pad(minute, 2)}:${pad(second, 2)}${micros}`
    return `${this.date.toText()}${separator}${time}${offsetText(this.offset, ':')}`
  }

  /** As Python prints it: `2024-01-31 05:06:07+00:00`. */
  toText(): string {
    return this.toIso(' ')
  }

  repr(): string {
    const { year, month, day, hour, minute, second } = this.wall
    const parts: (number | string)[] = [year, month, day, hour, minute]
    if (second !== 0 || this.microsecond !== 0) parts.push(second)
    if (this.microsecond !== 0) parts.push(this.microsecond)
    if (this.offset !== null) parts.push(`tzinfo=${zoneRepr(this.offset)}`)
    return `datetime.datetime(${parts.join(', ')})`
  }
}

/** `+05:30` with separator `:`, `+0530` with an empty one; seconds only where there are any. */
export function offsetText(offset: number | null, separator: string): string {
  if (offset === null) return ''
  const size = Math.abs(offset)
  const parts = [pad(Math.floor(size / 3600), 2), pad(Math.floor((size % 3600) / 60), 2)]
  if (size % 60 !== 0) parts.push(pad(size % 60, 2))
  return `${offset < 0 ? '-' : '+'}${parts.join(separator)}`
}

function zoneRepr(offset: number): string {
  if (offset === 0) return 'datetime.timezone.utc'
  return `datetime.timezone(${new TimeDelta({ seconds: offset }).repr()})`
}
