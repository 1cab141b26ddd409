import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { textAt, valueAt } from './manifest-values'
import { resolvedManifest } from './references'
import { addStream, deleteStream, duplicateStream, moveStream, renameStream } from './stream-edits'
import { childrenOf, inFamilyOrder, streamEntries } from './streams'

const text = `version: 6.60.9
type: DeclarativeSource
check:
  type: CheckStream
  stream_names: [orders]
streams:
  - type: DeclarativeStream
    name: customers
  # the one that matters
  - type: DeclarativeStream
    name: orders
  - type: DeclarativeStream
    name: items
    retriever:
      partition_router:
        type: SubstreamPartitionRouter
        parent_stream_configs:
          - parent_key: id
            partition_field: order_id
            stream:
              $ref: "#/streams/1"
`
const open = () => new ManifestDocument(text)
const manifestOf = (document: ManifestDocument) => resolvedManifest(document.getSnapshot().manifest)
const names = (document: ManifestDocument) =>
  streamEntries(manifestOf(document)).map(({ name }) => name)
const parentOf = (document: ManifestDocument) =>
  streamEntries(manifestOf(document)).find(({ name }) => name === 'items')?.parents

test('children stand under their parent', () => {
  const entries = inFamilyOrder(streamEntries(manifestOf(open())))
  expect(entries.map(({ name, isChild }) => [name, isChild])).toEqual([
    ['customers', false],
    ['orders', false],
    ['items', true],
  ])
  expect(childrenOf(entries, 'orders').map(({ name }) => name)).toEqual(['items'])
})

test.each([0, 2])('moving a stream to place %i keeps references right, and its comment', (to) => {
  const document = open()
  moveStream(document, ['streams', 1], to)
  expect(parentOf(document)).toEqual(['orders'])
  expect(document.getSnapshot().text).toContain(
    '# the one that matters\n  - type: DeclarativeStream\n    name: orders',
  )
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('a copy stands behind the original and references follow', () => {
  const document = open()
  duplicateStream(document, ['streams', 0], 'customers_copy')
  expect(names(document)).toEqual(['customers', 'customers_copy', 'orders', 'items'])
  expect(parentOf(document)).toEqual(['orders'])
})

test('renaming follows into the check', () => {
  const document = open()
  renameStream(document, ['streams', 1], { from: 'orders', to: 'sales' })
  expect(valueAt(document.getSnapshot().manifest, 'check', 'stream_names')).toEqual(['sales'])
  expect(parentOf(document)).toEqual(['sales'])
})

test('a deleted parent can stay readable for its children', () => {
  const document = open()
  deleteStream(document, ['streams', 1], {
    name: 'orders',
    children: [['streams', 2]],
    answer: 'keep-reading',
  })
  expect(names(document)).toEqual(['customers', 'items'])
  expect(parentOf(document)).toEqual(['orders'])
})

test('a parent can be deleted with its children', () => {
  const document = open()
  deleteStream(document, ['streams', 1], {
    name: 'orders',
    children: [['streams', 2]],
    answer: 'delete',
  })
  expect(names(document)).toEqual(['customers'])
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('a stream in front can go without harm', () => {
  const document = open()
  deleteStream(document, ['streams', 0], {
    name: 'customers',
    children: [],
    answer: 'keep-reading',
  })
  expect(names(document)).toEqual(['orders', 'items'])
  expect(parentOf(document)).toEqual(['orders'])
})

test('the first stream of an empty manifest can be checked', () => {
  const document = new ManifestDocument('type: DeclarativeSource\nstreams: []\n')
  addStream(document, 'orders')
  expect(names(document)).toEqual(['orders'])
  expect(textAt(document.getSnapshot().manifest, 'check', 'type')).toBe('CheckStream')
})

test('a new stream is read where the first one is, and signed in like it', () => {
  const document = new ManifestDocument(`definitions:
  orders:
    name: orders
    retriever:
      requester:
        url_base: https://api.example.com
        authenticator:
          type: NoAuth
streams:
  - $ref: "#/definitions/orders"
`)
  addStream(document, 'items')
  expect(
    valueAt(document.getSnapshot().manifest, 'streams', 1, 'retriever', 'requester'),
  ).toMatchObject({
    url_base: 'https://api.example.com',
    authenticator: { type: 'NoAuth' },
    path: '/items',
  })
})
