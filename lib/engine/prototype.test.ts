import { afterEach, expect, it } from 'vitest'
import { aSelector, aStream, read } from './testing/fake-connector'
import { stringifyJson } from './values/json'
import type { JsonObject } from './values/value'

const keys =
  '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":5,"hasOwnProperty":6'
const text = `{"id":1,${keys},"a":{${keys},"b":{${keys}}}}`

const builtIn = Object.getOwnPropertyNames(Object.prototype)

afterEach(() => {
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(builtIn)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(Object.getPrototypeOf({})).toBe(Object.prototype)
})

/** What became of the record, as text. */
async function recordAfter(stream: JsonObject, selector: JsonObject = {}): Promise<string> {
  const reading = await read({
    streams: [aStream('s', stream, { record_selector: { ...aSelector('data'), ...selector } })],
    exchanges: [{ request: 'GET /s', text: `{"data":[${text}]}` }],
    config: JSON.parse('{"__proto__":{"polluted":1}}'),
  })
  expect(reading.errors).toEqual([])
  return stringifyJson(reading.records[0] ?? null)
}

const add = (path: string[], value: string): JsonObject => ({
  type: 'AddFields',
  fields: [{ type: 'AddedFieldDefinition', path, value }],
})

it('keys that are special to JavaScript come out as they went in', async () => {
  expect(await recordAfter({})).toBe(text)
})

it.each<[JsonObject, string]>([
  [add(['__proto__', 'polluted'], '2'), '"__proto__":{"polluted":2}'],
  [
    add(['constructor', 'prototype', 'polluted'], '2'),
    '"constructor":{"prototype":{"polluted":2}}',
  ],
  [add(['x', '__proto__', 'polluted'], '2'), '"x":{"__proto__":{"polluted":2}}'],
  [add(['x'], '{{ record.toString }}{{ record.hasOwnProperty }}'), '"x":56'],
  [{ type: 'KeysToLower' }, '"tostring":5'],
  [{ type: 'KeysToSnakeCase' }, '"_proto_":{"polluted":1}'],
  [{ type: 'KeysReplace', old: 'toString', new: '__proto__' }, '"__proto__":5'],
  [{ type: 'FlattenFields' }, '"hasOwnProperty":6'],
  [{ type: 'DpathFlattenFields', field_path: ['__proto__'] }, '"polluted":1}'],
  [
    { type: 'DpathFlattenFields', field_path: ['constructor', 'prototype'], replace_record: true },
    '{"polluted":1}',
  ],
  [{ type: 'RemoveFields', field_pointers: [['**', 'prototype']] }, '"constructor":{}'],
])('such keys are keys to %j', async (transformation, part) => {
  expect(await recordAfter({ transformations: [transformation] })).toContain(part)
})

it('such keys are keys to a schema that records are made to fit', async () => {
  const schema = JSON.parse(
    '{"properties":{"__proto__":{"type":"string"},"toString":{"type":"string"}}}',
  )
  const schema_loader = { type: 'InlineSchemaLoader', schema }
  const record = await recordAfter({ schema_loader }, { schema_normalization: 'Default' })
  expect(record).toContain('"toString":"5"')
  expect(record).toContain(`"__proto__":"{'polluted': 1}"`)
})

it('a header of such a name is a header', async () => {
  const paginator = {
    type: 'DefaultPaginator',
    pagination_strategy: {
      type: 'CursorPagination',
      cursor_value: "{{ headers['__proto__'] }}{{ headers['link'].polluted }}",
    },
    page_token_option: { type: 'RequestOption', inject_into: 'request_parameter', field_name: 'p' },
  }
  const headers = { ['__proto__']: 'x', Link: '<u>; rel="__proto__"; polluted="1"' }
  const reading = await read({
    streams: [aStream('s', {}, { paginator })],
    exchanges: [
      { request: 'GET /s', json: { data: [] }, headers },
      { request: 'GET /s?p=x', json: { data: [] } },
    ],
  })
  expect(reading.asked).toEqual(['GET /s', 'GET /s?p=x'])
})
