import type { EngineRecord } from '../engine/events'

/**
 * A record's data as messages carry it: fields that are null are left out, as the reference engine's
 * writer does with every field of a message. Null inside nested values stays.
 */
export function recordData(record: EngineRecord): EngineRecord {
  for (const key in record) if (record[key] === null) return withoutNulls(record)
  return record
}

function withoutNulls(record: EngineRecord): EngineRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
}
