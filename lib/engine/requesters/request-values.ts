import type { BuildContext } from '../component'
import { ReadFailed } from '../errors'
import {
  interpolatedMapping,
  interpolatedNested,
  interpolatedString,
  type Variables,
} from '../interpolate'
import type { Patch } from '../stream-scope'
import { Dict } from '../values/collections'
import { keyText } from '../values/json'
import { toText } from '../values/text'
import { isObject, objectOf, type Value, type ValueObject } from '../values/value'

type Evaluate<Result> = (variables: Variables) => Result

/** Values of a map that are there: null means that a template gave nothing. */
function present(map: ValueObject): ValueObject {
  return objectOf(Object.entries(map).filter(([, value]) => value !== null))
}

/**
 * URL parameters from a map, or from a template whose result is one. Results that are no map give no
 * parameters.
 */
export function paramsOf(
  source: ValueObject | string | undefined,
  context: BuildContext,
): Evaluate<ValueObject> {
  if (source === undefined) return () => ({})
  if (typeof source === 'string') {
    const evaluate = interpolatedString(source, context)
    return (variables) => asMap(evaluate(variables)) ?? {}
  }
  const evaluate = interpolatedMapping(source, context, { keys: 'text', values: 'text-or-list' })
  return (variables) => present(evaluate(variables))
}

function asMap(value: Value): ValueObject | undefined {
  const map = mapOf(value)
  return map && present(map)
}

/** A dict as an object; keys that are no text become text as in JSON. */
function mapOf(value: Value): ValueObject | undefined {
  if (isObject(value)) return value
  if (!(value instanceof Dict)) return undefined
  return objectOf([...value.entries()].map(([key, each]) => [keyText(key), each] as const))
}

/**
 * Headers from a map, or from a template whose result is one.
 *
 * @throws ReadFailed `headers_invalid` when a template gives something else
 */
export function headersOf(
  source: ValueObject | string | undefined,
  context: BuildContext,
): Evaluate<Record<string, string>> {
  if (source === undefined) return () => ({})
  const evaluate = evaluateHeaders(source, context)
  return (variables) => {
    const entries = Object.entries(evaluate(variables))
    return objectOf(entries.map(([name, value]) => [name, toText(value)] as const))
  }
}

function evaluateHeaders(
  source: ValueObject | string,
  context: BuildContext,
): Evaluate<ValueObject> {
  if (typeof source !== 'string') {
    const evaluate = interpolatedMapping(source, context, { keys: 'any', values: 'any' })
    return (variables) => present(evaluate(variables))
  }
  const evaluate = interpolatedString(source, context)
  return (variables) => {
    const value = evaluate(variables)
    if (isObject(value)) return present(value)
    throw new ReadFailed(
      'headers_invalid',
      'manifest',
      'The request headers have to be a mapping.',
      {
        path: [...context.path, 'request_headers'],
        internalMessage: 'ValueError: Request headers cannot be a string',
      },
    )
  }
}

/** A form from a map; a text body from text, unless a template makes something else of it. */
export function bodyDataOf(
  source: ValueObject | string | undefined,
  context: BuildContext,
): Evaluate<Pick<Patch, 'bodyData'>> {
  if (source === undefined) return () => ({})
  if (typeof source !== 'string') {
    const evaluate = interpolatedMapping(source, context, { keys: 'text', values: 'text-or-list' })
    return (variables) => ({ bodyData: present(evaluate(variables)) })
  }
  const evaluate = interpolatedString(source, context)
  return (variables) => {
    const value = evaluate(variables)
    if (typeof value === 'string') return value === '' ? {} : { bodyData: value }
    const map = asMap(value)
    return map ? { bodyData: map } : {}
  }
}

/**
 * A JSON body from an object with templates inside, or from a template whose result is one.
 *
 * @throws ReadFailed `body_invalid` when a template gives text
 */
export function bodyJsonOf(
  source: unknown,
  context: BuildContext,
): Evaluate<Pick<Patch, 'bodyJson'>> {
  if (source === undefined || source === null) return () => ({})
  if (typeof source !== 'string') {
    const evaluate = interpolatedNested(source as Value, context)
    return (variables) => {
      const map = mapOf(evaluate(variables))
      return map ? { bodyJson: map } : {}
    }
  }
  const evaluate = interpolatedString(source, context)
  return (variables) => {
    const value = evaluate(variables)
    const map = mapOf(value)
    if (map) return { bodyJson: map }
    if (typeof value !== 'string') return {}
    throw new ReadFailed(
      'body_invalid',
      'manifest',
      'The JSON body of the request has to be a mapping.',
      {
        path: context.path,
        internalMessage: 'ValueError: Request body json cannot be a string',
      },
    )
  }
}
