import type { Authenticator } from '../auth/authenticator'
import type { BuildContext } from '../component'
import { ReadFailed } from '../errors'
import { interpolatedString, sliceVariables, type Variables } from '../interpolate'
import { mergePatches } from '../request'
import type { Patch } from '../stream-scope'
import type { HeaderList, HttpRequest } from '../transport'
import { joinUrl, prepareUrl, queryValues } from '../url'
import { isTruthy } from '../values/compare'
import { encodeForm } from '../values/form'
import { dumpsPython } from '../values/json'
import { toText } from '../values/text'
import { isObject, objectOf, type Value, type ValueObject } from '../values/value'
import type { HttpRequesterConfig } from './http-requester'
import { type RequestBody, requestBodyKind } from './request-body'
import { bodyDataOf, bodyJsonOf, headersOf, paramsOf } from './request-values'
import type { Ask, CallScope } from './requester'

/** Writes a requester's requests: everything but what is signed on each attempt. */
export type RequestWriter = (ask: Ask, scope: CallScope) => Promise<HttpRequest>

/**
 * Compiles the templates of a requester.
 *
 * @param propertiesParam the parameter whose value is the list of properties to ask for
 */
export function createRequestWriter(
  config: HttpRequesterConfig,
  authenticator: Authenticator,
  context: BuildContext,
  propertiesParam?: string,
): RequestWriter {
  const urlOf = compileUrl(config, context)
  const params = paramsOf(plainParams(config, propertiesParam), context)
  const headers = headersOf(asMap(config.request_headers), context)
  const body = compileBody(config, context)

  return async (ask, scope) => {
    const variables = variablesOf(ask)
    const url = urlOf(variables, ask.path)
    const own: Patch = {
      headers: headers(variables),
      params: withProperties(params(variables), propertiesParam, ask),
      ...body(variables),
    }
    const patch = mergePatches([own, await authenticator.patch(scope), ask.patch ?? {}])
    return writeRequest(config.http_method, url, patch, context)
  }
}

function plainParams(
  { request_parameters }: HttpRequesterConfig,
  propertiesParam: string | undefined,
): ValueObject | string | undefined {
  if (propertiesParam === undefined || typeof request_parameters !== 'object') {
    return asMap(request_parameters)
  }
  const { [propertiesParam]: _, ...plain } = request_parameters
  return plain as ValueObject
}

function asMap(map: string | Record<string, unknown> | undefined) {
  return map as ValueObject | string | undefined
}

function withProperties(params: ValueObject, key: string | undefined, { slice }: Ask): ValueObject {
  const names = slice.extraFields.query_properties
  if (key === undefined || !Array.isArray(names)) return params
  return { ...params, [key]: names.map(toText).join(',') }
}

function variablesOf({ slice, token }: Ask): Variables {
  return {
    ...sliceVariables(slice),
    next_page_token: token === undefined ? null : { next_page_token: token },
    ...slice.extraFields,
  }
}

/** The URL of a request: a base with a path behind it, or the URL alone. */
function compileUrl(config: HttpRequesterConfig, context: BuildContext) {
  const url = interpolatedString(config.url ?? '', context)
  const base = interpolatedString(config.url_base ?? '', context)
  const path = interpolatedString(config.path ?? '', context)
  return (variables: Variables, override: string | undefined): string => {
    const ownPath = override || toText(path(variables)).replace(/^\/+/, '')
    const baseText = toText(base(variables))
    if (baseText !== '') return joinUrl(baseText, ownPath)
    return joinUrl(toText(url(variables)), ownPath)
  }
}

function compileBody(config: HttpRequesterConfig, context: BuildContext): RequestBody['patch'] {
  if (config.request_body) {
    const body = context.build(requestBodyKind, config.request_body, 'request_body')
    return (variables) => body.patch(variables)
  }
  const data = bodyDataOf(asMap(config.request_body_data), context)
  const json = bodyJsonOf(config.request_body_json, context)
  return (variables) => ({ ...data(variables), ...json(variables) })
}

function writeRequest(
  method: string,
  url: string,
  patch: Patch,
  { path }: BuildContext,
): HttpRequest {
  const { body, contentType } = writeBody(patch, path)
  return {
    method,
    url: prepareUrl(url, encodeForm(newParams(url, patch.params ?? {}))),
    headers: writeHeaders(patch.headers ?? {}, contentType),
    body,
  }
}

/**
 * Parameters that the URL does not hold already with the same value, as links to a next page do.
 *
 * @throws ReadFailed `params_invalid` when a value is an object
 */
function newParams(url: string, params: ValueObject): ValueObject {
  const present = url.includes('?') ? queryValues(url) : new Map<string, string>()
  const kept = Object.entries(params).filter(([key, value]) => {
    if (isObject(value)) {
      throw new ReadFailed(
        'params_invalid',
        'manifest',
        `The URL parameter "${key}" is an object. Parameters are text, numbers or lists.`,
        { internalMessage: `ValueError: Invalid value for ${key} parameter` },
      )
    }
    return present.get(key) !== toText(value)
  })
  return objectOf(kept)
}

function writeHeaders(headers: ValueObject, contentType: string | undefined): HeaderList {
  const list: [string, string][] = [['Accept', '*/*']]
  const names = new Map<string, number>([['accept', 0]])
  for (const [name, value] of Object.entries(headers)) {
    const header: [string, string] = [name, checkedHeader(name, toText(value))]
    const at = names.get(name.toLowerCase())
    if (at === undefined) names.set(name.toLowerCase(), list.push(header) - 1)
    else list[at] = header
  }
  if (contentType !== undefined && !names.has('content-type'))
    list.push(['Content-Type', contentType])
  return list
}

/** RFC 9110 5.5: no line breaks, and no space in front. */
function checkedHeader(name: string, value: string): string {
  if (!/^\s|[\r\n]/.test(value)) return value
  throw new ReadFailed(
    'header_invalid',
    'manifest',
    `The header "${name}" begins with a space or holds a line break. Look for a stray line break in the configuration.`,
    { internalMessage: 'InvalidHeader' },
  )
}

function writeBody(
  { bodyData, bodyJson }: Patch,
  path: BuildContext['path'],
): { body?: string; contentType?: string } {
  const hasJson = bodyJson !== undefined && isTruthy(bodyJson as Value)
  const hasData = bodyData !== undefined && isTruthy(bodyData as Value)
  if (hasJson && hasData) {
    throw new ReadFailed(
      'request_collision',
      'manifest',
      'The request has a JSON body and a form at the same time. Inject values into one of them.',
      { path, internalMessage: 'RequestBodyException' },
    )
  }
  if (hasJson) {
    return { body: dumpsPython(bodyJson, { allowsNan: false }), contentType: 'application/json' }
  }
  if (!hasData) return {}
  if (typeof bodyData === 'string') return { body: bodyData }
  return { body: encodeForm(bodyData ?? {}), contentType: 'application/x-www-form-urlencoded' }
}
