import { describe, expect, it } from 'vitest'
import { createBuildContext } from '../build'
import { registries } from '../kinds'
import { StreamSlice } from '../slice'
import { type Exchange, fakeApi } from '../testing/fake-api'
import { aCallScope, fakeContext, fakeEngine } from '../testing/fake-context'
import { apiBudgetKind } from './api-budget'
import { requesterKind } from './requester'

const items = { request: 'GET /v1/items', json: {} }

/** Sends requests under a budget; returns the waits in seconds. */
async function waitsFor(policies: object[], exchanges: readonly Exchange[], more: object = {}) {
  const api = fakeApi(exchanges)
  const engine = fakeEngine({ transport: api.transport })
  const budget = fakeContext({ engine }).build(
    apiBudgetKind,
    { type: 'HTTPAPIBudget', policies, ...more },
    'api_budget',
  )
  const context = createBuildContext({ engine, config: {}, registries, budget })
  const requester = context.build(
    requesterKind,
    { type: 'HttpRequester', url: 'https://api.x.com/v1/items' },
    'requester',
  )
  for (const _ of exchanges) await requester.send({ slice: new StreamSlice() }, aCallScope)
  return engine.sleeps
}

const fixed = (call_limit: number, matchers: object[] = []) => ({
  type: 'FixedWindowCallRatePolicy',
  period: 'PT1H',
  call_limit,
  matchers,
})
const moving = (...rates: [number, string][]) => ({
  type: 'MovingWindowCallRatePolicy',
  rates: rates.map(([limit, interval]) => ({ limit, interval })),
  matchers: [],
})

describe('FixedWindowCallRatePolicy', () => {
  it('takes the first window for ten days long until the API says otherwise', async () => {
    expect(await waitsFor([fixed(2)], [items, items])).toEqual([])
    expect(await waitsFor([fixed(2)], [items, items, items])).toMatchObject([864_000])
  })

  it('waits until the reset that the API announces', async () => {
    const now = Date.UTC(2024, 0, 16, 12, 34, 56) / 1000
    const spent = {
      ...items,
      headers: { 'ratelimit-remaining': '0', 'ratelimit-reset': String(now + 30) },
    }
    const [wait] = await waitsFor([fixed(10)], [spent, items])
    expect(wait).toBeCloseTo(30, 0)
  })

  it('counts a heavy call as several', async () => {
    const heavy = fixed(3, [{ url_path_pattern: '/items$', weight: 2 }])
    expect(await waitsFor([heavy], [items, items])).toHaveLength(1)
  })

  it('is for requests that fit all of a matcher', async () => {
    const other = (matcher: object) => waitsFor([fixed(1, [matcher])], [items, items])
    expect(
      await other({ method: 'get', url_base: 'https://api.x.com/', url_path_pattern: '/items$' }),
    ).toHaveLength(1)
    expect(await other({ method: 'POST', url_path_pattern: '/items$' })).toEqual([])
    expect(await other({ url_base: 'https://api.x.com/v1' })).toEqual([])
  })
})

describe('MovingWindowCallRatePolicy', () => {
  it('lets calls through when the oldest leaves the window', async () => {
    const [wait] = await waitsFor([moving([2, 'PT1M'])], [items, items, items])
    expect(wait).toBeCloseTo(60, 1)
  })

  it('holds to all its rates', async () => {
    const waits = await waitsFor([moving([2, 'PT1S'], [3, 'PT1H'])], [items, items, items, items])
    expect(waits.map(Math.round)).toEqual([1, 3599])
  })

  it('takes the API at its word that nothing is left', async () => {
    const spent = { ...items, headers: { 'ratelimit-remaining': '0' } }
    expect(await waitsFor([moving([5, 'PT1M'])], [items, spent, items])).toHaveLength(1)
  })
})

it('excepts requests from later limits', async () => {
  const unlimited = { type: 'UnlimitedCallRatePolicy', matchers: [{ url_path_pattern: 'items' }] }
  expect(await waitsFor([unlimited, fixed(1)], [items, items, items])).toEqual([])
})

it('fails on a header that is no number', async () => {
  const broken = { ...items, headers: { 'ratelimit-remaining': 'few' } }
  await expect(waitsFor([fixed(1)], [broken])).rejects.toMatchObject({
    code: 'rate_limit_header_invalid',
  })
})
