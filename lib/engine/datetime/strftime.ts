import { dayOfYear, epochDays, isoWeek } from './calendar'
import { CalendarDate } from './calendar-date'
import { type DateTime, offsetText, type WallTime } from './date-time'
import { pad } from './duration'
import { dayNames, monthNames } from './names'

/** A number that is filled up to a width, or text. */
type Part = string | { readonly value: number; readonly width: number; readonly fill: '0' | ' ' }

const directive = /%([-_0^#]*)(\d*)([EO]?)([a-zA-Z%])/g
const WIDTH_MAX = 200

/**
 * A date or time in a format of C's strftime, as Python on Linux prints it (English names, UTC as
 * the host's zone). Directives that are not known stay as they are.
 */
export function strftime(value: DateTime | CalendarDate, format: string): string {
  const wall = wallOf(value)
  return format.replace(directive, (whole, flags: string, width: string, _modifier, letter) => {
    const part = partOf(letter, wall)
    return part === undefined ? whole : layOut(part, flags, width)
  })
}

function wallOf(value: DateTime | CalendarDate): WallTime {
  if (!(value instanceof CalendarDate)) return value.wall
  const { year, month, day } = value
  return { year, month, day, hour: 0, minute: 0, second: 0, microsecond: 0, offset: null }
}

function layOut(part: Part, flags: string, widthText: string): string {
  const width = Math.min(Number(widthText || 0), WIDTH_MAX)
  if (typeof part !== 'string') {
    const fill = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : part.fill
    const size = flags.includes('-') ? 0 : Math.max(width, part.width)
    return String(part.value).padStart(size, fill)
  }
  const text = flags.includes('^') ? part.toUpperCase() : flags.includes('#') ? swapped(part) : part
  return text.padStart(width, flags.includes('0') ? '0' : ' ')
}

/** glibc's `#`: names become capitals, AM and PM become small. */
function swapped(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()
}

function zeros(value: number, width: number): Part {
  return { value, width, fill: '0' }
}

function spaces(value: number): Part {
  return { value, width: 2, fill: ' ' }
}

const parts: Readonly<Record<string, (wall: WallTime) => Part>> = {
  Y: (wall) => zeros(wall.year, 0),
  m: (wall) => zeros(wall.month, 2),
  d: (wall) => zeros(wall.day, 2),
  e: (wall) => spaces(wall.day),
  H: (wall) => zeros(wall.hour, 2),
  k: (wall) => spaces(wall.hour),
  I: (wall) => zeros(hour12(wall), 2),
  l: (wall) => spaces(hour12(wall)),
  M: (wall) => zeros(wall.minute, 2),
  S: (wall) => zeros(wall.second, 2),
  f: (wall) => pad(wall.microsecond, 6),
  z: (wall) => offsetText(wall.offset, ''),
  Z: zoneName,
  a: (wall) => dayName(wall).slice(0, 3),
  A: dayName,
  b: (wall) => monthName(wall).slice(0, 3),
  h: (wall) => monthName(wall).slice(0, 3),
  B: monthName,
  p: (wall) => (wall.hour < 12 ? 'AM' : 'PM'),
  P: (wall) => (wall.hour < 12 ? 'am' : 'pm'),
  j: (wall) => zeros(dayOfYear(wall), 3),
  y: (wall) => zeros(wall.year % 100, 2),
  C: (wall) => zeros(Math.floor(wall.year / 100), 0),
  G: (wall) => zeros(isoWeek(wall).year, 0),
  g: (wall) => zeros(isoWeek(wall).year % 100, 2),
  V: (wall) => zeros(isoWeek(wall).week, 2),
  u: (wall) => zeros(isoWeek(wall).weekday, 1),
  w: (wall) => zeros(isoWeek(wall).weekday % 7, 1),
  U: (wall) => zeros(Math.floor((dayOfYear(wall) + 6 - (isoWeek(wall).weekday % 7)) / 7), 2),
  W: (wall) => zeros(Math.floor((dayOfYear(wall) + 7 - isoWeek(wall).weekday) / 7), 2),
  s: (wall) => String(wallSeconds(wall)),
  n: () => '\n',
  t: () => '\t',
  '%': () => '%',
}

const compounds: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  D: '%m/%d/%y',
  X: '%H:%M:%S',
  T: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  F: '%Y-%m-%d',
}

function partOf(letter: string, wall: WallTime): Part | undefined {
  const compound = compounds[letter]
  if (compound === undefined) return parts[letter]?.(wall)
  return compound.replace(/%([a-zA-Z])/g, (_whole, inner: string) => {
    const part = partOf(inner, wall)
    return part === undefined ? '' : layOut(part, '', '')
  })
}

function hour12({ hour }: WallTime): number {
  return hour % 12 === 0 ? 12 : hour % 12
}

function dayName(wall: WallTime): string {
  return dayNames[isoWeek(wall).weekday - 1] ?? ''
}

function monthName(wall: WallTime): string {
  return monthNames[wall.month - 1] ?? ''
}

/** The name Python gives to fixed offsets. */
function zoneName({ offset, zoneName: name }: WallTime): string {
  if (name !== undefined) return name
  if (offset === null) return ''
  return offset === 0 ? 'UTC' : `UTC${offsetText(offset, ':')}`
}

/** The wall's time read as UTC, the zone of the host. */
function wallSeconds({ year, month, day, hour, minute, second }: WallTime): number {
  return epochDays(year, month, day) * 86400 + hour * 3600 + minute * 60 + second
}
