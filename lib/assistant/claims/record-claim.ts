import { itemView } from '../../importers/openapi/schema-view'
import type { ClaimedFact } from '../claims'
import {
  type Checked,
  type ClaimContext,
  claimed,
  knownFields,
  names,
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
  if (!stream.isList && stream.records.confidence !== 'unknown') return 'not-plausible'
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
