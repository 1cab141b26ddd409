import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import { TransportError } from '../../engine/transport'
import type { ModelFailure } from '../model'
import { OddReply } from './call'
import { cleaned, modelFailure } from './failures'

/** What an error of a call means, in plain words. */
export function failureOf(error: unknown, key: string, signal: AbortSignal): ModelFailure {
  if (signal.aborted) return aborted(signal)
  const transport = transportError(error)
  if (transport) return ofTransport(transport)
  if (error instanceof OddReply) return ofOddReply(error, key)
  if (error instanceof APIConnectionTimeoutError) return modelFailure('timeout')
  if (error instanceof APIConnectionError) return modelFailure('unreachable')
  if (error instanceof APIError) return ofStatus(error, key)
  if (error instanceof SyntaxError) return modelFailure('not-compatible')
  return modelFailure('unavailable', 'The connection ended in the middle of the answer.')
}

/** Why a signal ended the call. */
export function aborted({ reason }: AbortSignal): ModelFailure {
  const isLate = reason instanceof Error && reason.name === 'TimeoutError'
  return modelFailure(isLate ? 'timeout' : 'cancelled')
}

function transportError(error: unknown): TransportError | undefined {
  let current = error
  for (let depth = 0; depth < 5; depth += 1) {
    if (current instanceof TransportError) return current
    current = current instanceof Error ? current.cause : undefined
  }
  return undefined
}

function ofTransport({ code, target }: TransportError): ModelFailure {
  switch (code) {
    case 'target_needs_permission':
      return modelFailure('not-permitted')
    case 'address_blocked':
    case 'invalid_url':
      return modelFailure('unreachable', `${target || 'Its address'} may not be called.`)
    case 'dns_failed':
      return modelFailure('unreachable', `There is no host ${target.replace(/:\d+$/, '')}.`)
    case 'tls_failed':
      return modelFailure('unreachable', `The certificate of ${target} cannot be trusted.`)
    case 'timeout':
      return modelFailure('timeout')
    case 'connection_lost':
      return modelFailure('unavailable', 'The connection ended in the middle of the answer.')
    case 'response_too_large':
    case 'headers_too_large':
      return modelFailure('truncated')
    default:
      return modelFailure('unreachable', `Nothing answers at ${target}.`)
  }
}

function ofOddReply({ kind, words, shown }: OddReply, key: string): ModelFailure {
  if (kind === 'not-compatible') return modelFailure('not-compatible')
  if (kind === 'too-large') return modelFailure('truncated')
  const saying = said(shown, key)
  return ofWords(words, saying) ?? modelFailure('unavailable', saying)
}

function ofStatus(error: APIError, key: string): ModelFailure {
  const { status } = error
  const words = wordsOf(error)
  const saying = said(messageOf(error), key)
  if (status === undefined) return ofWords(words, saying) ?? modelFailure('unavailable', saying)
  if (status === 401 || status === 403) {
    if (key === '')
      return modelFailure('unauthorised', '', 'Give a key in the settings of the model.')
    return modelFailure('unauthorised')
  }
  if (status === 413) return modelFailure('too-long')
  if (status === 429) return ofRate(words)
  if (status >= 500) return modelFailure('unavailable', `It answers ${status}.`)
  if (status < 400) return modelFailure('not-compatible', `It answers ${status}, a redirect.`)
  const named = ofWords(words, saying)
  if (named) return named
  // Only endpoints of the protocol give an error object.
  if (status === 404 || status === 405)
    return modelFailure('not-compatible', `It answers ${status}.`)
  return modelFailure('rejected', saying)
}

function ofRate(words: string): ModelFailure {
  if (!/quota|billing|credit|balance/i.test(words)) return modelFailure('rate-limited')
  const remedy = 'Look at the plan and the balance of the account behind the key.'
  return {
    ...modelFailure('rate-limited', 'The account has nothing left.', remedy),
    blame: 'person',
  }
}

/** Failures that endpoints tell by words only. */
function ofWords(words: string, saying: string): ModelFailure | undefined {
  if (
    /context.?(length|window|size)|maximum context|too (long|many tokens)|token.{0,20}exceed|exceed.{0,30}(token|context)/i.test(
      words,
    )
  ) {
    return modelFailure('too-long')
  }
  if (
    /model_not_found|(no such|unknown|invalid) model|model.{0,80}(not exist|not found|not supported|unavailable)/i.test(
      words,
    )
  ) {
    return modelFailure('unknown-model', saying)
  }
  if (/content.?(policy|filter)|safety|moderation/i.test(words)) return modelFailure('declined')
  if (/rate.?limit|too many requests/i.test(words)) return modelFailure('rate-limited')
  if (/invalid.{0,10}(api.?)?key|unauthori[sz]ed/i.test(words)) return modelFailure('unauthorised')
  return undefined
}

function said(words: string, key: string): string {
  const text = cleaned(words, key)
  return text === '' ? '' : `It says “${text}”.`
}

/** Code, type, parameter and message of an error answer. */
export function wordsOf(error: APIError): string {
  return [error.code, error.type, error.param, messageOf(error)]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ')
}

function messageOf(error: APIError): string {
  const inner = typeof error.error === 'object' ? (error.error as { message?: unknown }) : {}
  return typeof inner?.message === 'string' ? inner.message : error.message
}
