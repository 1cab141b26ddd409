/** Months by the first three letters of their English names. */
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

interface Time {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly micros: number
  readonly offsetMinutes: number
}

const timeShape =
  /(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(am|pm)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?\s*$/i

/**
 * Microseconds since 1970 of a date in one of the usual spellings: digits are seconds, else ISO
 * 8601, `14 Mar 2023`, `March 14, 2023` or `03/14/2023`, with or without a time. UTC unless it
 * says otherwise; undefined when it is none of these.
 */
export function parseFlexibleDate(text: string): number | undefined {
  const trimmed = text.trim()
  if (/^-?\d+$/.test(trimmed)) return fromEpochSeconds(trimmed)
  const time = readTime(trimmed)
  const dateText = trimmed.replace(timeShape, '').replace(/[T,\s]+$/i, '')
  const day = readDay(dateText.trim())
  if (!day) return undefined
  const [year, month, date] = day
  const ms = Date.UTC(
    year,
    month - 1,
    date,
    time.hour,
    time.minute - time.offsetMinutes,
    time.second,
  )
  const check = new Date(Date.UTC(year, month - 1, date))
  if (check.getUTCMonth() !== month - 1 || check.getUTCDate() !== date) return undefined
  return ms * 1000 + time.micros
}

function fromEpochSeconds(digits: string): number | undefined {
  if (digits.startsWith('-') || digits.length > 10) return undefined
  return Number(digits) * 1_000_000
}

function readTime(text: string): Time {
  const [, hour = '0', minute = '0', second = '0', fraction = '', half = '', zone = ''] =
    timeShape.exec(text) ?? []
  const hours = Number(hour)
  return {
    hour: half === '' ? hours : (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0),
    minute: Number(minute),
    second: Number(second),
    micros: Number(fraction.padEnd(6, '0').slice(0, 6)),
    offsetMinutes: readOffset(zone),
  }
}

function readOffset(zone: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? []
  if (sign === undefined) return 0
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

function readDay(text: string): readonly [number, number, number] | undefined {
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (yearFirst) return numbers(yearFirst[1], yearFirst[2], yearFirst[3])
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return numbers(compact[1], compact[2], compact[3])
  const monthFirst = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(text)
  if (monthFirst) return numbers(monthFirst[3], monthFirst[1], monthFirst[2])
  return readNamedDay(text)
}

function readNamedDay(text: string): readonly [number, number, number] | undefined {
  const name = /[A-Za-z]{3,}/g
  const month = (text.match(name) ?? [])
    .map((word) => months.indexOf(word.slice(0, 3).toLowerCase()) + 1)
    .find((found) => found > 0)
  const year = /\b\d{4}\b/.exec(text)?.[0]
  const day = /\b\d{1,2}\b/.exec(text)?.[0]
  return month === undefined ? undefined : numbers(year, String(month), day)
}

function numbers(year?: string, month?: string, day?: string) {
  if (year === undefined || month === undefined || day === undefined) return undefined
  const parts = [Number(year), Number(month), Number(day)] as const
  return parts[1] >= 1 && parts[1] <= 12 && parts[2] >= 1 && parts[2] <= 31 ? parts : undefined
}

/** Microseconds since 1970 as `2024-01-16T12:34:56.000001+00:00`; the fraction only if there is one. */
export function isoText(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  const fraction = Math.round(micros - seconds * 1_000_000)
  const base = new Date(seconds * 1000).toISOString().slice(0, 19)
  return `${base}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}+00:00`
}
