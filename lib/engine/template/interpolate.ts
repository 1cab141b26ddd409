import { PythonTypeError, PythonValueError } from '../values/python-error'
import { toText } from '../values/text'
import { typeName } from '../values/type-name'
import { Markup, ownValue, setKey, Undefined, type Value, type ValueObject } from '../values/value'
import { compileTemplate } from './evaluate'
import { literalValue } from './literal-value'
import type { TemplateHost } from './runtime'
import { StreamStateRemoved, TemplateTooCostly, UndefinedValue } from './template-error'

/** Names of Python types that a result may be limited to; a boolean counts as an int. */
export type ResultType = 'str' | 'int' | 'float' | 'bool' | 'list' | 'dict' | 'tuple'

export interface InterpolateOptions {
  /** What stands in for an empty or undefined result; a template itself. Null gives null. */
  readonly default?: string | null | undefined
  /** Types a literal may become; with others the result stays text. */
  readonly validTypes?: readonly ResultType[] | undefined
  readonly host: TemplateHost
}

/**
 * Evaluates a template and reads the text it renders as a Python literal where it is one: `{{ 1 }}`
 * is the number, `1,2` a tuple, `abc` text.
 *
 * A result that is empty or undefined gives the default. A template that uses a value of a type it
 * does not fit gives its own text, unrendered; that is what the reference does.
 *
 * @throws TemplateSyntaxError, TemplateNamesUnknown, StreamStateRemoved, UndefinedValue, PythonError,
 * TemplateRuntimeError, TemplateTooCostly
 */
export function interpolate(
  text: string,
  variables: ValueObject,
  options: InterpolateOptions,
): Value {
  if (text.includes('stream_state')) throw new StreamStateRemoved()
  try {
    const result = rendered(text, variables, options.host)
    if (!isEmpty(result)) return typed(result, options.validTypes)
  } catch (error) {
    if (!(error instanceof UndefinedValue)) throw error
  }
  const fallback = options.default ?? null
  if (fallback === null) return null
  const result = rendered(fallback, variables, options.host)
  return isEmpty(result) ? '' : typed(result, options.validTypes)
}

function rendered(text: string, variables: ValueObject, host: TemplateHost): Value {
  if (!isTemplate(text)) return plainText(text)
  try {
    return compileTemplate(text).evaluate(variables, host)
  } catch (error) {
    if (error instanceof PythonTypeError) return text
    // Whatever the limits let through, the stack does not.
    if (error instanceof RangeError)
      throw new TemplateTooCostly('The template is nested too deeply')
    throw error
  }
}

/** Whether text can hold anything that a template would change. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('{#')
}

/** Text without tags loses one line break at its end, and all become `\n`. */
function plainText(text: string): string {
  const unified = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text
  return unified.endsWith('\n') ? unified.slice(0, -1) : unified
}

function isEmpty(value: Value): boolean {
  if (value instanceof Undefined) return true
  return value === '' || (value instanceof Markup && value.text === '')
}

function typed(value: Value, validTypes: readonly ResultType[] | undefined): Value {
  const literal = literalValue(value)
  if (validTypes === undefined || validTypes.length === 0) return literal
  return isOfType(literal, validTypes) ? literal : toText(value)
}

function isOfType(value: Value, types: readonly ResultType[]): boolean {
  const name = typeName(value)
  if (types.some((type) => type === name)) return true
  return name === 'bool' && types.includes('int')
}

/**
 * The variables of a template: the config, those given, and the two other names of the slice.
 *
 * @throws PythonValueError when one of those names is given already
 */
export function templateVariables(config: Value, variables: ValueObject): ValueObject {
  const result: { [key: string]: Value } = { config }
  for (const key of Object.keys(variables)) setKey(result, key, variables[key] ?? null)
  for (const alias of ['stream_interval', 'stream_partition']) {
    if (Object.hasOwn(variables, alias)) {
      throw new PythonValueError(`The variable ${alias} is reserved`)
    }
    const slice = ownValue(variables, 'stream_slice')
    if (slice !== undefined) result[alias] = slice
  }
  return result
}
