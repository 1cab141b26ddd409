import { daysInMonth, isoWeek } from '../../datetime/calendar'
import { CalendarDate } from '../../datetime/calendar-date'
import { DateTime } from '../../datetime/date-time'
import { type CalendarDuration, TimeDelta } from '../../datetime/duration'
import { strftime } from '../../datetime/strftime'
import { PythonTypeError, PythonValueError } from '../../values/python-error'
import { float, Opaque, Tuple, type Value } from '../../values/value'
import { withAttributes } from '../attributes'
import { checkLength } from '../budget'
import { indexOf, textArgument } from '../operands'
import { type Members, members, method } from './method'

/** A zone as `tzinfo` gives it. */
class Zone extends Opaque {
  readonly typeName = 'datetime.timezone'
  readonly offset: number

  constructor(offset: number) {
    super()
    this.offset = offset
  }

  get text(): string {
    return this.offset === 0 ? 'UTC' : strftime(new DateTime(0, 0, this.offset), '%Z')
  }
}

type Day = DateTime | CalendarDate

function civil(self: Day) {
  return self instanceof DateTime ? self.wall : self
}

const format = method<Day>([['format']], (self, [text = '']) => {
  const source = textArgument(text)
  checkLength(source.length * 20)
  return strftime(self, source)
})

function isoCalendar(self: Day): Value {
  const { year, week, weekday } = isoWeek(civil(self))
  return withAttributes(new Tuple([year, week, weekday]), { year, week, weekday })
}

const dayMethods = {
  strftime: format,
  weekday: method<Day>([], (self) => isoWeek(civil(self)).weekday - 1),
  isoweekday: method<Day>([], (self) => isoWeek(civil(self)).weekday),
  isocalendar: method<Day>([], isoCalendar),
  toordinal: method<Day>([], (self) => dateOf(self).epochDays + 719163),
  ctime: method<Day>([], (self) => strftime(self, '%c')),
}

function dateOf(self: Day): CalendarDate {
  return self instanceof DateTime ? self.date : self
}

const dayAttributes = {
  year: (self: Day) => civil(self).year,
  month: (self: Day) => civil(self).month,
  day: (self: Day) => civil(self).day,
}

function inRange(name: string, value: number, low: number, high: number): number {
  if (value >= low && value <= high) return value
  throw new PythonValueError(`${name} must be in ${low}..${high}`)
}

type DayNumbers = { year: number; month: number; day: number }

function checkedDay({ year, month, day }: DayNumbers): DayNumbers {
  inRange('year', year, 1, 9999)
  inRange('month', month, 1, 12)
  return { year, month, day: inRange('day', day, 1, daysInMonth(year, month)) }
}

function optional(value: Value | undefined, known: number): number {
  return value === undefined || value === null ? known : indexOf(value)
}

function replaceDateTime(self: DateTime, args: readonly Value[]): Value {
  const [year, month, day, hour, minute, second, microsecond, zone] = args
  const { wall } = self
  const date = checkedDay({
    year: optional(year, wall.year),
    month: optional(month, wall.month),
    day: optional(day, wall.day),
  })
  return DateTime.ofWall({
    ...date,
    hour: inRange('hour', optional(hour, wall.hour), 0, 23),
    minute: inRange('minute', optional(minute, wall.minute), 0, 59),
    second: inRange('second', optional(second, wall.second), 0, 59),
    microsecond: inRange('microsecond', optional(microsecond, wall.microsecond), 0, 999_999),
    offset: zoneOffset(zone, wall.offset),
  })
}

/** `false` stands for a zone that is not given, since None takes the zone away. */
function zoneOffset(zone: Value | undefined, known: number | null): number | null {
  if (zone === undefined || zone === false) return known
  if (zone === null) return null
  if (zone instanceof Zone) return zone.offset
  throw new PythonTypeError('tzinfo argument must be None or of a tzinfo subclass')
}

function isoFormat(self: DateTime, [separator = 'T', spec = 'auto']: readonly Value[]): Value {
  const iso = self.toIso(textArgument(separator))
  const digits = { seconds: 0, milliseconds: 3, microseconds: 6 }[textArgument(spec)]
  if (digits === undefined) return iso
  const micros = String(self.microsecond).padStart(6, '0').slice(0, digits)
  const fraction = digits === 0 ? '' : `.${micros}`
  const base = new DateTime(self.epochSeconds, 0, self.offset).toIso(textArgument(separator))
  return base.slice(0, 19) + fraction + base.slice(19)
}

/** Methods and attributes of datetime. */
export const dateTimeMembers = members<DateTime>(
  {
    ...dayMethods,
    date: method([], (self) => self.date),
    timestamp: method([], (self) => float(self.timestamp)),
    isoformat: method(
      [
        ['sep', 'T'],
        ['timespec', 'auto'],
      ],
      isoFormat,
    ),
    astimezone: method([['tz', null]], (self, [zone = null]) =>
      self.orUtc().withOffset(zone instanceof Zone ? zone.offset : 0),
    ),
    utcoffset: method([], (self) =>
      self.offset === null ? null : new TimeDelta({ seconds: self.offset }),
    ),
    tzname: method([], (self) => (self.offset === null ? null : strftime(self, '%Z'))),
    replace: method(
      [
        ['year', null],
        ['month', null],
        ['day', null],
        ['hour', null],
        ['minute', null],
        ['second', null],
        ['microsecond', null],
        ['tzinfo', false],
      ],
      replaceDateTime,
    ),
  },
  {
    ...dayAttributes,
    hour: (self) => self.wall.hour,
    minute: (self) => self.wall.minute,
    second: (self) => self.wall.second,
    microsecond: (self) => self.microsecond,
    tzinfo: (self) => (self.offset === null ? null : new Zone(self.offset)),
    fold: () => 0,
  },
)

/** Methods and attributes of date. */
export const dateMembers: Members<CalendarDate> = members<CalendarDate>(
  {
    ...dayMethods,
    isoformat: method([], (self) => self.toText()),
    replace: method(
      [
        ['year', null],
        ['month', null],
        ['day', null],
      ],
      (self, [year, month, day]) => {
        const date = checkedDay({
          year: optional(year, self.year),
          month: optional(month, self.month),
          day: optional(day, self.day),
        })
        return new CalendarDate(date.year, date.month, date.day)
      },
    ),
  },
  dayAttributes,
)

/** Methods and attributes of timedelta. */
export const deltaMembers = members<TimeDelta>(
  { total_seconds: method([], (self) => float(Number(self.totalMicros) / 1e6)) },
  {
    days: (self) => self.days,
    seconds: (self) => self.seconds,
    microseconds: (self) => self.microseconds,
  },
)

/** Attributes of durations with months, which also have those of their fixed part. */
export const calendarDurationMembers = members<CalendarDuration>(
  { total_seconds: method([], (self) => float(Number(self.delta.totalMicros) / 1e6)) },
  {
    years: (self) => self.years,
    months: (self) => self.months,
    tdelta: (self) => self.delta,
    days: (self) => self.delta.days,
    seconds: (self) => self.delta.seconds,
    microseconds: (self) => self.delta.microseconds,
  },
)
