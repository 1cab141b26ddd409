import type { JsonObject, Value, ValueObject } from '../values/value'
import { interpolate, isTemplate, type ResultType, templateVariables } from './interpolate'
import type { TemplateHost } from './runtime'

export interface InterpolatedStringOptions {
  readonly host: TemplateHost
  /** `$parameters` in effect at the place of the text. */
  readonly parameters?: JsonObject | undefined
  /** A template for when the text renders nothing; the text itself when absent or empty. */
  readonly default?: string | undefined
  /** Types a literal may become; with others the result stays text. */
  readonly validTypes?: readonly ResultType[] | undefined
}

/**
 * Text of a manifest that may hold `{{ templates }}`.
 *
 * When the first evaluation gives the text itself, the text counts as plain from then on and is
 * never evaluated again. So a template that meets a value of a wrong type the first time stays as it
 * is; that is what the reference does.
 */
export class InterpolatedString {
  readonly text: string
  readonly #options: InterpolatedStringOptions
  #isPlain: boolean | undefined
  /** The value of text without tags, where it cannot be changed by whoever gets it. */
  #constant: Value | undefined

  constructor(text: string, options: InterpolatedStringOptions) {
    this.text = text
    this.#options = options
  }

  /**
   * The value of the text with the config and further variables, such as `stream_slice`.
   *
   * @throws what `interpolate` does
   */
  evaluate(config: JsonObject, variables: ValueObject = {}): Value {
    if (this.#isPlain) return this.text
    if (this.#constant !== undefined) return this.#constant
    const value = this.#interpolate(config, variables)
    this.#isPlain ??= value === this.text
    if (!isTemplate(this.text) && (typeof value !== 'object' || value === null)) {
      this.#constant = value
    }
    return value
  }

  #interpolate(config: JsonObject, variables: ValueObject): Value {
    const { host, parameters = {}, validTypes, default: fallback } = this.#options
    return interpolate(this.text, templateVariables(config, { parameters, ...variables }), {
      host,
      validTypes,
      default: fallback || this.text,
    })
  }
}
