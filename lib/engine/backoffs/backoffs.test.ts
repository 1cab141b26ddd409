import { describe, expect, it } from 'vitest'
import type { Outcome } from '../error-handlers/error-handler'
import { EngineResponse } from '../response'
import { fakeContext, fakeEngine } from '../testing/fake-context'
import { backoffStrategyKind } from './backoff-strategy'

const answered = (headers: Record<string, string> = {}, json: unknown = {}): Outcome => ({
  response: new EngineResponse({
    status: 429,
    headers: Object.entries(headers),
    url: 'https://x.test/',
    redirects: [],
    body: (async function* () {
      yield new TextEncoder().encode(JSON.stringify(json))
    })(),
  }),
})

/** Seconds that a strategy asks for, with the clock at 1000 s. */
function secondsFor(config: object, outcome: Outcome, attempt = 1) {
  const context = fakeContext({ engine: fakeEngine({ nowMs: 1_000_000 }) })
  return context.build(backoffStrategyKind, config, 'backoff').seconds(outcome, attempt)
}

describe('WaitTimeFromHeader', () => {
  const wait = (value: string, more: object = {}) =>
    secondsFor(
      { type: 'WaitTimeFromHeader', header: 'X-Wait', ...more },
      answered({ 'x-wait': value }),
    )

  it.each([
    ['5', 5],
    [' 5 ', 5],
    ['1e2', 100],
    ['1_0', 10],
    ['5s', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('reads %j as %j', async (value, seconds) => {
    expect(await wait(value)).toBe(seconds)
  })

  it('takes what a pattern matches at the start', async () => {
    expect(await wait('5 seconds', { regex: '[0-9]+' })).toBe(5)
    expect(await wait('in 5 seconds', { regex: '[0-9]+' })).toBeUndefined()
  })

  it('refuses waits that are as long as allowed or longer', async () => {
    expect(await wait('5', { max_waiting_time_in_seconds: 6 })).toBe(5)
    await expect(wait('6', { max_waiting_time_in_seconds: 6 })).rejects.toMatchObject({
      code: 'rate_limit_wait_too_long',
      failureType: 'transient_error',
    })
  })
})

describe('WaitUntilTimeFromHeader', () => {
  const wait = (value: string, more: object = {}) =>
    secondsFor(
      { type: 'WaitUntilTimeFromHeader', header: 'X-Until', ...more },
      answered({ 'x-until': value }),
    )

  it.each([
    ['1060', {}, 60],
    ['1060', { min_wait: 120 }, 120],
    ['900', {}, undefined],
    ['900', { min_wait: 10 }, 10],
    ['abc', {}, undefined],
    ['abc', { min_wait: 10 }, 10],
    ['1060', { max_waiting_time_in_seconds: 61 }, 60],
  ])('reads %j with %j as %j', async (value, more, seconds) => {
    expect(await wait(value, more)).toBe(seconds)
  })
})

describe('WaitTimeFromResponse', () => {
  const wait = (retry: unknown) =>
    secondsFor(
      { type: 'WaitTimeFromResponse', wait_time_in_seconds: '{{ response.retry }}' },
      answered({}, { retry }),
    )

  it.each([
    [5, 5],
    ['7.5', 7.5],
    [' 4 ', 4],
    ['0x10', 16],
    [true, 1],
    [-3, undefined],
    [null, undefined],
    ['', undefined],
    ['nan', undefined],
    ['abc', undefined],
    [[1], undefined],
  ])('makes of %j the wait %j', async (retry, seconds) => {
    expect(await wait(retry)).toBe(seconds)
  })

  it('may use only what there is at that place', () => {
    const config = { type: 'WaitTimeFromResponse', wait_time_in_seconds: '{{ record.x }}' }
    expect(() => secondsFor(config, answered())).toThrow(/record/)
  })
})

it('ExponentialBackoffStrategy doubles from twice its factor', async () => {
  const config = { type: 'ExponentialBackoffStrategy' }
  const waits = [1, 2, 3, 4].map((attempt) => secondsFor(config, answered(), attempt))
  expect(await Promise.all(waits)).toEqual([10, 20, 40, 80])
})

it('ConstantBackoffStrategy spreads its wait over a range', async () => {
  const config = {
    type: 'ConstantBackoffStrategy',
    backoff_time_in_seconds: '5',
    jitter_range_in_seconds: 2,
  }
  const seconds = (await secondsFor(config, answered())) ?? 0
  expect(seconds).toBeGreaterThanOrEqual(5)
  expect(seconds).toBeLessThanOrEqual(9)
})
