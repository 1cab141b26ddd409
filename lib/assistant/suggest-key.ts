import { stringifyJson } from '../engine/values/json'
import type { JsonObject } from '../engine/values/value'
import { primaryKey } from '../importers/openapi/keys'
import { streamInfo } from '../testread/stream-info'
import type { TestRead } from '../testread/test-read'
import { valueAt } from '../testread/value-at'
import { callOf, evidenceOfCall, pathOfUrl, telling, viewOfValue } from './run-evidence'
import type { RunContext } from './suggest-from-run'
import type { Suggestion } from './suggestions'

/**
 * A key whose values were there and different on every record: where none is set, and in place of one
 * that records lack or that different records share. A record that came twice says nothing of a key.
 */
export function keyFromRun(read: TestRead, { at, stream }: RunContext): Suggestion[] {
  const records = read.records.map(({ data }) => data)
  const [first] = records
  if (!first || records.length < 2) return []
  const { primaryKey: now } = streamInfo(stream)
  const why = now.length > 0 ? flawOf(records, now) : ''
  if (why === undefined) return []
  const call = callOf(read, telling(read)?.pages[0])
  const path = pathOfUrl(call?.sent.url ?? '')
  const found = primaryKey(viewOfValue(first), { path, recordPath: [], readOne: [] })
  const [field] = found.value
  if (field === undefined || found.confidence === 'unknown') return []
  if (flawOf(records, [[field]]) !== undefined) return []
  const quote = `${records.length} different values${why === '' ? '' : `; ${why}`}`
  return [
    {
      path: `${at}/primary_key`,
      value: [field],
      title: `Use ${field} as the primary key`,
      confidence: found.confidence === 'guess' ? 'guess' : 'likely',
      evidence: [evidenceOfCall(call, `/${field}`, quote)],
    },
  ]
}

/** What is wrong with a key, in words; undefined when it tells all records apart. */
function flawOf(
  records: readonly JsonObject[],
  key: readonly (readonly string[])[],
): string | undefined {
  const name = key.map((path) => path.join('.')).join(' and ')
  const byKey = new Map<string, string>()
  for (const data of records) {
    const values = key.map((path) => valueAt(data, path) ?? null)
    if (values.includes(null)) return `a record has no ${name}`
    const text = stringifyJson(values)
    const known = byKey.get(text)
    const whole = stringifyJson(data)
    if (known !== undefined && known !== whole) return `different records share one ${name}`
    byKey.set(text, whole)
  }
  return byKey.size < records.length && byKey.size < 2 ? `all records share one ${name}` : undefined
}
