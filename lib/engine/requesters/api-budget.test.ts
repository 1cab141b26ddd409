import { describe, expect, it } from 'vitest'
import { createBuildContext } from '../build'
import { registries } from '../kinds'
import { StreamSlice } from '../slice'
import { type Exchange, fakeApi } from '../testing/fake-api'
import { aConnector, aStream, list } from '../testing/fake-connector'
import { aCallScope, fakeContext, fakeEngine } from '../testing/fake-context'
import type { Json } from '../values/value'
import { apiBudgetKind } from './api-budget'
import { requesterKind } from './requester'

const items = { request: 'GET /v1/items', json: {} }

/** Sends requests under a budget; returns the waits in seconds. */
async function waitsFor(
  policies: object[],
  exchanges: readonly Exchange[],
  more: object = {},
  query = '',
) {
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
    {
      type: 'HttpRequester',
      url: `https://api.x.com/v1/items${query}`,
      request_headers: { 'X-Kind': 'A' },
    },
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

describe('HTTPAPIBudget', () => {
  const now = Date.UTC(2024, 0, 16, 12, 34, 56) / 1000

  it('reads the headers that the manifest names, in any case', async () => {
    const names = { ratelimit_reset_header: 'X-Reset', ratelimit_remaining_header: 'X-Left' }
    const spent = { ...items, headers: { 'x-left': '1', 'x-reset': String(now + 7) } }
    expect(await waitsFor([fixed(10)], [spent, items], names)).toEqual([])
    const [wait] = await waitsFor([fixed(10)], [spent, items, items], names)
    expect(wait).toBeCloseTo(7, 0)
  })

  it('never takes the API to allow more than the manifest does', async () => {
    const generous = { ...items, headers: { 'ratelimit-remaining': '100' } }
    expect(await waitsFor([fixed(2)], [generous, items, items])).toHaveLength(1)
  })

  it.each([
    [[200], 1],
    [[503], 0],
    [[], 0],
  ])('takes the statuses %j for a reached limit', async (status_codes_for_ratelimit_hit, waits) => {
    const more = { status_codes_for_ratelimit_hit }
    expect(await waitsFor([fixed(10)], [items, items], more)).toHaveLength(waits)
  })

  it('goes by the first policy that a request fits, and only by that', async () => {
    const tight = fixed(1)
    const forOthers = fixed(1, [{ url_path_pattern: '/others' }])
    expect(await waitsFor([forOthers, fixed(3), tight], [items, items, items])).toEqual([])
  })

  it.each([
    [{ params: { kind: 'x', n: 5 } }, '?kind=x&n=5&a=1', 1],
    [{ params: { kind: 'x' } }, '?kind=y', 0],
    [{ params: { kind: 'x' } }, '?kind=y&kind=x', 1],
    [{ headers: { 'x-kind': 'A' } }, '', 1],
    [{ headers: { 'x-kind': 'a' } }, '', 0],
    [{ url_base: 'https://api.x.com' }, '', 1],
    [{ url_base: 'http://api.x.com' }, '', 0],
    [{}, '', 1],
  ])('fits %j to a request with %j %i times', async (matcher, query, waits) => {
    const exchange = { request: `GET /v1/items${query}`, json: {} }
    expect(await waitsFor([fixed(1, [matcher])], [exchange, exchange], {}, query)).toHaveLength(
      waits,
    )
  })

  it.each([
    [fixed(1, [{ weight: 2 }]), 'call_limit_unreachable'],
    [moving([1, 'PT0S']), 'manifest_invalid'],
    [moving([0, 'PT1S']), 'manifest_invalid'],
    [fixed(1, [{ weight: 0 }]), 'manifest_invalid'],
    [fixed(1, [{ url_path_pattern: '(' }]), 'manifest_invalid'],
    [{ ...fixed(1), period: 'an hour' }, 'manifest_invalid'],
  ])('refuses %j', async (policy, code) => {
    await expect(waitsFor([policy], [items])).rejects.toMatchObject({ code })
  })
})

it('keeps all streams of a read within a limit that the configuration sets', async () => {
  const matchers: Json[] = []
  const rates = [{ limit: '{{ config.calls }}', interval: 'PT1M' }]
  const policies = [{ type: 'MovingWindowCallRatePolicy', rates, matchers }]
  const { connector, engine } = aConnector({
    streams: [aStream('a'), aStream('b')],
    exchanges: ['a', 'b'].map((name) => ({ request: `GET /${name}`, json: list() })),
    config: { calls: 1 },
    manifest: { api_budget: { type: 'HTTPAPIBudget', policies } },
  })
  const catalog = { streams: [{ stream: { name: 'a' } }, { stream: { name: 'b' } }] }
  for await (const event of connector.read({ catalog })) expect(event.kind).not.toBe('error')
  expect(engine.sleeps).toHaveLength(1)
  expect(engine.sleeps[0]).toBeCloseTo(60, 1)
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
