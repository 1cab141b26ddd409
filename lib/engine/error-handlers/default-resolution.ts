import type { FailureType } from '../errors'
import type { ManifestPath } from '../path'
import type { EngineResponse } from '../response'
import type { TransportError } from '../transport'
import { bareUrl } from '../url'
import type { Outcome, Resolution, ResponseAction } from './error-handler'
import { errorText } from './error-text'

interface StatusRule {
  readonly action: ResponseAction
  readonly failureType: FailureType
  readonly text: string
}

const rules: Readonly<Record<number, StatusRule>> = {
  400: fail('system_error', 'Bad request. Please check your request parameters.'),
  401: fail('config_error', 'Unauthorized. Please ensure you are authenticated correctly.'),
  403: fail('config_error', "Forbidden. You don't have permission to access this resource."),
  404: fail('system_error', 'Not found. The requested resource was not found on the server.'),
  405: fail('system_error', 'Method not allowed. Please check your request method.'),
  408: retry('Request timeout.'),
  429: { action: 'RATE_LIMITED', failureType: 'transient_error', text: 'Too many requests.' },
  500: retry('Internal server error.'),
  502: retry('Bad gateway.'),
  503: retry('Service unavailable.'),
  504: retry('Gateway timeout.'),
}

function fail(failureType: FailureType, text: string): StatusRule {
  return { action: 'FAIL', failureType, text }
}

function retry(text: string): StatusRule {
  return { action: 'RETRY', failureType: 'transient_error', text }
}

/** What is known of a status without a filter: its failure type and its text, which may be empty. */
export function statusDefaults(status: number): { failureType?: FailureType; message: string } {
  const rule = rules[status]
  if (!rule) return { message: '' }
  return {
    failureType: rule.failureType,
    message: `HTTP Status Code: ${status}. Error: ${rule.text}`,
  }
}

/** What an outcome means when no filter says otherwise. */
export async function defaultResolution(outcome: Outcome, path: ManifestPath): Promise<Resolution> {
  const { response } = outcome
  if (!response) return failureResolution(outcome.failure, path)
  if (response.isOk) {
    const reason = `${response.status} is accepted by default`
    return { action: 'SUCCESS', failureType: undefined, message: '', path, reason }
  }
  const rule = rules[response.status]
  if (!rule) return unknownStatus(response, path)
  const { failureType, message } = statusDefaults(response.status)
  const reason = `Default for ${response.status}`
  return { action: rule.action, failureType, message, path, reason }
}

async function unknownStatus(response: EngineResponse, path: ManifestPath): Promise<Resolution> {
  const { status } = response
  const text = (await errorText(response)) ?? ''
  const who = status < 500 ? 'Client' : 'Server'
  return {
    action: 'RETRY',
    failureType: 'system_error',
    message: `Response was not ok: ${status} ${who} Error for url: ${bareUrl(response.url)}. Response content is: ${text.slice(0, 1000)}`,
    path,
    reason: `Default for ${status}, which has no rule of its own`,
  }
}

const finalFailures = new Set([
  'invalid_url',
  'address_blocked',
  'target_needs_permission',
  'response_too_large',
  'headers_too_large',
])

function failureResolution(failure: TransportError, path: ManifestPath): Resolution {
  const isFinal = finalFailures.has(failure.code)
  return {
    action: isFinal ? 'FAIL' : 'RETRY',
    failureType: failure.failureType,
    message: failure.message,
    path,
    reason: isFinal ? `Another try cannot help: ${failure.code}` : `Default for ${failure.code}`,
  }
}
