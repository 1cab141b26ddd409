import { expect, test } from 'vitest'
import type { SliceView } from '@/lib/testread/test-read'
import { readSlice, sliceName, sliceValues, withSlicesOf } from './known-slices'

const slice = (partition: object, window: object = {}): SliceView =>
  ({ slice: 0, partition, window, pages: [] }) as unknown as SliceView

test('a slice is named by the values of its partition and window', () => {
  const values = sliceValues(slice({ id: 7, parent_slice: { a: 1 } }, { start: 'x', end: 'y' }))
  expect(values).toEqual({ id: 7, start: 'x', end: 'y' })
  expect(sliceName(values)).toBe('7 – x – y')
})

test('slices of earlier runs stay known', () => {
  const known = withSlicesOf([{ id: 1 }], [slice({ id: 1 }), slice({ id: 2 }), slice({})])
  expect(known).toEqual([{ id: 1 }, { id: 2 }])
  expect(withSlicesOf(known, [slice({ id: 2 })])).toBe(known)
})

test('a slice is written as names and values', () => {
  expect(readSlice('order_id=ord_1, region = eu')).toEqual({ order_id: 'ord_1', region: 'eu' })
  expect(readSlice('order_id=')).toBeUndefined()
  expect(readSlice('order_id')).toBeUndefined()
})
