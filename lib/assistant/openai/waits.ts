import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai'
import { TransportError } from '../../engine/transport'
import { OddReply } from './call'

/** An endpoint's own word is believed up to this; longer waits are for a person to decide. */
const longestMs = 60_000

/**
 * How long to wait before the same call is made again; undefined when that is of no use. RFC 9110
 * 10.2.3 (`Retry-After` in seconds or as a date) and `retry-after-ms` count before our own times.
 */
export function waitBefore(error: unknown, tries: number): number | undefined {
  if (!isPassing(error)) return undefined
  const wanted = error instanceof APIError ? wantedMs(error.headers) : undefined
  const ms = wanted ?? 500 * 4 ** tries
  return ms <= longestMs ? ms : undefined
}

function isPassing(error: unknown): boolean {
  if (error instanceof OddReply || error instanceof SyntaxError) return false
  if (error instanceof APIConnectionTimeoutError) return false
  if (error instanceof APIConnectionError) return isPassingTransport(error.cause)
  if (error instanceof APIError && error.status !== undefined) {
    const hasNothingLeft = /quota|billing|credit|balance/i.test(`${error.code} ${error.message}`)
    const { status } = error
    return status === 408 || status >= 500 || (status === 429 && !hasNothingLeft)
  }
  return !(error instanceof APIError)
}

function isPassingTransport(cause: unknown): boolean {
  if (!(cause instanceof TransportError)) return true
  return cause.code === 'connection_failed' || cause.code === 'connection_lost'
}

function wantedMs(headers: Headers | undefined): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '')
  if (exact >= 0) return exact
  const after = headers?.get('retry-after')?.trim() ?? ''
  if (/^\d+(\.\d+)?$/.test(after)) return Number(after) * 1000
  const moment = after === '' ? Number.NaN : Date.parse(after)
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - Date.now())
}

/** Waits for a time or until the signal is aborted; never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
