import { describe, expect, it } from 'vitest'
import type { EngineRecord } from '../events'
import { retrieverKind } from '../retrievers/retriever'
import { StreamSlice } from '../slice'
import { type Exchange, fakeApi } from '../testing/fake-api'
import { aConnector, aRequester, aStream, list } from '../testing/fake-connector'
import { aCallScope, aSliceScope, fakeContext, fakeEngine } from '../testing/fake-context'
import { queryPropertiesKind } from './query-properties-kind'

const listsOf = (config: object) =>
  fakeContext()
    .build(queryPropertiesKind, { type: 'QueryProperties', ...config }, 'query_properties')
    .lists(aCallScope)

const chunking = (property_limit_type: string, property_limit?: number) => ({
  type: 'PropertyChunking',
  property_limit_type,
  property_limit,
})

describe('QueryProperties', () => {
  it.each([
    [{ property_list: ['a', 'b'], always_include_properties: ['id'] }, [['id', 'a', 'b']]],
    [
      {
        property_list: ['a', 'b', 'c'],
        always_include_properties: ['id'],
        property_chunking: chunking('property_count', 2),
      },
      [
        ['id', 'a', 'b'],
        ['id', 'c'],
      ],
    ],
    [
      { property_list: ['abcdef', 'b', 'c'], property_chunking: chunking('characters', 5) },
      [[], ['abcdef'], ['b'], ['c']],
    ],
    [
      {
        property_list: ['a'],
        always_include_properties: ['id'],
        property_chunking: chunking('property_count'),
      },
      [['a', 'id']],
    ],
    [{ property_list: [] }, [[]]],
  ])('%j asks for %j', async (config, lists) => {
    expect(await listsOf(config)).toEqual(lists)
  })

  it.each([
    [{ properties: { a: {}, cC: {} } }, ['GET /s?props=a%2Cc_c']],
    [{ properties: {} }, ['GET /s?props=']],
    [{}, ['GET /s?props=']],
    [undefined, ['GET /s?props=a%2Cb%2Cc_c']],
  ])('of a catalog with the schema %j asks for %j', async (json_schema, requests) => {
    const property_selector = {
      type: 'JsonSchemaPropertySelector',
      transformations: [{ type: 'KeysToSnakeCase' }],
    }
    const props = { type: 'QueryProperties', property_list: ['a', 'b', 'c_c'], property_selector }
    const requester = aRequester('/s', { request_parameters: { props } })
    const { connector, api } = aConnector({
      streams: [aStream('s', {}, { requester })],
      exchanges: requests.map((request) => ({ request, json: list() })),
    })
    const catalog = { streams: [{ stream: { name: 's', json_schema } }] }
    for await (const event of connector.read({ catalog })) expect(event.kind).not.toBe('error')
    expect(api.log).toEqual(requests)
  })

  it('puts the records of several requests together', async () => {
    const api = fakeApi([
      {
        request: 'GET /i?q=1&props=a%2Cb',
        json: [
          { id: '1', a: 1, n: { x: 1 } },
          { id: '2', a: 2 },
        ],
      },
      {
        request: 'GET /i?q=1&props=c',
        json: [{ id: '2', c: 9 }, { id: '1', c: 3, n: { y: 2 } }, { c: 5 }],
      },
    ] satisfies Exchange[])
    const retriever = fakeContext({ engine: fakeEngine({ transport: api.transport }) }).build(
      retrieverKind,
      {
        type: 'SimpleRetriever',
        requester: {
          type: 'HttpRequester',
          url: 'https://api.x.com/i',
          request_parameters: {
            q: '1',
            props: {
              type: 'QueryProperties',
              property_list: ['a', 'b', 'c'],
              property_chunking: chunking('property_count', 2),
            },
          },
        },
        record_selector: {
          type: 'RecordSelector',
          extractor: { type: 'DpathExtractor', field_path: [] },
        },
      },
      'retriever',
    )
    const records: EngineRecord[] = []
    for await (const batch of retriever.read(new StreamSlice(), aSliceScope)) records.push(...batch)
    expect(records).toEqual([
      { c: 5 },
      { id: '1', a: 1, n: { x: 1, y: 2 }, c: 3 },
      { id: '2', a: 2, c: 9 },
    ])
  })
})
