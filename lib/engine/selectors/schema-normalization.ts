import type { BuildContext } from '../component'
import type { Json } from '../values/value'
import { normalizeRecord } from './normalize-record'

/** Converts records to the types of their stream's schema; undefined when nobody asked for that. */
export function createNormalizer(
  isWanted: boolean,
  { stream }: BuildContext,
): ((records: readonly Json[]) => Promise<void>) | undefined {
  if (!isWanted || !stream) return undefined
  return async (records) => {
    if (records.length === 0) return
    const schema = await stream.schema()
    for (const record of records) normalizeRecord(record, schema)
  }
}
