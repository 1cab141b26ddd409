import { Dict, PythonSet } from '../values/collections'
import {
  Float,
  isObject,
  type JsonObject,
  Tuple,
  type Value,
  type ValueObject,
} from '../values/value'
import { interpolate, templateVariables } from './interpolate'
import type { TemplateHost } from './runtime'

export interface InterpolatedBooleanOptions {
  readonly host: TemplateHost
  readonly parameters?: JsonObject | undefined
}

const falseTexts = new Set(['False', 'false', '{}', '[]', '()', '', '0', '0.0'])

/**
 * A condition of a manifest.
 *
 * It is false when it is empty, zero, null or one of the texts `False`, `false`, `{}`, `[]`, `()`,
 * `0` and `0.0`, and when what it asks for is not there. Any other text is true, also `no`.
 */
export class InterpolatedBoolean {
  readonly condition: string | boolean
  readonly #options: InterpolatedBooleanOptions

  constructor(condition: string | boolean, options: InterpolatedBooleanOptions) {
    this.condition = condition
    this.#options = options
  }

  /** @throws what `interpolate` does */
  evaluate(config: JsonObject, variables: ValueObject = {}): boolean {
    if (typeof this.condition === 'boolean') return this.condition
    const { host, parameters = {} } = this.#options
    const value = interpolate(
      this.condition,
      templateVariables(config, { parameters, ...variables }),
      { host, default: 'False' },
    )
    return !isFalse(value)
  }
}

/** Whether a condition with this outcome does not hold. */
export function isFalse(value: Value): boolean {
  if (typeof value === 'string') return falseTexts.has(value)
  if (value === null || value === false || value === 0) return true
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return value.length === 0
  if (value instanceof Float) return value.value === 0
  if (value instanceof Tuple) return value.items.length === 0
  if (value instanceof Dict || value instanceof PythonSet) return value.size === 0
  return isObject(value) && Object.keys(value).length === 0
}
