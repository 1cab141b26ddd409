import { expect, test } from 'vitest'
import { runnable } from './shell/use-run-all'
import { selectedEntry, streamEntries } from './streams'

const entries = streamEntries({
  streams: [{ type: 'DeclarativeStream', name: 'orders' }, { type: 'DeclarativeStream' }],
  dynamic_streams: [{ type: 'DynamicDeclarativeStream', name: 'tables', stream_template: {} }],
})

test('for a template stand the streams that it is known to make', () => {
  const names = (made: ReadonlyMap<string, readonly string[]>) =>
    runnable(entries, made).map(({ name }) => name)
  expect(names(new Map())).toEqual(['orders'])
  expect(names(new Map([['dynamic_streams/0', ['a', 'b']]]))).toEqual(['orders', 'a', 'b'])
})

test('a stream that was made is chosen at the place of its template', () => {
  const screen = { kind: 'stream', name: 'tables', place: 2, generated: 'a_b' } as const
  expect(selectedEntry(entries, screen)).toMatchObject({
    name: 'a_b',
    title: 'A b',
    madeBy: 'tables',
    path: ['dynamic_streams', 0],
  })
  // What is no template any more makes nothing.
  expect(selectedEntry(entries, { ...screen, name: 'orders', place: 0 })).toBe(entries[0])
})
