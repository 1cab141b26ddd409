import { stringifyJson } from '../engine/values/json'
import type { JsonObject } from '../engine/values/value'
import { dateFieldOf } from '../importers/openapi/cursors'
import { primaryKey } from '../importers/openapi/keys'
import { recordsIn } from '../importers/openapi/records'
import { isJsonObject } from '../testread/json-object'
import type { Proof, TestRead } from '../testread/test-read'
import { bodyOf, callOf, evidenceOfCall, telling, viewOfValue } from './run-evidence'
import { pagingFromRun } from './suggest-paging'
import type { Suggestion } from './suggestions'

/** What is known besides the run. */
export interface RunContext {
  /** JSON pointer of the stream in the manifest. */
  readonly at: string
  /** The stream of the resolved manifest. */
  readonly stream: JsonObject
  /** Parameters that a document names for the operation, when there is one. */
  readonly parameters?: readonly string[] | undefined
}

/**
 * What a run suggests to change: paging where the read was cut short, where the records are, the key
 * and the cursor field. The response is the evidence; nothing is suggested that is so already.
 */
export function suggestFromRun(read: TestRead, proof: Proof, context: RunContext): Suggestion[] {
  return [
    ...recordsFromRun(read, context),
    ...pagingFromRun(read, proof, context),
    ...keyFromRun(read, context),
    ...cursorFromRun(read, context),
  ]
}

/** The list of records, when the configured place brought none or the frame itself. */
function recordsFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const slice = telling(read)
  const page = slice?.pages[0]
  const call = callOf(read, page)
  const view = viewOfValue(bodyOf(call))
  if (!page || !call || !view) return []
  const now = fieldPathOf(stream)
  const isFrame = now.length === 0 && page.foundCount === 1 && view.type === 'object'
  if (page.foundCount > 0 && !isFrame) return []
  const place = recordsIn(view, pathOf(call.sent.url))
  if (!place.isList || place.path.confidence === 'unknown') return []
  if (JSON.stringify(place.path.value) === JSON.stringify(now)) return []
  const pointer = place.path.value.map((key) => `/${key}`).join('')
  return [
    {
      path: `${at}/retriever/record_selector/extractor/field_path`,
      value: place.path.value,
      title: `Take the records from ${place.path.value.join('.') || 'the whole response'}`,
      confidence: place.path.confidence,
      evidence: [evidenceOfCall(call, pointer, 'a list of objects')],
    },
  ]
}

function fieldPathOf(stream: JsonObject): readonly unknown[] {
  const retriever = isJsonObject(stream.retriever) ? stream.retriever : {}
  const selector = isJsonObject(retriever.record_selector) ? retriever.record_selector : {}
  const extractor = isJsonObject(selector.extractor) ? selector.extractor : {}
  return Array.isArray(extractor.field_path) ? extractor.field_path : []
}

function pathOf(url: string): string {
  return /^https?:\/\/[^/]+([^?#]*)/.exec(url)?.[1] ?? '/'
}

/** A key whose values were there and different on every record. */
function keyFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const [first] = read.records
  if (!first || read.records.length < 2 || isSet(stream.primary_key)) return []
  const call = callOf(read, telling(read)?.pages[0])
  const path = pathOf(call?.sent.url ?? '')
  const found = primaryKey(viewOfValue(first.data), { path, recordPath: [], readOne: [] })
  const [field] = found.value
  if (field === undefined || found.confidence === 'unknown') return []
  const values = read.records.map(({ data }) => stringifyJson(data[field] ?? null))
  const isUnique = new Set(values).size === values.length && !values.includes('null')
  if (!isUnique) return []
  return [
    {
      path: `${at}/primary_key`,
      value: [field],
      title: `Use ${field} as the primary key`,
      confidence: found.confidence === 'guess' ? 'guess' : 'likely',
      evidence: [evidenceOfCall(call, `/${field}`, `${values.length} different values`)],
    },
  ]
}

function isSet(key: unknown): boolean {
  return (typeof key === 'string' && key !== '') || (Array.isArray(key) && key.length > 0)
}

/** A date that grows with changes; without a filter parameter old records are sorted out after reading. */
function cursorFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const [first] = read.records
  const field = first && !stream.incremental_sync ? dateFieldOf(viewOfValue(first.data)) : undefined
  if (!field || !read.records.every(({ data }) => isSet(String(data[field.name] ?? '')))) return []
  const call = callOf(read, telling(read)?.pages[0])
  return [
    {
      path: `${at}/incremental_sync`,
      value: {
        type: 'DatetimeBasedCursor',
        cursor_field: field.name,
        datetime_format: field.format,
        start_datetime: {
          type: 'MinMaxDatetime',
          datetime: '2000-01-01T00:00:00Z',
          datetime_format: '%Y-%m-%dT%H:%M:%SZ',
        },
        is_client_side_incremental: true,
      },
      title: `Read only what is new by ${field.name}`,
      confidence: 'guess',
      evidence: [evidenceOfCall(call, `/${field.name}`, String(first?.data[field.name]))],
    },
  ]
}
