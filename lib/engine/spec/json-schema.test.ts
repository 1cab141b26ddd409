import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../values/value'
import { schemaViolation } from './json-schema'

describe('what breaks a JSON Schema', () => {
  it.each<[string, JsonObject, Json, string | undefined]>([
    ['nothing', { type: 'object', required: ['k'] }, { k: 1 }, undefined],
    ['a missing key', { required: ['k'] }, {}, "'k' is a required property"],
    ['another type', { type: 'string' }, 5, "5 is not of type 'string'"],
    [
      'none of several types',
      { type: ['string', 'null'] },
      true,
      "True is not of type 'string', 'null'",
    ],
    ['no whole number', { type: 'integer' }, 1.5, "1.5 is not of type 'integer'"],
    ['a value of no list', { enum: ['a', 'b'] }, 'z', "'z' is not one of ['a', 'b']"],
    ['text of another form', { pattern: '^y$' }, 'x', "'x' does not match '^y$'"],
    [
      'keys that are not allowed',
      { properties: { a: {} }, additionalProperties: false },
      { a: 1, c: 1, b: 1 },
      "Additional properties are not allowed ('b', 'c' were unexpected)",
    ],
    [
      'none of the forms',
      { oneOf: [{ type: 'string' }, { type: 'array' }] },
      5,
      '5 is not valid under any of the given schemas',
    ],
    [
      'the only form',
      { properties: { a: { oneOf: [{ type: 'string' }] } } },
      { a: 5 },
      "5 is not of type 'string'",
    ],
    [
      'the form that comes nearest',
      { anyOf: [{ type: 'string' }, { properties: { a: { type: 'integer' } } }] },
      { a: 'x' },
      "'x' is not of type 'integer'",
    ],
    [
      'two forms at once',
      { oneOf: [{ type: 'integer' }, { minimum: 1 }] },
      5,
      "5 is valid under each of {'minimum': 1}, {'type': 'integer'}",
    ],
    ['no multiple', { multipleOf: 2 }, 5, '5 is not a multiple of 2'],
    ['a number that is too small', { minimum: 3 }, 2, '2 is less than the minimum of 3'],
    ['text that is too short', { minLength: 2 }, 'a', "'a' is too short"],
    [
      'a part that is defined elsewhere',
      { properties: { a: { $ref: '#/definitions/t' } }, definitions: { t: { type: 'string' } } },
      { a: 1 },
      "1 is not of type 'string'",
    ],
    ['a format, which nobody looks at', { type: 'string', format: 'date' }, 'soon', undefined],
  ])('%s', (_, schema, value, text) => {
    expect(schemaViolation(schema, value)).toBe(text)
  })

  it('is told for the mistake nearest to the root', () => {
    const schema = {
      properties: { a: { properties: { b: { type: 'string' } } } },
      required: ['k'],
    }
    expect(schemaViolation(schema, { a: { b: 1 } })).toBe("'k' is a required property")
  })

  it('is told without the value of a secret', () => {
    const schema = { properties: { key: { type: 'string', airbyte_secret: true, minLength: 9 } } }
    expect(schemaViolation(schema, { key: 'hush' })).toBe("'****' is too short")
  })
})
