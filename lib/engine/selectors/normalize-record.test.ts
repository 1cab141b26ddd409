import { describe, expect, it } from 'vitest'
import { Float, type Json, type JsonObject } from '../values/value'
import { normalizeRecord } from './normalize-record'

function normalized(value: Json, schema: JsonObject): Json {
  const record = { v: value }
  normalizeRecord(record, { properties: { v: schema } })
  return record.v
}

describe('normalizeRecord', () => {
  it.each([
    ['string', 1, '1'],
    ['string', true, 'True'],
    ['string', null, 'None'],
    ['string', [1, '2'], "[1, '2']"],
    ['integer', 1.5, 1],
    ['integer', ' 7 ', 7],
    ['integer', '1_0', 10],
    ['integer', true, 1],
    ['integer', '1.5', '1.5'],
    ['integer', null, null],
    ['number', '1.5', 1.5],
    ['number', 'abc', 'abc'],
    ['number', 1, new Float(1)],
    ['boolean', ' Yes ', true],
    ['boolean', 'off', false],
    ['boolean', 'maybe', 'maybe'],
    ['boolean', [], false],
    ['object', 'x', 'x'],
  ] as [string, Json, Json][])('makes a %s of %j: %j', (type, value, result) => {
    expect(normalized(value, { type })).toEqual(result)
  })

  it('keeps null where it is allowed, and values that may have several types', () => {
    expect(normalized(null, { type: ['null', 'string'] })).toBeNull()
    expect(normalized(5, { type: ['null', 'string'] })).toBe('5')
    expect(normalized(5, { type: ['string', 'boolean'] })).toBe(5)
  })

  it('puts a single value into a list where its items may be simple', () => {
    expect(normalized(10, { type: 'array', items: { type: ['string'] } })).toEqual(['10'])
    expect(normalized(10, { type: 'array', items: { type: 'string' } })).toBe(10)
  })

  it('goes into objects, lists and references, and keeps fields it does not know', () => {
    const record = { a: [{ n: '1' }], b: { n: '2' }, other: '3' }
    normalizeRecord(record, {
      properties: {
        a: { type: 'array', items: { type: 'object', properties: { n: { type: 'integer' } } } },
        b: { $ref: '#/definitions/b' },
      },
      definitions: { b: { properties: { n: { type: 'integer' } } } },
    })
    expect(record).toEqual({ a: [{ n: 1 }], b: { n: 2 }, other: '3' })
  })
})
