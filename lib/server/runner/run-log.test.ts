import { describe, expect, it } from 'vitest'
import type { ObservedEvent } from '../../testread/test-read'
import { KeptLines } from './kept-lines'
import { RunLog } from './run-log'

const info = { name: 'orders', primaryKey: [], hasPagination: true, hasPartitions: false }
const place = { stream: 'orders', slice: 0 } as const

const slice: ObservedEvent = { kind: 'slice', ...place, partition: {}, window: {}, atMs: 1 }
const records: ObservedEvent = { kind: 'records', ...place, page: 0, records: [{ id: 1 }], atMs: 2 }
const page: ObservedEvent = {
  kind: 'page',
  ...place,
  page: 0,
  foundCount: 1,
  recordCount: 1,
  signals: { fingerprint: 'a', hasMore: { value: false, place: 'body.has_more' } },
  atMs: 3,
}
const sliceEnd: ObservedEvent = { kind: 'slice-end', ...place, end: 'pages-ended', atMs: 4 }
const limit: ObservedEvent = { kind: 'limit', limit: 'records', value: 1, text: 'Stopped', atMs: 5 }
const error: ObservedEvent = {
  kind: 'error',
  code: 'x',
  blame: 'api',
  message: 'No',
  failureType: 'system_error',
  path: [],
  atMs: 6,
}

function aLog(...events: readonly ObservedEvent[]) {
  const log = new RunLog(info)
  for (const event of events) log.add(event)
  return log
}

describe('the log of a run', () => {
  it.each([
    ['completed', [slice, records, page, sliceEnd]],
    ['limited', [slice, records, limit]],
    ['failed', [slice, error]],
    ['failed', [slice, records, limit, error]],
  ] as const)('says that the run %s', (outcome, events) => {
    const log = aLog(...events)
    expect(log.end(false)).toMatchObject({ event: 'end' })
    expect(log.summary().outcome).toBe(outcome)
  })

  it('says that a run was cancelled, and only once how it ended', () => {
    const log = aLog(slice)
    expect(log.end(true)).toBeDefined()
    expect(log.end(false)).toBeUndefined()
    expect(log.summary().outcome).toBe('cancelled')
  })

  it('proves what came in, and nothing where nothing did', () => {
    const whole = aLog(slice, records, page, sliceEnd)
    whole.end(false)
    expect(whole.summary()).toMatchObject({ records: 1, proof: { isSample: false } })
    const failed = aLog(slice, error)
    failed.end(false)
    expect(failed.summary().proof).toBeUndefined()
  })
})

describe('the lines that are kept', () => {
  it('are the first ones and those that say how the run went', () => {
    const kept = new KeptLines()
    const large = 'x'.repeat(9_000_000)
    for (const event of ['slice', 'records', 'records', 'records', 'limit', 'end'] as const) {
      kept.add(event, event === 'records' ? large : event)
    }
    expect(kept.lines.map((line) => line.slice(0, 5))).toEqual([
      'slice',
      'xxxxx',
      'xxxxx',
      'limit',
      'end',
    ])
    expect(kept.isCut).toBe(true)
  })
})
