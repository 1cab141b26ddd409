import { describe, expect, test } from 'vitest'
import { parseJson } from '@/lib/engine/values/json'
import type { JsonObject } from '@/lib/engine/values/value'
import { compareCells, readFilter } from './record-filter'

const records = [
  '{"id": 9007199254740993, "status": "paid", "total": {"amount": 51.9}, "note": null}',
  '{"id": 9007199254740994, "status": "open", "total": {"amount": 10.0}}',
].map((text) => parseJson(text) as JsonObject)

function found(filter: string) {
  const reading = readFilter(filter)
  if (reading.kind !== 'test') throw new Error(JSON.stringify(reading))
  return records.flatMap((record, index) => (reading.test(record) ? [index] : []))
}

describe('a filter', () => {
  test.each([
    ["status = 'paid' and total.amount > 50", [0]],
    ['status = open', [1]],
    ['total.amount = 10', [1]],
    ['total.amount >= 10', [0, 1]],
    ['not status = paid', [1]],
    ["(status = 'paid' or status = 'open') and total.amount < 20", [1]],
    ['status contains AI', [0]],
    ['note is null', [0]],
    ['note is missing', [1]],
    ['id = 9007199254740993', [0]],
    ['51.9', [0]],
    ['paid', [0]],
  ])('%s', (filter, rows) => {
    expect(found(filter)).toEqual(rows)
  })

  test('that is empty keeps everything', () => {
    expect(readFilter('  ').kind).toBe('all')
  })

  test.each(['status = ', "= 'paid'", "(status = 'paid'", 'status is odd', 'a = 1 b'])(
    'that makes no sense is not applied and says why: %s',
    (filter) => {
      expect(readFilter(filter)).toMatchObject({ kind: 'unreadable', message: expect.any(String) })
    },
  )
})

test('numbers sort by size, missing values last', () => {
  const cells = [10n ** 18n, 2, undefined, null, 10]
  expect(cells.sort(compareCells)).toEqual([2, 10, 10n ** 18n, null, undefined])
})
