import { numberOf } from '../backoffs/number-of'
import { ReadFailed } from '../errors'
import type { ManifestPath } from '../path'
import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import type { Json, JsonObject } from '../values/value'
import { findNested } from './find-nested'
import { parseFlexibleDate } from './flexible-date'

/** A token and until when it is good, in microseconds since 1970. */
export interface AccessToken {
  readonly token: string
  readonly expiresMicros: number
}

const hourMicros = 3_600_000_000

export interface TokenNames {
  readonly access_token_name: string
  readonly expires_in_name: string
  /** Set when the answer holds a date of expiry in place of seconds. */
  readonly token_expiry_date_format?: string | undefined
}

/** The access token in an answer; undefined when there is none. */
export function tokenIn(answer: JsonObject, names: TokenNames): string | undefined {
  const token = findNested(answer, names.access_token_name)
  return token === undefined || !isTruthy(token) ? undefined : toText(token)
}

/**
 * When the token of an answer expires: as the answer says, else as before if that is still to come,
 * else in an hour.
 *
 * @throws ReadFailed `token_expiry_invalid`
 */
export function expiryIn(
  answer: JsonObject,
  names: TokenNames,
  nowMicros: number,
  knownMicros: number,
  path: ManifestPath,
): number {
  const value = findNested(answer, names.expires_in_name)
  if (value === undefined || value === null) {
    return knownMicros > nowMicros ? knownMicros : nowMicros + hourMicros
  }
  const expires = names.token_expiry_date_format
    ? parseFlexibleDate(toText(value))
    : secondsFromNow(value, nowMicros)
  if (expires !== undefined) return expires
  throw new ReadFailed(
    'token_expiry_invalid',
    'api',
    'The token endpoint gave no usable time of expiry.',
    {
      path,
      internalMessage: 'ValueError: Invalid expires_in value',
    },
  )
}

function secondsFromNow(value: Json, nowMicros: number): number | undefined {
  const seconds = numberOf(toText(value))
  if (seconds === undefined || !Number.isFinite(seconds)) return undefined
  return nowMicros + Math.trunc(seconds) * 1_000_000
}
