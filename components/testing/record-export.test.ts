import { expect, test } from 'vitest'
import { parseJson } from '@/lib/engine/values/json'
import type { JsonObject } from '@/lib/engine/values/value'
import { recordsText } from './record-export'

const rows = [
  '{"id": 12345678901234567890, "price": 10.0, "name": "a \\"b\\", c"}',
  '{"id": 2}',
].map((text) => ({ slice: 0, page: 0, data: parseJson(text) as JsonObject }))

test('CSV keeps digits, quotes what needs it and leaves missing values empty', () => {
  expect(recordsText(rows, 'csv')).toBe(
    'id,price,name\r\n12345678901234567890,10.0,"a ""b"", c"\r\n2,,\r\n',
  )
})

test('NDJSON has a record a line with all digits', () => {
  expect(recordsText(rows, 'ndjson')).toBe(
    '{"id":12345678901234567890,"price":10.0,"name":"a \\"b\\", c"}\n{"id":2}\n',
  )
})

test('JSON is one list', () => {
  expect(parseJson(recordsText(rows, 'json'))).toHaveLength(2)
})
