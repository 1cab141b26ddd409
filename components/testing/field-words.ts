import type { Json, JsonObject } from '@/lib/engine/values/value'
import { distinctMax, type FieldProfile, typesOf } from '@/lib/testread/field-profile'
import { cellText } from './cell-text'

const fewValues = 20
/** Digits above which different numbers are names rather than measures. */
const longNumber = 12

/** A declaration in a word or two: `date-time`, `string or integer`. */
export function typeWords(schema: JsonObject | undefined): string {
  if (!schema) return '–'
  const types = typesOf(schema).filter((type) => type !== 'null')
  if (types.length === 0) return typesOf(schema).length > 0 ? 'null' : 'any'
  if (types.length === 1 && types[0] === 'string' && typeof schema.format === 'string') {
    return schema.format
  }
  return types.join(' or ')
}

/** Whether a declaration allows null. */
export function allowsNull(schema: JsonObject | undefined): boolean {
  if (!schema) return false
  const types = typesOf(schema)
  return types.length === 0 || types.includes('null')
}

/** Missing and null, as a share of all. */
export function emptyShare({ total, missing, nulls }: FieldProfile): number {
  return total === 0 ? 0 : (missing + nulls) / total
}

/** Never `0 %` for a few, never `100 %` for all but a few. */
export function percentWords(share: number): string {
  if (share > 0 && share < 0.01) return '<1 %'
  if (share < 1 && share > 0.99) return '>99 %'
  return `${Math.round(share * 100)} %`
}

/** What was seen of a field, in a few words. */
export function seenWords(profile: FieldProfile): string {
  const { difference, total, missing, nulls } = profile
  const count = (value: number) => value.toLocaleString('en')
  const present = total - missing - nulls
  if (present === 0) return profile.declared ? 'Declared, never seen' : 'Always null'
  if (difference === 'new' && present < total)
    return `In ${count(present)} of ${count(total)} records`
  return measuredWords(profile, present) ?? distinctWords(profile, present)
}

/** From where to where, for what is measured; long numbers that all differ are names. */
function measuredWords(
  { range, found, distinct }: FieldProfile,
  present: number,
): string | undefined {
  if (!range || !found) return undefined
  if (typesOf(found).includes('array')) return `${rangeWords(range)} items`
  const isLong = valueWords(range.most).length > longNumber
  const isNamed = isLong && distinct === present && momentOf(range.most) === undefined
  return distinct > 1 && !isNamed ? rangeWords(range) : undefined
}

function distinctWords({ distinct }: FieldProfile, present: number): string {
  const count = (value: number) => value.toLocaleString('en')
  if (distinct >= distinctMax) return `${count(distinctMax)} or more different`
  if (distinct === 1) return 'One value'
  return distinct === present || distinct > fewValues
    ? `${count(distinct)} different`
    : `${distinct} values`
}

/** `9.00 – 396.00`, `5 Nov – 24 Nov`, or the one value. */
export function rangeWords({ least, most }: NonNullable<FieldProfile['range']>): string {
  const [from, to] = momentWords(least, most) ?? [valueWords(least), valueWords(most)]
  return from === to ? from : `${from} – ${to}`
}

/** Two dates, as short as they can be told apart: by time, by day, or by day and year. */
function momentWords(least: Json, most: Json): readonly [string, string] | undefined {
  const from = momentOf(least)
  const to = momentOf(most)
  if (!from || !to) return undefined
  if (from.date === to.date && from.time && to.time) {
    return [`${from.day} ${from.time}`, to.time]
  }
  if (from.year !== to.year) return [`${from.day} ${from.year}`, `${to.day} ${to.year}`]
  return [from.day, to.day]
}

const iso = /^((\d{4})-(\d{2})-(\d{2}))(?:[T ](\d{2}:\d{2}))?/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function momentOf(value: Json) {
  const match = typeof value === 'string' ? iso.exec(value) : null
  const month = months[Number(match?.[3]) - 1]
  if (!match || month === undefined) return undefined
  return { date: match[1], year: match[2], day: `${Number(match[4])} ${month}`, time: match[5] }
}

/** `3 · 1 · 12`. */
export function sampleWords(samples: readonly Json[]): string {
  return samples.map((value) => valueWords(value, 40)).join(' · ')
}

function valueWords(value: Json, charactersMax = 24): string {
  return cellText(value, charactersMax)
}
