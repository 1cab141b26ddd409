import { expect, test } from 'vitest'
import { readPastedRows, rowsOf, valueOfRows } from './key-value-rows'

test.each([
  [
    'a=1&b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'https://api.example.com/orders?status=any&x=%20y',
    [
      ['status', 'any'],
      ['x', ' y'],
    ],
  ],
  [
    'Accept: application/json\nX-Key: abc',
    [
      ['Accept', 'application/json'],
      ['X-Key', 'abc'],
    ],
  ],
])('%s becomes rows', (text, rows) => {
  expect(readPastedRows(text)?.map(({ name, value }) => [name, value])).toEqual(rows)
})

test.each(['plain words', 'https://api.example.com', '{{ config.a }}', ''])(
  '%s is pasted as it is',
  (text) => expect(readPastedRows(text)).toBeUndefined(),
)

test('a mapping survives being rows', () => {
  expect(valueOfRows(rowsOf({ a: 1, b: 'x' }))).toEqual({ a: 1, b: 'x' })
  expect(valueOfRows([])).toBeUndefined()
})
