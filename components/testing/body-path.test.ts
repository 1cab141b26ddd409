import { expect, test } from 'vitest'
import { bodyPathText, bodyValueAt, isInRecord, placesOf, withinRecord } from './body-path'

const body = { data: [{ id: 1 }, { id: 2 }], groups: [{ items: [{ a: 1 }] }, { items: [] }] }

test('a place is followed through lists and objects, and no further', () => {
  expect(bodyValueAt(body, ['data', 1, 'id'])).toBe(2)
  expect(bodyValueAt(body, ['data', 9, 'id'])).toBeUndefined()
  expect(bodyValueAt(body, ['data', 'length'])).toBeUndefined()
  expect(bodyValueAt(body, [])).toBe(body)
})

test('the field of a record is what follows the place of the records', () => {
  expect(withinRecord(['data', 1, 'total', 'amount'], ['data'])).toEqual(['total', 'amount'])
  expect(withinRecord(['groups', 0, 'items', 0, 'a'], ['groups', '*', 'items'])).toEqual(['a'])
  expect(withinRecord([0, 'id'], [])).toEqual(['id'])
  expect(withinRecord(['next'], ['data'])).toBeUndefined()
  expect(withinRecord(['data', 1, 'tags', 0], ['data'])).toBeUndefined()
})

test('what frames the records is not in one, also when the whole body is taken', () => {
  expect(isInRecord(['data', 1, 'id'], ['data'])).toBe(true)
  expect(isInRecord(['data', 1, 'tags', 0], ['data'])).toBe(true)
  expect(isInRecord(['data', 1], ['data'])).toBe(false)
  expect(isInRecord(['next'], ['data'])).toBe(false)
  expect(isInRecord(['next'], [])).toBe(false)
  expect(isInRecord([0, 'id'], [])).toBe(true)
})

test('records stand at every place that a path means', () => {
  expect(placesOf(body, ['data'])).toEqual([
    ['data', 0],
    ['data', 1],
  ])
  expect(placesOf(body, ['groups', '*', 'items'])).toEqual([['groups', 0, 'items', 0]])
  expect(placesOf({ a: { b: 1 } }, ['a'])).toEqual([['a']])
  expect(placesOf([1, 2], [])).toEqual([[0], [1]])
  expect(placesOf(body, ['nowhere'])).toEqual([])
})

test('names that hold dots are written in brackets', () => {
  expect(bodyPathText(['meta', 'a.b', 0])).toBe('meta.["a.b"].0')
})
