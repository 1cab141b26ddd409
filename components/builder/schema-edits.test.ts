import { expect, test } from 'vitest'
import type { JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { profileFields } from '@/lib/testread/field-profile'
import { asObject, valueAt } from './manifest-values'
import { resolvedManifest } from './references'
import { acceptFields, allowNull, keysOf, makeCursor, schemaPlace, toggleKey } from './schema-edits'

const text = `streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id # as documented
    schema_loader:
      type: InlineSchemaLoader
      schema:
        type: object
        properties:
          id: {type: string} # ours
          count: {type: [string, "null"], description: Items}
          old: {type: string}
`
const path = ['streams', 0]
const streamOf = (document: ManifestDocument) =>
  valueAt(resolvedManifest(document.getSnapshot().manifest), ...path)
const properties = (document: ManifestDocument) =>
  valueAt(streamOf(document), 'schema_loader', 'schema', 'properties')

function profiles(document: ManifestDocument, records: readonly JsonObject[]) {
  const place = schemaPlace(streamOf(document), path)
  return profileFields(records, place.kind === 'inline' ? place.schema : undefined)
}

test('what was seen is declared in one undo step, and the rest of the text stays', () => {
  const document = new ManifestDocument(text)
  const fields = profiles(document, [{ id: 'a', count: 3, gift: 'x' }])
  acceptFields(
    document,
    path,
    fields.filter(({ difference }) => difference !== undefined),
  )
  expect(properties(document)).toEqual({
    id: { type: 'string' },
    count: { type: ['integer', 'null'], description: 'Items' },
    gift: { type: ['string', 'null'] },
  })
  expect(document.getSnapshot().text).toContain('id: {type: string} # ours')
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('a stream without a schema gets one', () => {
  const document = new ManifestDocument('streams:\n  - {type: DeclarativeStream, name: a}\n')
  acceptFields(document, path, profiles(document, [{ id: 1 }]))
  expect(asObject(valueAt(streamOf(document), 'schema_loader'))).toEqual({
    type: 'InlineSchemaLoader',
    schema: {
      type: 'object',
      additionalProperties: true,
      properties: { id: { type: ['integer', 'null'] } },
    },
  })
})

test('a schema that comes from elsewhere is left alone', () => {
  const elsewhere = 'streams:\n  - {name: a, schema_loader: {type: JsonFileSchemaLoader}}\n'
  const document = new ManifestDocument(elsewhere)
  acceptFields(document, path, profiles(document, [{ id: 1 }]))
  expect(document.getSnapshot().text).toBe(elsewhere)
})

test('a declared field is let be null once', () => {
  const document = new ManifestDocument(text)
  const id = () => profiles(document, [{ id: null }])[0]
  const field = id()
  if (!field) throw new Error('no field')
  allowNull(document, path, field)
  expect(properties(document)).toMatchObject({ id: { type: ['string', 'null'] } })
  const again = id()
  if (again) allowNull(document, path, again)
  expect(properties(document)).toMatchObject({ id: { type: ['string', 'null'] } })
})

test('fields join the key and leave it', () => {
  const document = new ManifestDocument(text)
  toggleKey(document, path, ['line'])
  expect(valueAt(streamOf(document), 'primary_key')).toEqual(['id', 'line'])
  toggleKey(document, path, ['id'])
  toggleKey(document, path, ['line'])
  expect(keysOf(streamOf(document))).toEqual([])
  toggleKey(document, path, ['a', 'b'])
  expect(valueAt(streamOf(document), 'primary_key')).toEqual([['a', 'b']])
})

test('the cursor is another field of an incremental stream', () => {
  const document = new ManifestDocument(
    'streams:\n  - name: a\n    incremental_sync: {type: DatetimeBasedCursor, cursor_field: x}\n',
  )
  makeCursor(document, path, ['updated_at'])
  expect(document.getSnapshot().text).toContain('cursor_field: updated_at')
})
