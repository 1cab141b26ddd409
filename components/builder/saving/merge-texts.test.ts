import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changedLines, mergeTexts } from './merge-texts'

const base = 'a\nb\nc\nd\ne'

test('changes of different lines both stay', () => {
  expect(mergeTexts({ base, mine: 'A\nb\nc\nd\ne', theirs: 'a\nb\nc\nd\nE\nf' })).toBe(
    'A\nb\nc\nd\nE\nf',
  )
})

test('changes of the same line are not merged', () => {
  expect(mergeTexts({ base, mine: 'a\nX\nc\nd\ne', theirs: 'a\nY\nc\nd\ne' })).toBeUndefined()
})

test('changes of lines that touch are not merged', () => {
  expect(mergeTexts({ base, mine: 'a\nX\nc\nd\ne', theirs: 'a\nb\nY\nd\ne' })).toBeUndefined()
})

test('a side that changed nothing gives way', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (one, other) => {
      expect(mergeTexts({ base: one, mine: one, theirs: other })).toBe(other)
      expect(mergeTexts({ base: one, mine: other, theirs: one })).toBe(other)
    }),
  )
})

test('the changed lines are named', () => {
  expect(changedLines(base, 'a\nX\nY\nd\ne')).toBe('lines 2–3')
  expect(changedLines(base, 'a\nb\nc\nd\nE')).toBe('line 5')
})
