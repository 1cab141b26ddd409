import { isObject, type Json, setKey } from '../values/value'

type MutableRecord = { [key: string]: Json }

const depthMax = 500

/** Renames the keys of a record in place; of two keys that become one, the last wins. */
export function renameKeys(
  record: MutableRecord,
  rename: (key: string) => string,
  isDeep: boolean,
  depth = 0,
): void {
  const entries = Object.entries(record)
  const isUnchanged = entries.every(([key]) => rename(key) === key)
  if (!isUnchanged) for (const [key] of entries) delete record[key]
  for (const [key, value] of entries) {
    if (isDeep && depth < depthMax && isObject(value)) {
      renameKeys(value as MutableRecord, rename, true, depth + 1)
    }
    if (!isUnchanged) setKey(record, rename(key), value)
  }
}
