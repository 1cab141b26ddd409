import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokensOf } from './yaml-tokens'

test('keys, values and comments are told apart', () => {
  expect(tokensOf('  page_size: 50 # as documented').map(({ kind, text }) => [kind, text])).toEqual(
    [
      ['plain', '  '],
      ['key', 'page_size'],
      ['plain', ':'],
      ['number', ' 50'],
      ['note', ' # as documented'],
    ],
  )
})

test('a number sign inside quotes is no comment', () => {
  expect(tokensOf('a: "#/definitions/b"').at(-1)).toEqual({
    kind: 'string',
    text: ' "#/definitions/b"',
  })
})

test('no character of a line is lost', () => {
  fc.assert(
    fc.property(fc.string(), (line) => {
      const flat = line.replace(/[\r\n]/g, '')
      expect(
        tokensOf(flat)
          .map((token) => token.text)
          .join(''),
      ).toBe(flat)
    }),
  )
})
