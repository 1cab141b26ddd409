import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fitsKey } from './glob'

it.each<[string, string, boolean]>([
  ['', '*', true],
  ['abc', 'a*c', true],
  ['abc', 'a*b', false],
  ['abcbc', 'a*bc', true],
  ['abc', '???', true],
  ['abc', '??', false],
  ['é😀', '??', true],
  ['a-b', 'a[-x]b', true],
  ['a]b', 'a[]]b', true],
  ['b', '[a-c]', true],
  ['d', '[a-c]', false],
  ['d', '[!a-c]', true],
  ['b', '[c-a]', false],
  ['b', '[!c-a]', true],
  ['[', '[', true],
  ['[a', '[a', true],
  ['A', '[a]', false],
  ['a\nb', 'a*b', true],
  ['a.b', 'a?b', true],
  ['a^b', 'a[^]b', true],
])('%j fits %j: %s', (key, glob, fits) => {
  expect(fitsKey(key, glob)).toBe(fits)
})

it('fits as a regular expression does', () => {
  const letters = fc.constantFrom('a', 'b')
  const part = fc.constantFrom('a', 'b', '*', '?', '[ab]', '[!a]')
  fc.assert(
    fc.property(fc.array(letters), fc.array(part), (key, parts) => {
      const glob = parts.join('')
      const source = glob.replaceAll('*', '.*').replaceAll('?', '.').replaceAll('[!', '[^')
      expect(fitsKey(key.join(''), glob)).toBe(new RegExp(`^${source}$`).test(key.join('')))
    }),
    { numRuns: 500 },
  )
})

it('takes no longer for a pattern that is made to take long', () => {
  expect(fitsKey('a'.repeat(20_000), `${'*a'.repeat(30)}*b`)).toBe(false)
})
