import { expect, test } from 'vitest'
import { createCollector } from '@/lib/testread/collect'
import type { ObservedEvent, TestRead } from '@/lib/testread/test-read'
import { originOf } from './record-origin'

const stream = 'orders'

function readOf(bodyText: string, records: readonly Record<string, unknown>[], foundCount: number) {
  const place = { stream, slice: 0, page: 0 }
  const sent = { method: 'GET', url: 'http://localhost/orders', headers: [] }
  const response = {
    status: 200,
    headers: [],
    url: sent.url,
    redirects: [],
    bodyText,
    bodyBytes: bodyText.length,
    isTruncated: false,
  }
  const events = [
    { kind: 'slice', stream, slice: 0, partition: {}, window: {}, atMs: 0 },
    {
      kind: 'call',
      call: 4,
      request: 1,
      attempt: 1,
      purpose: 'data',
      place,
      sent,
      path: [],
      atMs: 1,
    },
    { kind: 'answer', call: 4, action: 'accept', reason: '', path: [], response, atMs: 2 },
    { kind: 'records', stream, slice: 0, page: 0, records, atMs: 3 },
    {
      kind: 'page',
      stream,
      slice: 0,
      page: 0,
      call: 4,
      foundCount,
      recordCount: records.length,
      atMs: 4,
    },
  ] as unknown as ObservedEvent[]
  const collector = createCollector(stream)
  for (const event of events) collector.push(event)
  return collector.snapshot()
}

function origin(read: TestRead, index: number, field: readonly string[], primaryKey = [['id']]) {
  const row = read.records[index]
  if (!row) throw new Error('no record')
  return originOf({ read, row, field, recordsPath: ['data'], primaryKey })
}

const body = '{"data":[{"id":1,"a":{"b":5}},{"id":2},{"id":3}]}'

test('a record is found by its key, though others were left out', () => {
  const read = readOf(body, [{ id: 3, added: 1 }], 3)
  expect(origin(read, 0, ['id'])).toEqual({ call: 4, keys: ['data', 2, 'id'] })
  expect(origin(read, 0, ['added'])).toEqual({ call: 4, keys: ['data', 2] })
})

test('without a key its number says it while the page is whole', () => {
  const whole = readOf(body, [{ id: 1, a: { b: 5 } }, { id: 2 }, { id: 3 }], 3)
  expect(origin(whole, 0, ['a', 'b'], [])).toEqual({ call: 4, keys: ['data', 0, 'a', 'b'] })
  const cut = readOf(body, [{ id: 2 }], 3)
  expect(origin(cut, 0, ['id'], [])).toEqual({ call: 4 })
})

test('a body that cannot be read, or has another shape, leaves the call', () => {
  expect(origin(readOf('<xml/>', [{ id: 1 }], 1), 0, ['id'])).toEqual({ call: 4 })
  expect(origin(readOf('{"other":[]}', [{ id: 1 }], 1), 0, ['id'])).toEqual({ call: 4 })
})
