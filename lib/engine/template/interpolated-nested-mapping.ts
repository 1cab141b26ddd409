import { dictOf } from '../values/literal-parser'
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  type Value,
  type ValueObject,
} from '../values/value'
import { interpolate, templateVariables } from './interpolate'
import type { InterpolatedMappingOptions } from './interpolated-mapping'

/**
 * A dict or list of a manifest whose keys and values may be templates at every level.
 *
 * Entries of dicts that render nothing or null are left out, at every level; items of lists stay and
 * are null. A key may become a number.
 */
export class InterpolatedNestedMapping {
  readonly mapping: Json
  readonly #options: InterpolatedMappingOptions

  constructor(mapping: Json, options: InterpolatedMappingOptions) {
    this.mapping = mapping
    this.#options = options
  }

  /** @throws what `interpolate` does */
  evaluate(config: JsonObject, variables: ValueObject = {}): Value {
    const { parameters = {} } = this.#options
    return this.#value(this.mapping, templateVariables(config, { parameters, ...variables }))
  }

  #value(value: Value, names: ValueObject): Value {
    if (typeof value === 'string') return interpolate(value, names, { host: this.#options.host })
    if (isList(value)) return value.map((item) => this.#value(item, names))
    if (!isObject(value)) return value
    const entries = Object.entries(value).map(([key, item]): [Value, Value] => [
      this.#value(key, names),
      this.#value(item, names),
    ])
    return dictOf(entries.filter(([, item]) => item !== null))
  }
}
