import { expect, test } from 'vitest'
import { Float, type JsonObject } from '@/lib/engine/values/value'
import { profileFields } from '@/lib/testread/field-profile'
import { emptyShare, percentWords, sampleWords, seenWords, typeWords } from './field-words'

function fieldOf(records: readonly JsonObject[], declared: JsonObject = {}) {
  const [field] = profileFields(records, { properties: declared })
  if (!field) throw new Error('no field')
  return field
}

test('types are said in a word', () => {
  expect(typeWords({ type: ['string', 'null'], format: 'date-time' })).toBe('date-time')
  expect(typeWords({ type: ['string', 'integer', 'null'] })).toBe('string or integer')
  expect(typeWords({ type: 'null' })).toBe('null')
  expect(typeWords({})).toBe('any')
  expect(typeWords(undefined)).toBe('–')
})

test('a few are never none, and almost all never all', () => {
  expect(percentWords(0.001)).toBe('<1 %')
  expect(percentWords(0.999)).toBe('>99 %')
  expect(percentWords(emptyShare(fieldOf([{ a: 1 }, { a: null }, {}])))).toBe('67 %')
})

test('what was seen is the range, the number of values or where it was', () => {
  const a = { a: {} }
  expect(seenWords(fieldOf([{ a: new Float(9) }, { a: 396 }], a))).toBe('9.0 – 396')
  const days = (from: string, to: string) => seenWords(fieldOf([{ a: from }, { a: to }], a))
  expect(days('2026-11-05T04:25:00Z', '2026-11-23T20:49:00Z')).toBe('5 Nov – 23 Nov')
  expect(days('2025-11-05', '2026-01-23')).toBe('5 Nov 2025 – 23 Jan 2026')
  expect(days('2026-11-05T04:25:00Z', '2026-11-05T20:49:00Z')).toBe('5 Nov 04:25 – 20:49')
  const ids = [{ a: 98765432101234575033n }, { a: 98765432101234575034n }]
  expect(seenWords(fieldOf(ids, a))).toBe('2 different')
  expect(seenWords(fieldOf([{ a: [] }, { a: [1, 2] }], a))).toBe('0 – 2 items')
  expect(seenWords(fieldOf([{ a: 'x' }, { a: 'y' }], a))).toBe('2 different')
  expect(seenWords(fieldOf([{ a: 'x' }, { a: 'y' }, { a: 'y' }], a))).toBe('2 values')
  expect(seenWords(fieldOf([{ a: 'x' }, {}]))).toBe('In 1 of 2 records')
  expect(seenWords(fieldOf([{ b: 1 }], a))).toBe('Declared, never seen')
  expect(seenWords(fieldOf([{ a: null }]))).toBe('Always null')
  expect(sampleWords([3, 'b', null])).toBe('3 · b · null')
})
