import { expect, test } from 'vitest'
import { Float, type JsonObject } from '../engine/values/value'
import { distinctMax, profileField, profileFields } from './field-profile'

const schema = (properties: JsonObject): JsonObject => ({ type: 'object', properties })

function profileOf(records: readonly JsonObject[], properties: JsonObject, name: string) {
  const found = profileFields(records, schema(properties)).find(
    ({ path }) => path.join('.') === name,
  )
  if (!found) throw new Error(`no profile of ${name}`)
  return found
}

test('a field of another type, an undeclared one, one never seen and a null differ each in its way', () => {
  const records = [
    { count: 3, gift: 'yes', note: null },
    { count: 1, note: 'x' },
  ]
  const properties = {
    count: { type: 'string' },
    old: { type: ['string', 'null'] },
    note: { type: 'string' },
  }
  const differences = profileFields(records, schema(properties)).map(({ path, difference }) => [
    path.join('.'),
    difference,
  ])
  expect(differences).toEqual([
    ['count', 'type'],
    ['old', 'not-seen'],
    ['note', 'null'],
    ['gift', 'new'],
  ])
})

test('a whole number fits a declared number, and what allows everything differs from nothing', () => {
  const records = [{ price: 3, any: [1] }]
  const properties = { price: { type: 'number' }, any: {} }
  expect(profileOf(records, properties, 'price').difference).toBeUndefined()
  expect(profileOf(records, properties, 'any').difference).toBeUndefined()
})

test('missing fields and nulls are counted apart', () => {
  const records = [{ a: null }, {}, { a: 1 }, { a: 1 }]
  expect(profileOf(records, {}, 'a')).toMatchObject({
    total: 4,
    missing: 1,
    nulls: 1,
    distinct: 1,
    samples: [1],
  })
})

test('numbers of any kind and dates have a range, texts have none', () => {
  const records = [
    { n: new Float(9.5), big: 12345678901234567890n, at: '2026-11-02', word: 'b', list: [1, 2] },
    { n: 3, big: 1, at: '2026-01-20', word: 'a', list: [] },
  ]
  expect(profileOf(records, {}, 'n').range).toEqual({ least: 3, most: new Float(9.5) })
  expect(profileOf(records, {}, 'big').range).toEqual({ least: 1, most: 12345678901234567890n })
  expect(profileOf(records, {}, 'at').range).toEqual({ least: '2026-01-20', most: '2026-11-02' })
  expect(profileOf(records, {}, 'word').range).toBeUndefined()
  expect(profileOf(records, {}, 'list').range).toEqual({ least: 0, most: 2 })
})

test('objects are gone into where their fields are declared', () => {
  const records = [{ total: { amount: 'x', extra: 1 }, address: { city: 'Rome' } }]
  const properties = { total: schema({ amount: { type: 'number' } }) }
  const rows = profileFields(records, schema(properties)).map(({ path, difference }) => [
    path.join('.'),
    difference,
  ])
  expect(rows).toEqual([
    ['total', undefined],
    ['total.amount', 'type'],
    ['total.extra', 'new'],
    ['address', 'new'],
  ])
})

test('distinct values are counted to a limit, and a broken schema declares nothing', () => {
  const records = Array.from({ length: distinctMax + 5 }, (_, id) => ({ id }))
  expect(profileOf(records, {}, 'id').distinct).toBe(distinctMax)
  expect(profileFields([{ a: 1 }], { properties: [] })[0]?.difference).toBe('new')
  expect(profileFields([], undefined)).toEqual([])
})

test('one field is profiled wherever it stands', () => {
  const records = [{ total: { amount: 3 } }, { total: { amount: null } }, { total: 1 }]
  expect(profileField(records, ['total', 'amount'])).toMatchObject({
    total: 3,
    missing: 1,
    nulls: 1,
    samples: [3],
  })
})
