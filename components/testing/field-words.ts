import type { Json, JsonObject } from '@/lib/engine/values/value'
import { distinctMax, type FieldProfile, typesOf } from '@/lib/testread/field-profile'
import { cellText } from './cell-text'

const fewValues = 20

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
  const { difference, total, missing, nulls, range, distinct, found } = profile
  const count = (value: number) => value.toLocaleString('en')
  const present = total - missing - nulls
  if (present === 0) return profile.declared ? 'Declared, never seen' : 'Always null'
  if (difference === 'new' && present < total)
    return `In ${count(present)} of ${count(total)} records`
  if (range && found && typesOf(found).includes('array')) {
    return `${rangeWords(range)} items`
  }
  if (range && distinct > 1) return rangeWords(range)
  if (distinct >= distinctMax) return `${count(distinctMax)} or more different`
  if (distinct === present && distinct > 1) return `${count(distinct)} different`
  if (distinct === 1) return 'One value'
  return distinct <= fewValues ? `${distinct} values` : `${count(distinct)} different`
}

/** `9.00 – 396.00`, or the one value. */
export function rangeWords({ least, most }: NonNullable<FieldProfile['range']>): string {
  const [from, to] = [valueWords(least), valueWords(most)]
  return from === to ? from : `${from} – ${to}`
}

/** `3 · 1 · 12`. */
export function sampleWords(samples: readonly Json[]): string {
  return samples.map((value) => valueWords(value, 40)).join(' · ')
}

function valueWords(value: Json, charactersMax = 24): string {
  return cellText(value, charactersMax)
}
