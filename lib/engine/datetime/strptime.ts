import { PythonError, PythonValueError } from '../values/python-error'
import { civilDay, daysInMonth, epochDays, weekdayOf } from './calendar'
import { DateTime } from './date-time'
import { dayNames, monthNames } from './names'

interface CompiledFormat {
  readonly pattern: RegExp
  /** The directive of each capture group. */
  readonly letters: readonly string[]
}

const alternatives = (names: readonly string[]) => [...names].sort((a, b) => b.length - a.length)

const patterns: Readonly<Record<string, string>> = {
  d: '3[0-1]|[1-2]\\d|0[1-9]|[1-9]| [1-9]',
  f: '[0-9]{1,6}',
  H: '2[0-3]|[0-1]\\d|\\d',
  I: '1[0-2]|0[1-9]|[1-9]',
  G: '\\d\\d\\d\\d',
  j: '36[0-6]|3[0-5]\\d|[1-2]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9]',
  m: '1[0-2]|0[1-9]|[1-9]',
  M: '[0-5]\\d|\\d',
  S: '6[0-1]|[0-5]\\d|\\d',
  U: '5[0-3]|[0-4]\\d|\\d',
  W: '5[0-3]|[0-4]\\d|\\d',
  w: '[0-6]',
  u: '[1-7]',
  V: '5[0-3]|0[1-9]|[1-4]\\d|\\d',
  y: '\\d\\d',
  Y: '\\d\\d\\d\\d',
  z: '[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|Z',
  A: alternatives(dayNames).join('|'),
  a: dayNames.map((name) => name.slice(0, 3)).join('|'),
  B: alternatives(monthNames).join('|'),
  b: monthNames.map((name) => name.slice(0, 3)).join('|'),
  p: 'AM|PM',
  Z: 'UTC|GMT',
}

const compounds: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
}

/**
 * Reads a date and time in a format of Python's `strptime`, over the whole text and whatever the
 * case of its letters. What the format leaves out is 1900-01-01 00:00:00; without `%z` the result
 * has no offset.
 *
 * @throws PythonValueError when text and format do not agree or the format is not valid
 */
export function strptime(text: string, format: string): DateTime {
  const { pattern, letters } = compiled(format)
  // A sticky pattern goes on where it stopped the last time.
  pattern.lastIndex = 0
  const match = pattern.exec(text)
  if (!match) {
    throw new PythonValueError(
      `A date of the form ${shapeOf(text)} does not match the format '${format}'`,
    )
  }
  if (match[0].length !== text.length) {
    throw new PythonValueError(
      `A date of the form ${shapeOf(text)} goes on behind the format '${format}'`,
    )
  }
  const fields = new Map(letters.map((letter, index) => [letter, match[index + 1] ?? '']))
  return assemble(fields)
}

/** What a text looks like without saying what it says: digits are 9, letters are a. */
export function shapeOf(text: string): string {
  const shape = text.slice(0, 60).replace(/\p{L}/gu, 'a').replace(/\p{N}/gu, '9')
  return `'${shape}${text.length > 60 ? '…' : ''}'`
}

const cache = new Map<string, CompiledFormat>()

function compiled(format: string): CompiledFormat {
  let known = cache.get(format)
  if (!known) {
    if (cache.size > 200) cache.clear()
    known = compileFormat(format)
    cache.set(format, known)
  }
  return known
}

function compileFormat(format: string): CompiledFormat {
  const letters: string[] = []
  const expanded = format.replace(/%(.)?/gs, (whole, letter: string | undefined) => {
    return (letter && compounds[letter]) ?? whole
  })
  const source = expanded.replace(/%(.)?|(\s+)|([\\^$.*+?()[\]{}|])/gs, (_whole, ...groups) => {
    const [letter, space, special] = groups as (string | undefined)[]
    if (space !== undefined) return '\\s+'
    if (special !== undefined) return `\\${special}`
    if (letter === '%') return '%'
    return groupOf(letter, letters)
  })
  return { pattern: new RegExp(source, 'iuy'), letters }
}

function groupOf(letter: string | undefined, letters: string[]): string {
  const pattern = letter === undefined ? undefined : patterns[letter]
  if (letter === undefined || pattern === undefined) {
    throw new PythonValueError(`'${letter ?? ''}' is a bad directive in a date format`)
  }
  if (letters.includes(letter)) {
    throw new PythonError('re.error', `The date format has %${letter} twice`)
  }
  letters.push(letter)
  return `(${pattern})`
}

type Fields = ReadonlyMap<string, string>

