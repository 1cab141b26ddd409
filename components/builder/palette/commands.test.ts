import { expect, test } from 'vitest'
import { type Command, matching } from './commands'

const command = (group: string, label: string, detail?: string): Command => ({
  group,
  label,
  detail,
  run: () => undefined,
})
const all = [
  command('In this stream', 'Pages', 'Follow next_cursor'),
  command('In this stream', 'Records', 'Records at data[]'),
  command('Streams', 'Order items'),
  command('Streams', 'Old orders'),
]
const labels = (typed: string) => matching(all, typed).map(({ label }) => label)

test('nothing typed shows everything in order', () => {
  expect(labels('')).toEqual(['Pages', 'Records', 'Order items', 'Old orders'])
})

test('every word has to be there, in the name or in what is there now', () => {
  expect(labels('next cursor')).toEqual(['Pages'])
  expect(labels('order')).toEqual(['Order items', 'Old orders'])
  expect(labels('missing')).toEqual([])
})
