import { daysInMonth } from '../../engine/datetime/calendar'
import { CalendarDate } from '../../engine/datetime/calendar-date'
import { DateTime } from '../../engine/datetime/date-time'
import { float, int, type Value } from '../../engine/values/value'

const booleans: ReadonlyMap<string, boolean> = new Map(
  ['yes', 'true', 'on']
    .flatMap((word) => spellings(word).map((each): [string, boolean] => [each, true]))
    .concat(
      ['no', 'false', 'off'].flatMap((word) =>
        spellings(word).map((each): [string, boolean] => [each, false]),
      ),
    ),
)
const nulls: ReadonlySet<string> = new Set(['', '~', ...spellings('null')])

const floatForm =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const intForm =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const timeForm =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(?:(Z)|([-+])(\d\d?)(?::(\d\d))?))?)?$/
const dayForm = /^\d{4}-\d\d-\d\d$/

/** Thrown for a scalar that has the form of a type and no value of it, such as 2024-02-31. */
export class ScalarInvalid extends Error {
  override readonly name = 'ScalarInvalid'
}

/**
 * What an unquoted scalar means in YAML 1.1 as PyYAML's safe loader reads it.
 *
 * @throws ScalarInvalid for a date that does not exist
 */
export function readPlain(text: string): Value {
  if (nulls.has(text)) return null
  const boolean = booleans.get(text)
  if (boolean !== undefined) return boolean
  // Only these characters begin a number or a date; most scalars end here.
  if (!/^[-+.0-9]/.test(text)) return text
  if (floatForm.test(text)) return readFloat(text)
  if (intForm.test(text)) return readInt(text)
  return readTime(text) ?? text
}

/** A scalar tagged `!!int`. */
export function readInt(text: string): number | bigint {
  const digits = text.replaceAll('_', '')
  const sign = digits.startsWith('-') ? -1n : 1n
  const bare = digits.replace(/^[-+]/, '')
  if (bare === '0' || bare === '') return 0
  return int(sign * magnitude(bare))
}

function magnitude(bare: string): bigint {
  try {
    if (/^0[bx]/.test(bare)) return BigInt(bare)
    if (bare.startsWith('0')) return BigInt(`0o${bare.slice(1)}`)
    return bare.split(':').reduce((total, part) => total * 60n + BigInt(part), 0n)
  } catch {
    throw new ScalarInvalid('This is not a whole number')
  }
}

/** A scalar tagged `!!float`. */
export function readFloat(text: string): Value {
  const digits = text.replaceAll('_', '').toLowerCase()
  const sign = digits.startsWith('-') ? -1 : 1
  const bare = digits.replace(/^[-+]/, '')
  if (bare === '.inf') return sign * Number.POSITIVE_INFINITY
  if (bare === '.nan') return Number.NaN
  const total = bare.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  if (Number.isNaN(total)) throw new ScalarInvalid('This is not a number')
  return float(sign * total)
}

/** A date or an instant, or undefined when the text does not have the form of one. */
export function readTime(text: string): CalendarDate | DateTime | undefined {
  const match = timeForm.exec(text)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second, fraction, zulu, zoneSign, zoneHour, zoneMinute] =
    match
  const civil = { year: Number(year), month: Number(month), day: Number(day) }
  if (hour === undefined) {
    if (!dayForm.test(text)) return undefined
    checkDay(civil)
    return new CalendarDate(civil.year, civil.month, civil.day)
  }
  checkDay(civil)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    throw new ScalarInvalid(`There is no time ${hour}:${minute}:${second}`)
  }
  const offset = Number(zoneHour ?? 0) * 3600 + Number(zoneMinute ?? 0) * 60
  const isNaive = zulu === undefined && zoneSign === undefined
  return DateTime.ofWall({
    ...civil,
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number((fraction ?? '').slice(0, 6).padEnd(6, '0')),
    offset: isNaive ? null : zoneSign === '-' ? -offset : offset,
  })
}

function checkDay({ year, month, day }: { year: number; month: number; day: number }): void {
  const exists =
    year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  if (!exists) throw new ScalarInvalid(`There is no day ${year}-${month}-${day}`)
}

function spellings(word: string): string[] {
  return [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase()]
}
