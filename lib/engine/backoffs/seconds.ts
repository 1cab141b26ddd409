import { z } from 'zod'
import { type BuildContext, template } from '../component'
import { ManifestInvalid, ReadFailed } from '../errors'
import { interpolatedString } from '../interpolate'
import { randomOf } from '../random'
import { numberOf } from './number-of'

/** The schema of a range that waits are spread over. */
export const jitterSchema = z
  .number()
  .min(0)
  .optional()
  .meta({
    title: 'Spread',
    description:
      'Adds a random time of up to twice this many seconds, so that clients do not return together.',
    examples: [5],
    group: 'advanced',
  })

/** The schema of the longest wait that is allowed. */
export const capSchema = z
  .union([z.number(), template('config')])
  .optional()
  .meta({
    title: 'Longest wait',
    description: 'Seconds. The read fails when the API asks for a wait this long or longer.',
    examples: [3600, "{{ config['max_wait'] }}"],
    group: 'advanced',
  })

/** A wait, spread at random when there is a range. */
export function withJitter(
  seconds: number,
  range: number | undefined,
  context: BuildContext,
): number {
  return range === undefined ? seconds : seconds + randomOf(context.engine) * 2 * range
}

/**
 * Seconds written as a number or a template, known before reading.
 *
 * @throws ManifestInvalid when it is no number
 */
export function secondsOf(value: number | string, context: BuildContext, key: string): number {
  const seconds = typeof value === 'number' ? value : numberOf(interpolatedString(value, context)())
  if (seconds !== undefined && Number.isFinite(seconds)) return seconds
  throw new ManifestInvalid(`${key} has to be a number of seconds`, {
    path: [...context.path, key],
  })
}

/** Refuses waits that are as long as the cap or longer. */
export function createCap(
  cap: number | string | undefined,
  context: BuildContext,
): (seconds: number) => number {
  if (cap === undefined) return (seconds) => seconds
  const most = secondsOf(cap, context, 'max_waiting_time_in_seconds')
  return (seconds) => {
    if (seconds === 0 || seconds < most) return seconds
    throw new ReadFailed(
      'rate_limit_wait_too_long',
      'api',
      'The rate limit wait time is longer than the connector is allowed to wait.',
      {
        path: context.path,
        failureType: 'transient_error',
        internalMessage: `The API asks for ${seconds} s; the most allowed is ${most} s`,
      },
    )
  }
}
