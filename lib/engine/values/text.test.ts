import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Dict, PythonSet } from './collections'
import { parseLiteral } from './literal'
import { repr, toText } from './text'
import { Bytes, float, floatText, Tuple, type Value } from './value'

describe('floatText', () => {
  it.each([
    [1, '1.0'],
    [1e16, '1e+16'],
    [123456789012345, '123456789012345.0'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [1e-7, '1e-07'],
    [1e22, '1e+22'],
    [-0, '-0.0'],
    [1.5e300, '1.5e+300'],
    [Number.POSITIVE_INFINITY, 'inf'],
    [Number.NaN, 'nan'],
  ])('prints %s as %s', (value, text) => {
    expect(floatText(value)).toBe(text)
  })
})

describe('toText', () => {
  it.each<[Value, string]>([
    [null, 'None'],
    [true, 'True'],
    [2n ** 70n, '1180591620717411303424'],
    [['a', 1, float(2), null], "['a', 1, 2.0, None]"],
    [new Tuple([1]), '(1,)'],
    [{ a: { b: "it's" } }, "{'a': {'b': \"it's\"}}"],
    [new PythonSet(), 'set()'],
    [new Dict([[1, 'x']]), "{1: 'x'}"],
    [new Bytes(new TextEncoder().encode('aé')), "b'a\\xc3\\xa9'"],
  ])('prints %s', (value, text) => {
    expect(toText(value)).toBe(text)
  })

  it('escapes what cannot be printed', () => {
    expect(repr('a\n\t\\\u00a0\u200b\ud83dé😀\'"')).toBe("'a\\n\\t\\\\\\xa0\\u200b\\ud83dé😀\\'\"'")
  })

  it('gives text that reads back as the same value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x10ffff })), (codes) => {
        const text = String.fromCodePoint(...codes)
        expect(parseLiteral(repr(text))).toBe(text)
      }),
    )
  })
})

describe('parseLiteral', () => {
  it.each([
    '01',
    'a,b',
    'true',
    'nan',
    '--5',
    '2021-10-10',
    '1+2j',
    "f'x'",
    '1\n2',
    '{"a": true}',
    '# c',
    '[1,,2]',
    '{[1]: 2}',
    '1__0',
    "'a",
    '\n 1',
    '-True',
    'set(1)',
    "'a'b'c'",
    '',
  ])('takes %j as other text', (text) => {
    expect(parseLiteral(text)).toBeUndefined()
  })

  it.each([
    ['1_000', '1000'],
    ['0x10', '16'],
    ['.5', '0.5'],
    ['1e400', 'inf'],
    ['- 5', '-5'],
    ['1,', '(1,)'],
    ["'a' 'b'", "'ab'"],
    ['(1\n,2)', '(1, 2)'],
    ['[1, # c\n 2]', '[1, 2]'],
    ["{'a': 1, 'a': 2}", "{'a': 2}"],
    ['{1, 1.0, True}', '{1}'],
    ['set()', 'set()'],
    ["r'\\n'", "'\\\\n'"],
    ["'''a\nb'''", "'a\\nb'"],
    ['1 # c', '1'],
    ['# c\n1', '1'],
  ])('reads %j as %s', (text, value) => {
    expect(repr(parseLiteral(text) ?? null)).toBe(value)
  })

  it('never fails, whatever the text', () => {
    const piece = fc.constantFrom(
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      ',',
      ':',
      "'",
      '"',
      '1',
      '.',
      '-',
      '\\',
      '\n',
      '#',
      'r',
      'b',
      'set',
      'True',
      ' ',
      'e',
      '_',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        expect(() => parseLiteral(pieces.join(''))).not.toThrow()
      }),
      { numRuns: 3000 },
    )
  })
})
