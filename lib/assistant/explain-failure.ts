import type { ReceivedResponse } from '../engine/events'
import type { HeaderList } from '../engine/transport'
import type { JsonObject } from '../engine/values/value'
import { isJsonObject } from '../testread/json-object'
import type { CallView, StationName, TestRead } from '../testread/test-read'
import { evidenceOfCall } from './run-evidence'
import type { RunContext } from './suggest-from-run'
import type { Suggestion } from './suggestions'

/** Why a call failed, as far as rules can tell, and what to do about it. */
export interface Explanation {
  readonly cause: string
  readonly call: number
  /** A change that would mend it. */
  readonly suggestion?: Suggestion | undefined
  /** Where to look when no change can be offered. */
  readonly look?: StationName | 'inputs' | undefined
}

export interface FailureContext extends RunContext {
  /** Required inputs without a value. */
  readonly missingInputs: readonly string[]
}

/**
 * The likely cause of the call on which a read ended: credentials that are missing, sent at the wrong
 * place or without their prefix, an address that is not there, a rate limit without waiting times.
 * Undefined where nothing but the answer itself can be said.
 */
export function explainFailure(read: TestRead, context: FailureContext): Explanation | undefined {
  const call = read.calls.findLast(({ response }) => response && response.status >= 400)
  const response = call?.response
  if (!call || !response || read.status !== 'failed') return undefined
  switch (response.status) {
    case 401:
    case 403:
      return refused(call, response, context)
    case 404:
      return notThere(call, context)
    case 429:
      return tooMany(call, response, context)
    default:
      return undefined
  }
}

function refused(call: CallView, response: ReceivedResponse, context: FailureContext): Explanation {
  const authenticator = objectAt(context.stream, 'retriever', 'requester', 'authenticator')
  const number = { call: call.call }
  if (!authenticator || authenticator.type === 'NoAuth') {
    const cause = 'The request carries no credentials: the stream has no authentication.'
    return { ...number, cause, look: 'authentication' }
  }
  const used = JSON.stringify(authenticator)
  const missing = context.missingInputs.filter((name) =>
    used.includes(name.split('.').at(-1) ?? name),
  )
  if (missing.length > 0) {
    const names = missing.map((name) => `\`${name}\``).join(', ')
    const cause = `${names} has no value in the environment that was used.`
    return { ...number, cause, look: 'inputs' }
  }
  const mend = otherPlace(call, response, authenticator, context)
  if (mend) return { ...number, ...mend }
  if (response.status === 403) {
    const cause =
      'The credentials are known, but they may not read this. Their owner can permit it.'
    return { ...number, cause, look: 'inputs' }
  }
  const cause =
    'The API does not accept the credentials. They may be wrong, old or of another system.'
  return { ...number, cause, look: 'inputs' }
}

/** The answer names another way to send the same key. */
function otherPlace(
  call: CallView,
  response: ReceivedResponse,
  authenticator: JsonObject,
  context: FailureContext,
): Pick<Explanation, 'cause' | 'suggestion'> | undefined {
  const token = authenticator.api_token
  if (typeof token !== 'string') return undefined
  const challenge = headerOf(response.headers, 'www-authenticate') ?? ''
  const words = `${challenge} ${response.bodyText.slice(0, 4_000)}`
  const path = `${context.at}/retriever/requester/authenticator`
  const evidence = [evidenceOfCall(call, 'answer', words.trim())]
  const wantsBearer = /\bbearer\b/i.test(words)
  if (wantsBearer && authenticator.type !== 'BearerAuthenticator') {
    const cause = 'The API asks for a bearer token; the key is sent another way.'
    const value = { type: 'BearerAuthenticator', api_token: token }
    const title = 'Send the key as a bearer token'
    return { cause, suggestion: { path, value, title, confidence: 'likely', evidence } }
  }
  const header = /\b(x-[a-z-]*(?:key|token)|api-key|apikey)\b/i.exec(words)?.[1]
  if (header === undefined || wantsBearer || sends(call, header)) return undefined
  const cause = `The API names the header \`${header}\`; the key is sent another way.`
  const value = {
    type: 'ApiKeyAuthenticator',
    api_token: token,
    inject_into: { type: 'RequestOption', inject_into: 'header', field_name: header },
  }
  const title = `Send the key in the header ${header}`
  return { cause, suggestion: { path, value, title, confidence: 'likely', evidence } }
}

