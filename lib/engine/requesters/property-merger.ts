import type { EngineRecord } from '../events'
import { isObject, type Json, setKey } from '../values/value'
import type { QueryProperties } from './query-properties-kind'

/** Puts together the records of several requests that asked for different properties. */
export class PropertyMerger {
  readonly #properties: QueryProperties
  readonly #byKey = new Map<string, { [key: string]: Json }>()

  constructor(properties: QueryProperties) {
    this.#properties = properties
  }

  /** Keeps records that may grow; returns those that stay alone. */
  take(records: readonly EngineRecord[]): readonly EngineRecord[] {
    if (!this.#properties.isChunked) return records
    return records.filter((record) => {
      const key = this.#properties.mergeKey(record)
      if (key === undefined) return true
      const known = this.#byKey.get(key)
      if (known) mergeInto(known, record)
      else this.#byKey.set(key, { ...record })
      return false
    })
  }

  /** The merged records in the order in which they were first seen. */
  merged(): readonly EngineRecord[] {
    return [...this.#byKey.values()]
  }
}

/** Later values win; objects in both are merged. */
function mergeInto(target: { [key: string]: Json }, source: EngineRecord): void {
  for (const [key, value] of Object.entries(source)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined
    if (present !== undefined && isObject(present) && isObject(value)) {
      const copy = { ...(present as EngineRecord) }
      mergeInto(copy, value as EngineRecord)
      setKey(target, key, copy)
    } else {
      setKey(target, key, value)
    }
  }
}
