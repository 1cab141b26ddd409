import { toText } from '../values/text'
import { type JsonObject, setKey, type Value, type ValueObject } from '../values/value'
import { interpolate, type ResultType, templateVariables } from './interpolate'
import type { TemplateHost } from './runtime'

export interface InterpolatedMappingOptions {
  readonly host: TemplateHost
  readonly parameters?: JsonObject | undefined
}

/** Limits to what keys and values may become. */
export interface MappingTypes {
  /** Default `['str']`. */
  readonly validKeyTypes?: readonly ResultType[] | undefined
  /** Default: any. */
  readonly validValueTypes?: readonly ResultType[] | undefined
}

/**
 * A dict of a manifest whose keys and values may be templates, one level deep: what stands in lists
 * and dicts below is left as it is.
 *
 * Values that render nothing or ask for what is not there become null.
 */
export class InterpolatedMapping {
  readonly mapping: JsonObject
  readonly #options: InterpolatedMappingOptions

  constructor(mapping: JsonObject, options: InterpolatedMappingOptions) {
    this.mapping = mapping
    this.#options = options
  }

  /** @throws what `interpolate` does */
  evaluate(
    config: JsonObject,
    variables: ValueObject = {},
    { validKeyTypes = ['str'], validValueTypes }: MappingTypes = {},
  ): { [key: string]: Value } {
    const { host, parameters = {} } = this.#options
    const names = templateVariables(config, { parameters, ...variables })
    const result: { [key: string]: Value } = {}
    for (const [key, value] of Object.entries(this.mapping)) {
      const name = interpolate(key, names, { host, validTypes: validKeyTypes })
      setKey(result, toText(name), this.#value(value, names, validValueTypes))
    }
    return result
  }

  #value(value: Value, names: ValueObject, validTypes: readonly ResultType[] | undefined): Value {
    if (typeof value !== 'string') return value
    return interpolate(value, names, { host: this.#options.host, validTypes })
  }
}
