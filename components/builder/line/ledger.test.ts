import { describe, expect, test } from 'vitest'
import type { CallView, PageView, TestRead } from '@/lib/testread/test-read'
import { ledgerOf } from './ledger'
import { agoText, bytesText, durationText, momentText } from './numbers'

const empty: TestRead = {
  stream: 'orders',
  status: 'completed',
  limits: [],
  slices: [],
  records: [],
  calls: [],
  notes: [],
  errors: [],
  bytes: 0,
  elapsedMs: 0,
}
const page = (foundCount: number, recordCount = foundCount, number = 0): PageView => ({
  slice: 0,
  page: number,
  foundCount,
  recordCount,
})
const withPages = (...pages: PageView[]): TestRead => ({
  ...empty,
  slices: [{ slice: 0, partition: {}, window: {}, pages }],
})
const call = (parts: Partial<CallView>): CallView => ({
  call: 1,
  request: 1,
  attempt: 1,
  purpose: 'data',
  place: { stream: 'orders' },
  sent: { method: 'GET', url: 'https://api.example.com/orders', headers: [] },
  path: [],
  startMs: 0,
  endMs: 100,
  waits: [],
  ...parts,
})
const answered = (status: number, bodyText = '') => ({
  response: {
    status,
    headers: [],
    url: '',
    redirects: [],
    bodyText,
    bodyBytes: bodyText.length,
    isTruncated: false,
  },
})
const withRecords = (...data: Record<string, never | string | number>[]): TestRead => ({
  ...empty,
  records: data.map((each) => ({ slice: 0, page: 0, data: each })),
})

test('says nothing before a run', () => {
  expect(ledgerOf('pages', undefined, {})).toBeUndefined()
})

describe('pages', () => {
  test('lists up to three sizes', () => {
    const read = withPages(page(100), page(100), page(50))
    expect(ledgerOf('pages', read, {})).toEqual({ number: '3 pages', remark: '100 · 100 · 50' })
  })
  test('folds equal sizes from four on', () => {
    const read = withPages(...Array.from({ length: 12 }, () => page(100)), page(50))
    expect(ledgerOf('pages', read, {})?.remark).toBe('100 × 12, 50')
  })
  test('gives the range when sizes differ too much', () => {
    const read = withPages(page(1), page(2), page(3), page(4))
    expect(ledgerOf('pages', read, {})?.remark).toBe('1 to 4 each')
  })
})

test('records count what came in and what a filter took', () => {
  const read = withPages(page(100, 95), page(150, 143))
  expect(ledgerOf('records', read, {})).toEqual({ number: '250 in', remark: '12 filtered' })
})

test('requests leave sign-ins out and count attempts of a request once', () => {
  const read = {
    ...empty,
    bytes: 184_000,
    calls: [
      call({ purpose: 'auth' }),
      call({ request: 2, endMs: 500 }),
      call({ request: 2, attempt: 2, endMs: 600 }),
    ],
  }
  expect(ledgerOf('request', read, {})).toEqual({ number: '1 request', remark: '184 KB · 1.1 s' })
})

test('a token says how long it is good for', () => {
  const calls = [call({ purpose: 'auth', ...answered(200, '{"expires_in":3540}') })]
  const ledger = ledgerOf('authentication', { ...empty, calls }, {})
  expect(ledger).toEqual({ number: '1 token', remark: 'good for 59 min' })
})

test('errors name the status and the wait', () => {
  const waits = [{ startMs: 0, seconds: 1.2, text: '' }]
  const read = { ...empty, calls: [call({ ...answered(429), waits }), call(answered(200))] }
  expect(ledgerOf('errors', read, {})).toEqual({ number: '429 ×1', remark: 'waited 1.2 s' })
})

test('the newest cursor value is shown as a date', () => {
  const read = withRecords({ at: '2026-11-20T08:00:00Z' }, { at: '2026-11-24T12:01:09Z' })
  const stream = { incremental_sync: { cursor_field: 'at' } }
  expect(ledgerOf('incremental', read, stream)).toEqual({
    number: '24 Nov 12:01',
    remark: 'latest seen',
  })
})

test('keys that come twice are counted, and 0 is a key', () => {
  const read = withRecords({ id: 0 }, { id: 1 }, { id: 0 })
  expect(ledgerOf('schema', read, { primary_key: 'id' })).toEqual({
    number: '2 unique',
    remark: '1 more than once',
  })
})

test('parts of a composite key do not run into each other', () => {
  const read = withRecords({ a: '1', b: '23' }, { a: '12', b: '3' })
  expect(ledgerOf('schema', read, { primary_key: ['a', 'b'] })?.number).toBe('2 unique')
})

test('numbers read as the guide says', () => {
  expect([840, 9_600, 184_000, 38_200_000].map(bytesText)).toEqual([
    '840 B',
    '9.6 KB',
    '184 KB',
    '38.2 MB',
  ])
  expect([41, 1_200, 260_000, 120_000].map(durationText)).toEqual([
    '41 ms',
    '1.2 s',
    '4 min 20 s',
    '2 min',
  ])
  expect(momentText('2026-01-02')).toBe('2 Jan 2026')
  expect(momentText('A-17')).toBe('A-17')
  expect(agoText('2026-01-01T00:00:00Z', Date.parse('2026-01-02T01:00:00Z'))).toBe('yesterday')
})
