import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { BuilderState } from '../builder-state'
import { deleteStream, moveStream, renameStream } from '../stream-edits'
import { followStreams, renamedOf, unreadPlace } from './unread-places'

const text = `streams:
  - {type: DeclarativeStream, name: orders}
  - {type: DeclarativeStream, name: items}
  - {type: DeclarativeStream, name: customers}
`
const unread = { text: 'type: [', why: 'Missing ]' }
const pager = ['retriever', 'paginator']

function open() {
  const document = new ManifestDocument(text)
  const state = new BuilderState(`p${Math.random()}`)
  const stop = followStreams(document, state)
  const at = (place: number) => unreadPlace(document, ['streams', place, ...pager])
  state.keepUnread(at(1), unread)
  const holders = () => [0, 1, 2].filter((place) => state.unread(at(place)) !== undefined)
  return { document, holders, stop }
}

test('unread YAML stays with its stream when streams are reordered', () => {
  const { document, holders, stop } = open()
  moveStream(document, ['streams', 1], 0)
  expect(holders()).toEqual([0])
  document.undo()
  expect(holders()).toEqual([1])
  stop()
})

test('it goes along when its stream is renamed, also letter by letter in YAML', () => {
  const { document, holders, stop } = open()
  renameStream(document, ['streams', 1], { from: 'items', to: 'lines' })
  expect(holders()).toEqual([1])
  document.replaceText(document.getSnapshot().text.replace('lines', 'line'))
  expect(holders()).toEqual([1])
  document.undo()
  expect(holders()).toEqual([1])
  stop()
})

test('it goes away with its stream and comes back with it', () => {
  const { document, holders, stop } = open()
  deleteStream(document, ['streams', 1], { name: 'items', children: [], answer: 'delete' })
  expect(holders()).toEqual([])
  document.undo()
  expect(holders()).toEqual([1])
  stop()
})

test('streams of one name are told apart', () => {
  const document = new ManifestDocument('streams: [{name: a}, {name: a}]')
  const [one, other] = [0, 1].map((place) => unreadPlace(document, ['streams', place, ...pager]))
  expect(one).not.toBe(other)
})

test('two names that change places are no rename', () => {
  expect(renamedOf(['a', 'b'], ['b', 'a'])).toBeUndefined()
  expect(renamedOf(['a', 'b'], ['a', 'c'])).toEqual({ from: 'b', to: 'c' })
  expect(renamedOf(['a'], ['a', 'b'])).toBeUndefined()
})