function assemble(fields: Fields): DateTime {
  const zone = fields.get('z')
  if (zone === 'z') throw new PythonValueError('The zone must be written as a capital Z')
  const day = dayOf(fields)
  if (day.year < 1 || day.year > 9999 || day.day > daysInMonth(day.year, day.month)) {
    throw new PythonValueError('The day is not in the calendar')
  }
  const second = numberIn(fields, 'S') ?? 0
  if (second > 59) throw new PythonValueError('The second must be in 0 to 59')
  const { offset, micros } = offsetIn(zone)
  const result = DateTime.ofWall({
    ...day,
    hour: hourOf(fields),
    minute: numberIn(fields, 'M') ?? 0,
    second,
    microsecond: Number((fields.get('f') ?? '').padEnd(6, '0')),
    offset,
  })
  // Python keeps fractions of an offset; the instant is what matters.
  return micros === 0 ? result : DateTime.ofEpochMicros(result.epochMicros - BigInt(micros), offset)
}

function numberIn(fields: Fields, letter: string): number | undefined {
  const text = fields.get(letter)
  return text === undefined ? undefined : Number(text)
}

function hourOf(fields: Fields): number {
  const hour = numberIn(fields, 'I')
  if (hour === undefined) return numberIn(fields, 'H') ?? 0
  const isAfternoon = fields.get('p')?.toUpperCase() === 'PM'
  return (hour % 12) + (isAfternoon ? 12 : 0)
}

function yearOf(fields: Fields): number | undefined {
  const short = numberIn(fields, 'y')
  if (short !== undefined) return short + (short <= 68 ? 2000 : 1900)
  return numberIn(fields, 'Y')
}

function monthOf(fields: Fields): number {
  const name = (fields.get('B') ?? fields.get('b'))?.slice(0, 3).toLowerCase()
  if (name === undefined) return numberIn(fields, 'm') ?? 1
  return monthNames.findIndex((each) => each.slice(0, 3).toLowerCase() === name) + 1
}

/** Monday is 0. */
function weekdayIn(fields: Fields): number | undefined {
  const name = (fields.get('A') ?? fields.get('a'))?.slice(0, 3).toLowerCase()
  if (name !== undefined) {
    return dayNames.findIndex((each) => each.slice(0, 3).toLowerCase() === name)
  }
  const fromSunday = numberIn(fields, 'w')
  if (fromSunday !== undefined) return (fromSunday + 6) % 7
  const fromMonday = numberIn(fields, 'u')
  return fromMonday === undefined ? undefined : fromMonday - 1
}

function dayOf(fields: Fields): { year: number; month: number; day: number } {
  const year = yearOf(fields)
  const isoYear = numberIn(fields, 'G')
  if (isoYear !== undefined || fields.has('V')) return isoDay(fields, isoYear)
  const julian = numberIn(fields, 'j') ?? julianOfWeek(fields, year)
  if (julian !== undefined) return civilDay(epochDays(year ?? 1900, 1, 1) + julian - 1)
  return { year: year ?? 1900, month: monthOf(fields), day: numberIn(fields, 'd') ?? 1 }
}

function isoDay(fields: Fields, year: number | undefined) {
  const week = numberIn(fields, 'V')
  const weekday = weekdayIn(fields)
  if (year === undefined || week === undefined || weekday === undefined || fields.has('j')) {
    throw new PythonValueError('%G, %V and a weekday belong together in a date format')
  }
  const fourth = epochDays(year, 1, 4)
  const firstMonday = fourth - weekdayOf(fourth)
  return civilDay(firstMonday + (week - 1) * 7 + weekday)
}

/** The day of the year that week and weekday name; undefined unless both are there with a year. */
function julianOfWeek(fields: Fields, year: number | undefined): number | undefined {
  const startsMonday = fields.has('W')
  const week = numberIn(fields, startsMonday ? 'W' : 'U')
  const weekday = weekdayIn(fields)
  if (week === undefined || weekday === undefined || year === undefined) return undefined
  const first = weekdayOf(epochDays(year, 1, 1))
  const firstShifted = startsMonday ? first : (first + 1) % 7
  const shifted = startsMonday ? weekday : (weekday + 1) % 7
  const weekZero = (7 - firstShifted) % 7
  return week === 0 ? 1 + shifted - firstShifted : 1 + weekZero + 7 * (week - 1) + shifted
}

function offsetIn(zone: string | undefined): { offset: number | null; micros: number } {
  if (zone === undefined) return { offset: null, micros: 0 }
  if (zone === 'Z') return { offset: 0, micros: 0 }
  const [whole = '', fraction = ''] = zone.replaceAll(':', '').split('.')
  const seconds =
    Number(whole.slice(1, 3)) * 3600 +
    Number(whole.slice(3, 5)) * 60 +
    Number(whole.slice(5, 7) || 0)
  if (seconds >= 86400) throw new PythonValueError('The offset must be less than a day')
  const sign = whole.startsWith('-') ? -1 : 1
  return { offset: sign * seconds + 0, micros: sign * Number(fraction.padEnd(6, '0')) + 0 }
}
