import { expect, it } from 'vitest'
import type { JsonObject } from '../engine/values/value'
import type { TestRead } from '../testread/test-read'
import { schemaFromRun } from './schema-from-run'

const readOf = (found: readonly JsonObject[]): TestRead => ({
  stream: 'orders',
  status: 'completed',
  limits: [],
  slices: [],
  records: found.map((data) => ({ slice: 0, page: 0, data })),
  calls: [],
  notes: [],
  errors: [],
  bytes: 0,
  elapsedMs: 0,
})

const inline = (properties: JsonObject): JsonObject => ({
  schema_loader: { type: 'InlineSchemaLoader', schema: { type: 'object', properties } },
})

it('declares what was seen, and keeps what is declared', () => {
  const stream = inline({ id: { type: 'string' } })
  const [suggestion, ...others] = schemaFromRun(readOf([{ id: 1, name: 'a' }]), {
    at: '/streams/0',
    stream,
  })
  expect(others).toEqual([])
  expect(suggestion).toMatchObject({
    path: '/streams/0/schema_loader/schema/properties',
    title: 'Declare the field name more',
    value: { id: { type: 'string' }, name: { type: ['string', 'null'] } },
    confidence: 'likely',
  })
})

it('makes a schema where there is none', () => {
  const [suggestion] = schemaFromRun(readOf([{ id: 1 }]), { at: '/streams/0', stream: {} })
  expect(suggestion).toMatchObject({
    path: '/streams/0/schema_loader',
    value: { type: 'InlineSchemaLoader', schema: { properties: { id: {} } } },
  })
})

it.each([
  ['everything is declared', inline({ id: {} }), [{ id: 1 }]],
  ['the schema stands elsewhere', { schema_loader: { type: 'JsonFileSchemaLoader' } }, [{ id: 1 }]],
  ['no records came', inline({}), []],
])('suggests nothing where %s', (_, stream, found) => {
  expect(schemaFromRun(readOf(found), { at: '', stream: stream as JsonObject })).toEqual([])
})
