import { EngineError } from '../errors'
import { PythonSet } from '../values/collections'
import { isDict } from '../values/compare'
import { compareCodePoints, keyText } from '../values/json'
import { repr, toText } from '../values/text'
import { typeName } from '../values/type-name'
import {
  Bytes,
  isFloat,
  type Json,
  objectOf,
  Tuple,
  type Value,
  type ValueObject,
} from '../values/value'
import { entriesOf } from './dicts'
import { interpolate, templateVariables } from './interpolate'

/** One template to evaluate with the names it can read. */
export interface TemplateLine {
  readonly template: string
  readonly context: ValueObject
  /** The instant of the clock, in microseconds since 1970. */
  readonly nowMicros: number
}

/** The value with the name of its type, or why there is none. */
export type TemplateLineResult =
  | { readonly result: Json; readonly resultType: string }
  | { readonly error: { readonly class: string; readonly message: string } }

/** Evaluates one template as the `evaluate` command prints it. Never throws for a bad template. */
export function evaluateLine({ template, context, nowMicros }: TemplateLine): TemplateLineResult {
  const { config = {}, ...variables } = context
  const host = { nowMicros: () => nowMicros, uuid: () => crypto.randomUUID() }
  try {
    const value = interpolate(template, templateVariables(config, variables), { host })
    return typedJson(value)
  } catch (error) {
    if (error instanceof EngineError) {
      return { error: { class: error.name, message: error.message } }
    }
    throw error
  }
}

function typedJson(value: Value): { result: Json; resultType: string } {
  if (value === null) return { result: null, resultType: 'none' }
  if (typeof value === 'bigint') return { result: value.toString(), resultType: 'bigint' }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return { result: toText(value), resultType: 'float-special' }
  }
  if (value instanceof Bytes) return { result: repr(value), resultType: 'bytes' }
  return { result: toJson(value), resultType: typeName(value) }
}

function toJson(value: Value): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) return toText(value)
  if (value === null || typeof value !== 'object' || isFloat(value)) return value
  if (Array.isArray(value)) return value.map(toJson)
  if (value instanceof Tuple) return value.items.map(toJson)
  if (value instanceof PythonSet) {
    return [...value.values()].sort((a, b) => compareCodePoints(toText(a), toText(b))).map(toJson)
  }
  if (isDict(value)) {
    return objectOf(entriesOf(value).map(([key, each]) => [nameOf(key), toJson(each)]))
  }
  return toText(value)
}

/** Keys that JSON has no form for are shown as Python shows them. */
function nameOf(key: Value): string {
  return key instanceof Tuple ? repr(key) : keyText(key)
}