function sends({ sent }: CallView, header: string): boolean {
  return headerOf(sent.headers, header) !== undefined
}

function notThere(call: CallView, context: FailureContext): Explanation {
  const number = { call: call.call }
  const requester = objectAt(context.stream, 'retriever', 'requester')
  const url = URL.canParse(call.sent.url) ? new URL(call.sent.url) : undefined
  const { url_base: base, path } = requester ?? {}
  const twice =
    typeof base === 'string' && typeof path === 'string' ? overlap(base, path) : undefined
  if (twice !== undefined && typeof path === 'string') {
    const suggestion: Suggestion = {
      path: `${context.at}/retriever/requester/path`,
      value: path.replace(/^\/+/, '').slice(twice.length),
      title: `Leave /${twice} out of the path`,
      confidence: 'likely',
      evidence: [evidenceOfCall(call, 'request', url?.pathname ?? '')],
    }
    const cause = `\`/${twice}\` stands in the base URL and again in the path.`
    return { ...number, cause, suggestion }
  }
  if (url && /\/\//.test(url.pathname)) {
    const cause = 'A part of the path is empty: a value that belongs there is missing.'
    return { ...number, cause, look: 'request' }
  }
  const cause = 'The API has nothing at this address. The base URL or the path may be wrong.'
  return { ...number, cause, look: 'request' }
}

/** The segments with which the base ends and the path begins. */
function overlap(base: string, path: string): string | undefined {
  const first = path.replace(/^\/+/, '').split('/')[0]
  if (first === undefined || first === '' || first.includes('{')) return undefined
  return base.replace(/\/+$/, '').endsWith(`/${first}`) ? first : undefined
}

function tooMany(
  call: CallView,
  response: ReceivedResponse,
  context: FailureContext,
): Explanation | undefined {
  const requester = objectAt(context.stream, 'retriever', 'requester')
  const handler = objectAt(requester, 'error_handler')
  const isPlain = !handler || handler.type === 'DefaultErrorHandler'
  const waits = handler?.backoff_strategies
  if (!isPlain || (Array.isArray(waits) && waits.length > 0)) return undefined
  const found = waitHeader(response.headers)
  if (!found) {
    const cause = 'The API asks for fewer calls and does not say for how long to wait.'
    return { call: call.call, cause, look: 'errors' }
  }
  const [name, value, strategy] = found
  return {
    call: call.call,
    cause: `The API asks for fewer calls and says in \`${name}\` how long to wait; nothing reads it.`,
    suggestion: {
      path: `${context.at}/retriever/requester/error_handler`,
      value: {
        ...(handler ?? { type: 'DefaultErrorHandler' }),
        backoff_strategies: [{ type: strategy, header: name }],
      },
      title: `Wait as ${name} says`,
      confidence: 'certain',
      evidence: [evidenceOfCall(call, `header ${name}`, `${name}: ${value}`)],
    },
  }
}

/** RFC 9110 10.2.3 gives seconds or a date; the others are conventions, with seconds or a Unix time. */
function waitHeader(headers: HeaderList): readonly [string, string, string] | undefined {
  for (const [name, value] of headers) {
    const isWait = /^(?:retry-after|x-retry-after|ratelimit-reset|x-rate-?limit-reset)$/i.test(name)
    if (!isWait || !/^\d+(?:\.\d+)?$/.test(value)) continue
    const isMoment = Number(value) > 1_000_000_000
    return [name, value, isMoment ? 'WaitUntilTimeFromHeader' : 'WaitTimeFromHeader']
  }
  return undefined
}

function headerOf(headers: HeaderList, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted.toLowerCase())?.[1]
}

function objectAt(value: unknown, ...keys: readonly string[]): JsonObject | undefined {
  let current: unknown = value
  for (const key of keys)
    current = isJsonObject(current as never) ? (current as JsonObject)[key] : undefined
  return isJsonObject(current as never) ? (current as JsonObject) : undefined
}
