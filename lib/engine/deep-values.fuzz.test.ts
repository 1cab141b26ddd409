import { describe, expect, it } from 'vitest'
import { aSelector, aStream, read } from './testing/fake-connector'
import { stringifyJson } from './values/json'
import { PythonError } from './values/python-error'
import type { JsonObject } from './values/value'

const add = (value: string): JsonObject => ({
  type: 'AddFields',
  fields: [{ type: 'AddedFieldDefinition', path: ['x'], value }],
})

const transformations: readonly JsonObject[] = [
  add('{{ record.a }}'),
  add('{{ record.a == record.a }}'),
  add('{{ record | tojson }}'),
  add('{{ record.a | string }}'),
  add('{{ record.a | hash }}'),
  { type: 'FlattenFields' },
  { type: 'DpathFlattenFields', field_path: ['**', 'z'] },
  { type: 'KeysToSnakeCase' },
  { type: 'KeysToLower' },
  { type: 'KeysReplace', old: 'b', new: 'c' },
  { type: 'RemoveFields', field_pointers: [['**', 'z']] },
]

const bodies = [
  ['lists', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects', `${'{"b":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['mixed values', `${'[{"b":'.repeat(50_000)}1${'}]'.repeat(50_000)}`],
] as const

/** Reads a record with a deep value and writes what came, as a consumer would. */
async function readDeep(deep: string, parts: JsonObject, retriever: JsonObject = {}) {
  const reading = await read({
    streams: [aStream('s', parts, { record_selector: aSelector('data'), ...retriever })],
    exchanges: [{ request: 'GET /s', text: `{"data":[{"id":1,"a":${deep}}]}` }],
  })
  for (const record of reading.records) {
    try {
      stringifyJson(record)
    } catch (error) {
      expect(error).toBeInstanceOf(PythonError)
    }
  }
  return reading.events.flatMap((event) => (event.kind === 'error' ? [event.code] : []))
}

describe.each(bodies)('%s nested 100,000 deep', (_, deep) => {
  it.each(transformations)('end with a reason or a record: %j', async (transformation) => {
    const codes = await readDeep(deep, { transformations: [transformation] })
    expect(codes).not.toContain('unexpected')
  })

  it('end with a reason or a record where they are filtered, normalised or lead to a page', async () => {
    const filter = {
      type: 'RecordFilter',
      condition: "{{ 'q' in record.a or record.a | length > 5 }}",
    }
    const selector = { ...aSelector('data'), record_filter: filter }
    expect(await readDeep(deep, {}, { record_selector: selector })).not.toContain('unexpected')
    const normalising = { ...aSelector('data'), schema_normalization: 'Default' }
    const schema = { properties: { a: { type: 'string' } } }
    const schema_loader = { type: 'InlineSchemaLoader', schema }
    const codes = await readDeep(deep, { schema_loader }, { record_selector: normalising })
    expect(codes).not.toContain('unexpected')
    const paginator = {
      type: 'DefaultPaginator',
      pagination_strategy: { type: 'CursorPagination', cursor_value: '{{ response.data }}' },
    }
    expect(await readDeep(deep, {}, { paginator })).not.toContain('unexpected')
  })
})
