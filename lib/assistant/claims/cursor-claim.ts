import type { Place } from '../../importers/facts'
import { formatOf } from '../../importers/openapi/date-format'
import { rawAt } from '../../importers/openapi/document'
import type { Parameter } from '../../importers/openapi/operations'
import type { SchemaView } from '../../importers/openapi/schema-view'
import { wordsOf } from '../../importers/openapi/words'
import type { ClaimedFact, RefusalCode } from '../claims'
import {
  type Checked,
  type ClaimContext,
  claimed,
  knownFields,
  names,
  parameterOf,
  recordFields,
} from './context'

type CursorClaim = Extract<ClaimedFact, { kind: 'cursor' }>

const formats = {
  date: '%Y-%m-%d',
  'date-time': '%Y-%m-%dT%H:%M:%SZ',
  seconds: '%s',
  milliseconds: '%ms',
} as const

const changeWords = [
  'updated',
  'modified',
  'changed',
  'created',
  'update',
  'change',
  'modification',
]

const sides = {
  start:
    /\b(since|after|from|starting|start|newer|later|greater|gte?|min|not before|on or after)\b/i,
  end: /\b(until|before|to|ending|end|older|earlier|less|lte?|max|not after|up to)\b/i,
} as const

const dateWords =
  /\b(dates?|time|timestamps?|datetime|iso[ -]?8601|rfc ?3339|unix|epoch|created|updated|modified|changed|changes)\b/i

/**
 * The cursor field with the parameter that filters by it. Both have to be there and to be of one
 * meaning; the format is the declared one where the parameter is declared.
 */
export function withCursor(claim: CursorClaim, context: ClaimContext): Checked {
  const { stream } = context
  const { cursor } = stream
  const { field, start, end } = claim
  const isOpen = cursor.confidence === 'unknown' || cursor.confidence === 'guess'
  if (!isOpen) return cursor.value?.field === field ? 'known-better' : 'contradicts'
  // Of a field that the rules know already only the filter is missing.
  const isSame = (cursor.value?.field ?? field) === field
  if (cursor.value?.start || !start || !isSame) return 'known-better'
  const wrong = wrongFilter(field, start, end, context)
  if (wrong) return wrong
  const path = cursor.value?.path
  const format = formatFor(claim, parameterOf(context, start))
  const value = { field, format, start, ...(end && { end }), ...(path && { path }) }
  return { ...stream, cursor: claimed(context, value, 'likely') }
}

function formatFor({ format }: CursorClaim, declared: Parameter | undefined): string {
  return declared ? formatOf(declared.schema, declared.description) : formats[format ?? 'date-time']
}

function wrongFilter(
  field: string,
  start: Place,
  end: Place | null,
  context: ClaimContext,
): RefusalCode | undefined {
  const places = end ? [start, end] : [start]
  if (!places.every((place) => isThere(place, context))) return 'name-not-there'
  const text = parameterOf(context, start)?.description || context.evidence.quote
  const isSpan = !end || (end.name !== start.name && isSide('end', end, context))
  const isRight =
    isDate(field, context) &&
    isSpan &&
    isSide('start', start, context) &&
    isSameChange(field, `${start.name} ${text}`)
  return isRight ? undefined : 'not-plausible'
}

/** A declared parameter, or one that the place names where no operation is declared. */
function isThere(place: Place, context: ClaimContext): boolean {
  const { value } = context.stream.pagination
  const token = 'token' in value ? value.token.name : undefined
  // A parameter that turns pages does not filter.
  if (place.name === token || place.name === context.stream.pageSize.value?.place.name) return false
  return context.operation ? parameterOf(context, place) !== undefined : names(context, place.name)
}

function isDate(field: string, context: ClaimContext): boolean {
  const fields = recordFields(context)
  if (!fields) return knownFields(context).has(field) && isDateName(field)
  const view = fields.get(field)
  return view !== undefined && isScalar(view) && (isDateFormat(view) || isDateName(field))
}

const isDateName = (name: string) =>
  /(_at|At|_on|On|[dD]ate|[tT]ime|_ts|stamp|updated|modified|changed|created)$/.test(name) ||
  /^(date|time|updated|modified|changed|created)/i.test(name)

const isScalar = ({ type }: SchemaView) =>
  type === 'string' || type === 'integer' || type === 'number' || type === 'unknown'

const isDateFormat = ({ located }: SchemaView) =>
  /^date(-?time)?$/.test(String(rawAt(located, 'format') ?? ''))

/** A filter by time, for one end of a span: no order, no switch, no choice of words. */
function isSide(side: 'start' | 'end', place: Place, context: ClaimContext): boolean {
  const parameter = parameterOf(context, place)
  const words = wordsOf(place.name).join(' ')
  if (/\b(sort|sorting|order|fields?|include|expand)\b/.test(words)) return false
  const text = parameter ? parameter.description : context.evidence.quote
  if (parameter && !isTimeParameter(parameter, words)) return false
  return sides[side].test(words) || sides[side].test(text)
}

function isTimeParameter({ schema, description }: Parameter, words: string): boolean {
  const isChoice = Array.isArray(rawAt(schema.located, 'enum'))
  if (!isScalar(schema) || isChoice) return false
  return isDateFormat(schema) || dateWords.test(`${words} ${description}`)
}

/** "Updated since" goes with `updated_at`, not with `created_at`. */
function isSameChange(field: string, text: string): boolean {
  const own = wordsOf(field).filter((word) => changeWords.includes(word))
  const told = wordsOf(text)
  return own.some((word) => told.some((each) => each.startsWith(word.slice(0, 5))))
}
