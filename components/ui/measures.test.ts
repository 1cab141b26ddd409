import { expect, test } from 'vitest'
import { countOf, formatAgo, formatBytes, formatDuration } from './measures'

test('counts have thousands separators and agree with their noun', () => {
  expect(countOf(1, 'record')).toBe('1 record')
  expect(countOf(1284, 'record')).toBe('1,284 records')
})

test.each([
  [412, '412 B'],
  [6_100, '6.1 KB'],
  [184_300, '184 KB'],
  [38_200_000, '38 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

test.each([
  [41.4, '41 ms'],
  [1_230, '1.2 s'],
  [260_000, '4 min 20 s'],
  [120_000, '2 min'],
])('%d ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('ages are told in the largest unit that fits', () => {
  const now = Date.parse('2026-11-24T12:00:00Z')
  expect(formatAgo('2026-11-24T11:59:30Z', now)).toBe('just now')
  expect(formatAgo('2026-11-24T11:58:00Z', now)).toBe('2 min ago')
  expect(formatAgo('2026-11-24T09:00:00Z', now)).toBe('3 h ago')
  expect(formatAgo('2026-11-23T09:00:00Z', now)).toBe('yesterday')
  expect(formatAgo('2026-11-20T09:00:00Z', now)).toBe('20 Nov')
})
