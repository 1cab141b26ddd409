import type { Place } from '../../importers/facts'
import { itemView } from '../../importers/openapi/schema-view'
import { wordsOf } from '../../importers/openapi/words'
import type { ClaimedFact } from '../claims'
import {
  type Checked,
  type ClaimContext,
  claimed,
  knownFields,
  names,
  parameterOf,
  recordFields,
  responseAt,
  responseOf,
} from './context'

type Of<Kind extends ClaimedFact['kind']> = Extract<ClaimedFact, { kind: Kind }>

/** The place of the records: a declared list of things, where the rules found none. */
export function withRecords({ path }: Of<'records'>, context: ClaimContext): Checked {
  const { stream } = context
  const { records } = stream
  if (JSON.stringify(path) === JSON.stringify(records.value)) return 'known-better'
  if (records.confidence === 'certain') return 'contradicts'
  if (records.confidence === 'likely') return 'known-better'
  if (responseOf(context)) {
    const view = responseAt(context, path)
    const item = view?.type === 'array' ? itemView(view) : undefined
    if (item?.type !== 'object') return 'not-plausible'
    if (responseAt(context, records.value)?.type === 'array') return 'known-better'
  } else if (path.length === 0 || !names(context, ...path)) return 'name-not-there'
  return { ...stream, records: claimed(context, path, 'likely') }
}

const uniqueWords =
  /\b(unique(ly)?|primary key|identifier of (the|this|an?|each)|identifies (the|this|an?|each))\b/i

/** The key: fields that the text calls unique, where the rules know none. */
export function withKey({ fields }: Of<'key'>, context: ClaimContext): Checked {
  const { stream, evidence } = context
  const { key } = stream
  if (JSON.stringify(fields) === JSON.stringify(key.value)) return 'known-better'
  if (key.confidence === 'certain') return 'contradicts'
  if (key.confidence === 'likely') return 'known-better'
  const declared = recordFields(context)
  const isThere = (field: string) =>
    declared
      ? ['string', 'integer', 'number', 'unknown'].includes(declared.get(field)?.type ?? '')
      : knownFields(context).has(field)
  if (!fields.every(isThere) || !names(context, ...fields)) return 'name-not-there'
  if (!uniqueWords.test(evidence.quote)) return 'not-plausible'
  const isKnownWrong = declared !== undefined && !key.value.every((field) => declared.has(field))
  if (key.confidence === 'guess' && !isKnownWrong) return 'known-better'
  return { ...stream, key: claimed(context, fields, 'likely') }
}

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

/** The cursor field with the parameter that filters by it: both declared, and of one meaning. */
export function withCursor(claim: Of<'cursor'>, context: ClaimContext): Checked {
  const { stream } = context
  const { cursor } = stream
  const { field, start, end } = claim
  const isOpen = cursor.confidence === 'unknown' || cursor.confidence === 'guess'
  if (!isOpen) return cursor.value?.field === field ? 'known-better' : 'contradicts'
  // Of a field that the rules know already only the filter is missing.
  const isSame = (cursor.value?.field ?? field) === field
  if (cursor.value?.start || !start || !isSame) return 'known-better'
  const fields = recordFields(context) ?? knownFields(context)
  const isThere = [start, ...(end ? [end] : [])].every((place) => isFilter(place, context))
  if (!fields.has(field) || !isThere) return 'name-not-there'
  const text = parameterOf(context, start)?.description || context.evidence.quote
  if (!isSameChange(field, `${start.name} ${text}`)) return 'not-plausible'
  const format = formats[claim.format ?? 'date-time']
  const value = { field, format, start, ...(end && { end }) }
  return { ...stream, cursor: claimed(context, value, 'likely') }
}

/** A declared parameter, or one that the place names where no operation is declared. */
function isFilter(place: Place, context: ClaimContext): boolean {
  if (isTaken(place.name, context)) return false
  return context.operation ? parameterOf(context, place) !== undefined : names(context, place.name)
}

/** A parameter that turns pages does not filter. */
function isTaken(name: string, { stream }: ClaimContext): boolean {
  const { value } = stream.pagination
  const token = 'token' in value ? value.token.name : undefined
  return name === token || name === stream.pageSize.value?.place.name
}

/** "Updated since" goes with `updated_at`, not with `created_at`. */
function isSameChange(field: string, text: string): boolean {
  const own = wordsOf(field).filter((word) => changeWords.includes(word))
  const told = wordsOf(text)
  return own.some((word) => told.some((each) => each.startsWith(word.slice(0, 5))))
}
