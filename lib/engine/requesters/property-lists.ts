import type { EngineRecord } from '../events'
import type { PropertyChunker, PropertySelector, QueryProperties } from './query-properties-kind'
import type { CallScope } from './requester'

export interface PropertyListParts {
  readonly names: (scope: CallScope) => Promise<readonly string[]>
  readonly always: readonly string[]
  readonly chunker?: PropertyChunker | undefined
  readonly selector?: PropertySelector | undefined
}

/** The properties of a stream's requests, split where one request cannot ask for all. */
export class PropertyLists implements QueryProperties {
  readonly #parts: PropertyListParts

  constructor(parts: PropertyListParts) {
    this.#parts = parts
  }

  get isChunked(): boolean {
    return this.#parts.chunker !== undefined
  }

  async lists(scope: CallScope): Promise<readonly (readonly string[])[]> {
    const { names, always, chunker, selector } = this.#parts
    const all = await names(scope)
    const wanted = await selector?.wanted()
    const kept = wanted ? all.filter((name) => wanted.has(name)) : all
    return chunker ? chunker.chunks(kept, always) : [[...always, ...kept]]
  }

  mergeKey(record: EngineRecord): string | undefined {
    return this.#parts.chunker?.mergeKey(record)
  }
}
