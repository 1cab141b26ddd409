import { stringifyJson } from '../../../engine/values/json'
import type { Json } from '../../../engine/values/value'
import { valueAt } from '../../value-at'
import { count, type RunRule } from '../rule'

/** Every record has its key, and no key comes twice. 0, false and '' are values; null is none. */
export const keys: RunRule = (read, info) => {
  if (info.primaryKey.length === 0 || read.records.length === 0) return []
  const seen = new Set<string>()
  let missing = 0
  let duplicates = 0
  for (const { data } of read.records) {
    const key = info.primaryKey.map((path) => valueAt(data, path))
    if (key.some((part) => part === undefined || part === null)) missing += 1
    else {
      const text = stringifyJson(key as Json[])
      if (seen.has(text)) duplicates += 1
      seen.add(text)
    }
  }
  const name = info.primaryKey.map((path) => `\`${path.join('.')}\``).join(' and ')
  const base = { station: 'schema', calls: [] } as const
  if (missing === 0 && duplicates === 0) {
    const text = `${count(seen.size, 'record')}, each with a ${name} of its own.`
    return [
      {
        ...base,
        id: 'keys-unique',
        title: 'Every key is unique',
        outcome: 'passed',
        weight: 'none',
        text,
      },
    ]
  }
  const found = []
  if (missing > 0) {
    const text = `${count(missing, 'record')} of ${read.records.length.toLocaleString('en')} ${missing === 1 ? 'has' : 'have'} no ${name}.`
    found.push({
      ...base,
      id: 'keys-missing',
      title: 'Keys are missing',
      outcome: 'failed',
      weight: 'none',
      text,
    } as const)
  }
  if (duplicates > 0) {
    const text = `${count(duplicates, 'record')} came again with a ${name} that was there before.`
    found.push({
      ...base,
      id: 'keys-duplicate',
      title: 'Keys come twice',
      outcome: 'failed',
      weight: 'weak',
      text,
    } as const)
  }
  return found
}
