import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dumpsPython, parseJson, stringifyJson } from './json'
import { JsonParser } from './json-parser'
import { Float, Tuple } from './value'

describe('parseJson', () => {
  it.each([
    ['1.0', new Float(1)],
    ['1e3', new Float(1000)],
    ['1.50', 1.5],
    ['-0', 0],
    ['-0.0', new Float(-0)],
    ['12345678901234567890', 12345678901234567890n],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['NaN', Number.NaN],
    ['[-Infinity]', [Number.NEGATIVE_INFINITY]],
    ['"2024-01-01T00:00:00.000Z"', '2024-01-01T00:00:00.000Z'],
    ['{"a":10.0,"b":[1e2,{"c":null}]}', { a: new Float(10), b: [new Float(100), { c: null }] }],
  ])('reads %s', (text, value) => {
    expect(parseJson(text)).toEqual(value)
  })

  it('keeps __proto__ as a key of its own', () => {
    for (const text of ['{"__proto__": 1}', '{"__proto__": 1.0}']) {
      const value = parseJson(text)
      expect(Object.keys(value as object)).toEqual(['__proto__'])
    }
  })

  it.each([
    ['{"a": 1,\n  b}', 2, 3],
    ['[1, 2', 1, 6],
    ['', 1, 1],
    ['[1.0,]', 1, 6],
    ['"a', 1, 1],
    ['01', 1, 2],
    ['{"a":1.0}x', 1, 10],
  ])('tells the place of the mistake in %s', (text, line, column) => {
    expect(() => parseJson(text)).toThrow(
      expect.objectContaining({ code: 'json_invalid', line, column }),
    )
  })

  it('knows ints from floats, however many digits they have', () => {
    const digits = fc.stringMatching(/^(?:[1-9]\d{0,19}|0)$/)
    const fraction = fc.stringMatching(/^(?:|\.(?:\d{1,20}|0{1,18}\d?|9{1,18}\d?))$/)
    fc.assert(
      fc.property(fc.constantFrom('', '-'), digits, fraction, (sign, whole, rest) => {
        const text = sign + whole + rest
        for (const each of [text, `[${text}]`, `{"a": ${text}}`, `[1,${text} ]`]) {
          expect(parseJson(each)).toStrictEqual(new JsonParser(each).parse())
        }
      }),
    )
  })

  it('gives up on nesting that is too deep', () => {
    expect(() => new JsonParser('['.repeat(100_000)).parse()).toThrow(/nested too deeply/)
  })

  it('agrees with JSON.parse on all JSON without whole floats', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const value = JSON.parse(text)
        expect(JSON.parse(stringifyJson(new JsonParser(text).parse()))).toEqual(value)
        expect(JSON.parse(stringifyJson(parseJson(text)))).toEqual(value)
      }),
    )
  })
})

describe('stringifyJson', () => {
  it('writes back what it has read, digit for digit', () => {
    const text = '{"a":[1.0,-0.0,12345678901234567890,"é\\n",null,true,1.5,10000000000000000.0]}'
    expect(stringifyJson(parseJson(text))).toBe(text.replace('10000000000000000.0', '1e+16'))
  })
})

it('stringifyJson refuses what is nested more deeply than the stack', () => {
  const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
  expect(() => stringifyJson(deep)).toThrow(/nested too deeply/)
})

describe('dumpsPython', () => {
  it('writes as json.dumps does', () => {
    expect(dumpsPython({ a: 1, c: 'é😀\u007f', t: new Tuple([1]), f: 1e-7, n: Number.NaN })).toBe(
      '{"a": 1, "c": "\\u00e9\\ud83d\\ude00\\u007f", "t": [1], "f": 1e-07, "n": NaN}',
    )
  })

  it('refuses NaN where asked', () => {
    expect(() => dumpsPython([Number.NaN], { allowsNan: false })).toThrow(/not JSON compliant/)
  })
})
