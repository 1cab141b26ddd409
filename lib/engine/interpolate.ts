import type { BuildContext } from './component'
import { EngineError } from './errors'
import type { EngineRecord } from './events'
import type { StreamSlice } from './slice'
import { withAttributes } from './template/attributes'
import { compileTemplate } from './template/evaluate'
import { interpolate, type ResultType, templateVariables } from './template/interpolate'
import { InterpolatedBoolean, isFalse } from './template/interpolated-boolean'
import { InterpolatedMapping } from './template/interpolated-mapping'
import { InterpolatedNestedMapping } from './template/interpolated-nested-mapping'
import { InterpolatedString } from './template/interpolated-string'
import type { HeaderList } from './transport'
import type { Json, JsonObject, Value, ValueObject } from './values/value'

/** Variables of one evaluation, besides the configuration and the parameters. */
export type Variables = ValueObject

/** A template of a component, read once and evaluated as often as needed. */
export type Evaluate<Result> = (variables?: Variables) => Result

function optionsOf({ engine, parameters }: BuildContext) {
  return { host: engine, parameters }
}

/** Errors of templates say which component the template belongs to. */
function located<Result>(context: BuildContext, evaluate: () => Result): Result {
  try {
    return evaluate()
  } catch (error) {
    if (error instanceof EngineError && error.path === undefined) {
      Object.assign(error, { path: context.path })
    }
    throw error
  }
}

/**
 * Text that may hold templates. What renders nothing gives the default, which is the text itself
 * unless there is one; what looks like a Python literal becomes its value.
 */
export function interpolatedString(
  text: string,
  context: BuildContext,
  defaultText?: string,
): Evaluate<Value> {
  const string = new InterpolatedString(text, { ...optionsOf(context), default: defaultText })
  return (variables) => located(context, () => string.evaluate(context.config, variables))
}

const resultTypes: Readonly<Record<string, ResultType>> = {
  string: 'str',
  number: 'float',
  integer: 'int',
  boolean: 'bool',
}

/** A template whose result is not remembered, whatever it is; null when it renders nothing. */
export function evaluateOnce(text: string, context: BuildContext, variables: Variables): Value {
  const names = templateVariables(context.config, { parameters: context.parameters, ...variables })
  return located(context, () => interpolate(text, names, { host: context.engine }))
}

/**
 * A condition: false for what is empty, zero, null or undefined.
 *
 * @param config in place of the configuration
 */
export function interpolatedBoolean(
  condition: string,
  context: BuildContext,
  config: JsonObject | null = context.config,
): Evaluate<boolean> {
  const boolean = new InterpolatedBoolean(condition, optionsOf(context))
  // Null is what some conditions get for a configuration; the evaluation takes any value.
  return (variables) => located(context, () => boolean.evaluate(config as JsonObject, variables))
}

export interface MappingRules {
  readonly keys: 'text' | 'any'
  readonly values: 'text-or-list' | 'any'
}

/** A map whose keys and values may be templates, one level deep. Null stands for nothing. */
export function interpolatedMapping(
  map: ValueObject,
  context: BuildContext,
  { keys, values }: MappingRules,
): Evaluate<ValueObject> {
  const mapping = new InterpolatedMapping(map as JsonObject, optionsOf(context))
  const types = {
    validKeyTypes: keys === 'text' ? (['str'] as const) : [],
    validValueTypes: values === 'any' ? undefined : (['str', 'list'] as const),
  }
  return (variables) => located(context, () => mapping.evaluate(context.config, variables, types))
}

/** A value with templates at every level; entries of objects that render nothing are left out. */
export function interpolatedNested(value: Value, context: BuildContext): Evaluate<Value> {
  const nested = new InterpolatedNestedMapping(value as Json, optionsOf(context))
  return (variables) => located(context, () => nested.evaluate(context.config, variables))
}

/** The variables that a template takes from outside; none when it cannot be read. */
export function freeVariables(text: string): ReadonlySet<string> {
  try {
    return new Set(compileTemplate(text).variables)
  } catch {
    return new Set()
  }
}

/** What templates of a component see of a record: one object for all records of a slice. */
export type RecordNames = (record: EngineRecord, slice: StreamSlice) => { [name: string]: Value }

/**
 * Gives the variables for templates that are evaluated with every record. The object is used again
 * for the next record, so nobody may keep it.
 */
export function recordNames(context: BuildContext, more: Variables = {}): RecordNames {
  let knownSlice: StreamSlice | undefined
  let names: { [name: string]: Value } = {}
  return (record, slice) => {
    if (slice !== knownSlice) {
      const { config, parameters } = context
      names = { ...templateVariables(config, { parameters, ...sliceVariables(slice), ...more }) }
      knownSlice = slice
    }
    names.record = record
    return names
  }
}

/** As `interpolatedString`, for all variables at once; results that are not of the type stay text. */
export function recordTemplate(
  text: string,
  context: BuildContext,
  type?: 'string' | 'number' | 'integer' | 'boolean',
): (names: Variables) => Value {
  const wanted = type && resultTypes[type]
  const options = { host: context.engine, default: text, validTypes: wanted && [wanted] }
  let isPlain: boolean | undefined
  return (names) => {
    if (isPlain) return text
    const value = located(context, () => interpolate(text, names, options))
    isPlain ??= value === text
    return value
  }
}

/** As `interpolatedBoolean`, for all variables at once. */
export function recordCondition(
  condition: string,
  context: BuildContext,
): (names: Variables) => boolean {
  const options = { host: context.engine, default: 'False' }
  return (names) => !isFalse(located(context, () => interpolate(condition, names, options)))
}

const knownSlices = new WeakMap<StreamSlice, Variables>()

/** What templates see of a slice: its values, and its parts by their names. */
export function sliceVariables(slice: StreamSlice): Variables {
  const known = knownSlices.get(slice)
  if (known) return known
  const { partition, cursorSlice, extraFields } = slice
  const attributes = { partition, cursor_slice: cursorSlice, extra_fields: extraFields }
  const variables = { stream_slice: withAttributes({ ...slice.merged }, attributes) }
  knownSlices.set(slice, variables)
  return variables
}

/** Headers of a response as a dict that finds them in any case. */
export function anyCaseHeaders(headers: HeaderList): ValueObject {
  const byName: { [name: string]: string } = {}
  for (const [name, value] of headers) {
    const key = name.toLowerCase()
    byName[key] = byName[key] === undefined ? value : `${byName[key]}, ${value}`
  }
  const find = (name: string | symbol) =>
    typeof name === 'string' && Object.hasOwn(byName, name.toLowerCase())
      ? byName[name.toLowerCase()]
      : undefined
  return new Proxy(byName, {
    get: (target, name, receiver) => find(name) ?? Reflect.get(target, name, receiver),
    has: (_target, name) => find(name) !== undefined,
    getOwnPropertyDescriptor(_target, name) {
      const value = find(name)
      if (value === undefined) return undefined
      return { value, writable: true, enumerable: true, configurable: true }
    },
  })
}
