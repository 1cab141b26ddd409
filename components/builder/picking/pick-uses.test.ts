import { expect, test } from 'vitest'
import type { Json, JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { streamInfo } from '@/lib/testread/stream-info'
import { bodyValueAt } from '../../testing/body-path'
import type { PickUse } from '../../testing/panel-picking'
import { asObject, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { pickUses } from './pick-uses'

const text = `streams:
  - type: DeclarativeStream
    name: orders # ours
    retriever:
      type: SimpleRetriever
      requester: {type: HttpRequester, url: "https://x.test/orders"}
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: [data]}
    incremental_sync: {type: DatetimeBasedCursor, cursor_field: at}
`
const body: Json = {
  data: [{ id: 1, at: '2026-01-01', tags: ['a'] }],
  meta: { next: 'abc', url: 'https://x.test/orders?page=2', has_more: true, is_last: false },
  other: [{ rows: [] }],
}
const path = ['streams', 0]
const streamOf = (document: ManifestDocument) =>
  valueAt(resolvedManifest(document.getSnapshot().manifest), ...path)

function use(document: ManifestDocument, id: PickUse['id'], keys: readonly (string | number)[]) {
  const stream = streamOf(document)
  const { recordsPath } = streamInfo((asObject(stream) ?? {}) as JsonObject)
  const value = bodyValueAt(body, keys) ?? null
  const found = pickUses({ keys, value }, { document, stream, streamPath: path, recordsPath }).find(
    (each) => each.id === id,
  )
  if (!found) throw new Error(`no ${id}`)
  return found
}

test('a token becomes the way to the next page, in one undo step', () => {
  const document = new ManifestDocument(text)
  use(document, 'token', ['meta', 'next']).apply()
  expect(
    valueAt(streamOf(document), 'retriever', 'paginator', 'pagination_strategy'),
  ).toMatchObject({
    type: 'CursorPagination',
    cursor_value: "{{ response['meta']['next'] }}",
    stop_condition: "{{ not response['meta']['next'] }}",
  })
  expect(use(document, 'token', ['meta', 'next']).isInUse).toBe(true)
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('an address is followed as it is', () => {
  const document = new ManifestDocument(text)
  const link = use(document, 'token', ['meta', 'url'])
  expect(link.label).toBe('Address of the next page')
  link.apply()
  expect(valueAt(streamOf(document), 'retriever', 'paginator', 'page_token_option', 'type')).toBe(
    'RequestPath',
  )
})

test('records are taken from a list, or from all lists of its kind', () => {
  const document = new ManifestDocument(text)
  expect(use(document, 'records', ['data']).isInUse).toBe(true)
  use(document, 'records', ['other', 0, 'rows']).apply()
  expect(document.getSnapshot().text).toContain('field_path: [other, "*", rows]')
  expect(use(document, 'records', ['meta', 'next']).reason).toBe('not a list')
})

test('fields of a record are for key and cursor, those around them are not', () => {
  const document = new ManifestDocument(text)
  use(document, 'key', ['data', 0, 'id']).apply()
  expect(valueAt(streamOf(document), 'primary_key')).toBe('id')
  expect(use(document, 'cursor', ['data', 0, 'at']).isInUse).toBe(true)
  expect(use(document, 'token', ['data', 0, 'id']).reason).toBe('in a record')
  expect(use(document, 'key', ['meta', 'next']).reason).toBe('not in a record')
  expect(use(document, 'key', ['data', 0, 'tags']).reason).toBe('not one value')
})

test('a flag stops the pages the way round it is meant', () => {
  const document = new ManifestDocument(text)
  expect(use(document, 'stop', ['meta', 'has_more']).reason).toMatch(/next-page token first/)
  use(document, 'token', ['meta', 'next']).apply()
  use(document, 'stop', ['meta', 'has_more']).apply()
  expect(document.getSnapshot().text).toContain("not response['meta']['has_more']")
  use(document, 'stop', ['meta', 'is_last']).apply()
  expect(document.getSnapshot().text).toContain("{{ response['meta']['is_last'] }}")
})
