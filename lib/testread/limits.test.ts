import { describe, expect, it } from 'vitest'
import type { ReadEvent } from '../engine/events'
import { type LimitClock, ofChosenSlices, withinLimits } from './limits'
import type { ReadLimits } from './test-read'

const generous: ReadLimits = {
  records: 1000,
  pagesPerSlice: 100,
  slices: 100,
  seconds: 60,
  bytes: 1e9,
}
/** Time stands still: the deadline never comes unless a test lets it. */
const still: LimitClock = { monotonicMs: () => 0, sleep: () => new Promise(() => {}) }

const stream = 'orders'
const slice = (index: number): ReadEvent => ({
  kind: 'slice',
  stream,
  slice: index,
  partition: {},
  window: {},
  atMs: 0,
})
const records = (page: number, count: number): ReadEvent => ({
  kind: 'records',
  stream,
  slice: 0,
  page,
  records: Array.from({ length: count }, (_, id) => ({ id })),
  atMs: 0,
})
const page = (number: number, nextToken?: number): ReadEvent => ({
  kind: 'page',
  stream,
  slice: 0,
  page: number,
  ...(nextToken !== undefined && { nextToken }),
  foundCount: 50,
  recordCount: 50,
  atMs: 0,
})

async function* source(events: readonly ReadEvent[], onReturn?: () => void) {
  try {
    yield* events
  } finally {
    onReturn?.()
  }
}

async function kinds(events: readonly ReadEvent[], limits: Partial<ReadLimits>) {
  const out = []
  for await (const event of withinLimits(source(events), { ...generous, ...limits }, still)) {
    out.push(event.kind === 'records' ? `records ${event.records.length}` : event.kind)
  }
  return out
}

describe('limits of a test read', () => {
  it('cuts the batch that goes over the limit and says so', async () => {
    const events = [slice(0), records(0, 50), page(0, 1), records(1, 50), page(1)]
    expect(await kinds(events, { records: 70 })).toEqual([
      'slice',
      'records 50',
      'page',
      'records 20',
      'limit',
    ])
  })

  it('does not call a read limited that ends exactly at the limit', async () => {
    const events = [slice(0), records(0, 50), page(0, 1), records(1, 50), page(1)]
    expect(await kinds(events, { records: 100 })).not.toContain('limit')
  })

  it('stops before a page too many when the limit is reached exactly', async () => {
    const events = [slice(0), records(0, 50), page(0, 1), records(1, 50), page(1)]
    expect(await kinds(events, { records: 50 })).toEqual(['slice', 'records 50', 'page', 'limit'])
  })

  it('stops before the first slice too many', async () => {
    expect(await kinds([slice(0), slice(1), slice(2)], { slices: 2 })).toEqual([
      'slice',
      'slice',
      'limit',
    ])
  })

  it('ends a read that hangs when its time is over', async () => {
    let ring: () => void = () => {}
    const clock: LimitClock = {
      monotonicMs: () => 0,
      sleep: () => new Promise((resolve) => (ring = resolve)),
    }
    async function* hangs(): AsyncGenerator<ReadEvent> {
      yield slice(0)
      await new Promise(() => {})
    }
    const read = withinLimits(hangs(), generous, clock)
    expect((await read.next()).value).toMatchObject({ kind: 'slice' })
    const next = read.next()
    ring()
    expect((await next).value).toMatchObject({ kind: 'limit', limit: 'seconds' })
    expect((await read.next()).done).toBe(true)
  })

  it('closes its source when the consumer leaves', async () => {
    let isClosed = false
    const events = source([slice(0), slice(1)], () => (isClosed = true))
    for await (const _event of withinLimits(events, generous, still)) break
    await Promise.resolve()
    expect(isClosed).toBe(true)
  })
})

describe('a read of chosen slices', () => {
  const end = async (events: readonly ReadEvent[]) => {
    const out = []
    for await (const event of ofChosenSlices(source(events), stream)) out.push(event)
    return out.at(-1)
  }

  it('says at its end that it was a part', async () => {
    const parent = { ...slice(0), stream: 'parents' } as ReadEvent
    expect(await end([parent, slice(0), records(0, 2)])).toMatchObject({
      kind: 'limit',
      limit: 'choice',
      value: 1,
    })
  })

  it('says when nothing has the chosen values', async () => {
    expect(await end([])).toMatchObject({
      limit: 'choice',
      value: 0,
      text: expect.stringMatching(/No slice/),
    })
  })
})
