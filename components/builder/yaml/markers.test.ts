import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { markersOf } from './markers'

const text = 'a:\n  b: 1\n  c: 2\n'
const document = new ManifestDocument(text)
const places = { text, rangeOf: document.rangeOf.bind(document) }
const problem = (path: (string | number)[], range?: { from: number; to: number }) => ({
  code: 'x',
  severity: 'error' as const,
  message: 'Wrong',
  path,
  ...(range && { range: { ...range, startLine: 1, endLine: 1 } }),
})

test('a problem is marked where its path stands', () => {
  const [marker] = markersOf([problem(['a', 'b'])], places)
  expect(text.slice(marker?.from, marker?.to)).toBe('b: 1')
})

test('something missing is marked at what should hold it, on one line', () => {
  const [marker] = markersOf([problem(['a', 'missing'])], places)
  expect(text.slice(marker?.from, marker?.to)).toBe('a:')
})

test('a range of its own wins and is never empty', () => {
  const [marker] = markersOf([problem([], { from: 3, to: 3 })], places)
  expect(marker).toMatchObject({ from: 3, to: 4 })
})
