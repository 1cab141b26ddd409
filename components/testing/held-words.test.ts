import { expect, test } from 'vitest'
import { heldWords, typeWord } from './held-words'

test('what a place held is counted by its kind', () => {
  expect(heldWords(['a', 'b', null, null, undefined])).toBe('2 texts, 2 times null, once missing')
  expect(heldWords([1, '', [1]])).toBe('1 number, once empty text, 1 list')
})

test('a list says its length', () => {
  expect(typeWord([1, 2])).toBe('list of 2')
  expect(typeWord(null)).toBe('null')
})
