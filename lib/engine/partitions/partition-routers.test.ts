import { describe, expect, it } from 'vitest'
import { aStream, byDate, inParameter, list, parentOf, read } from '../testing/fake-connector'
import type { JsonObject } from '../values/value'

const listRouter = (values: string | string[], name = 'p'): JsonObject => ({
  type: 'ListPartitionRouter',
  values,
  cursor_field: name,
  request_option: inParameter(name),
})

const routed = (partition_router: JsonObject | JsonObject[], parts: JsonObject = {}) =>
  aStream('items', parts, { partition_router })

const answers = (...requests: string[]) =>
  requests.map((request) => ({ request: `GET ${request}`, json: list() }))

describe('a list of values', () => {
  it.each<[string, string | string[], JsonObject, string[]]>([
    ['comes from the config', "{{ config['v'] }}", { v: ['x', 'y'] }, ['/items?p=x', '/items?p=y']],
    ['may be written as text', "['1','2']", {}, ['/items?p=1', '/items?p=2']],
    ['may be a tuple', '1,2', {}, ['/items?p=1', '/items?p=2']],
    ['has the characters of plain text', 'ab', {}, ['/items?p=a', '/items?p=b']],
    ['has the keys of an object', "{{ config['v'] }}", { v: { k: 1 } }, ['/items?p=k']],
    ['is empty when the config has none', "{{ config['nope'] }}", {}, []],
    [
      'does not send values that are false',
      "{{ [0, 1, '', 'b'] }}",
      {},
      ['/items', '/items?p=1', '/items', '/items?p=b'],
    ],
  ])('%s', async (_, values, config, asked) => {
    const reading = await read({
      streams: [routed(listRouter(values))],
      config,
      exchanges: answers(...asked),
    })
    expect(reading.errors).toEqual([])
    expect(reading.asked).toEqual(asked.map((request) => `GET ${request}`))
  })

  it('fails the stream when the values are a number', async () => {
    const reading = await read({
      streams: [routed(listRouter("{{ config['v'] }}"))],
      config: { v: 5 },
    })
    expect(reading.statuses).toEqual(['STARTED', 'INCOMPLETE'])
    expect(reading.errors).toEqual([expect.stringContaining('not iterable')])
  })
})

it('reads every combination of several routers, the last one varying fastest', async () => {
  const reading = await read({
    streams: [routed([listRouter(['a', 'b'], 'p'), listRouter(['x', 'y'], 'q')])],
    exchanges: answers('/items?q=x&p=a', '/items?q=y&p=a', '/items?q=x&p=b', '/items?q=y&p=b'),
  })
  expect(reading.errors).toEqual([])
})

it('asks for groups of values, each value once', async () => {
  const parent = aStream('parents')
  const { parent_stream_configs } = parentOf(parent)
  const [config] = parent_stream_configs as JsonObject[]
  const { request_option: _, ...plain } = config ?? {}
  const router = {
    type: 'GroupingPartitionRouter',
    group_size: 2,
    underlying_partition_router: {
      type: 'SubstreamPartitionRouter',
      parent_stream_configs: [plain],
    },
  }
  const items = routed(router, {}) as { retriever: { requester: JsonObject } } & JsonObject
  const requester = {
    ...items.retriever.requester,
    request_parameters: { ids: "{{ stream_partition.pid | join('-') }}" },
  }
  const reading = await read({
    streams: [{ ...items, retriever: { ...items.retriever, requester } }],
    exchanges: [
      { request: 'GET /parents', json: list({ id: 1 }, { id: 2 }, { id: 1 }, { id: 3 }) },
      ...answers('/items?ids=1-2', '/items?ids=3'),
    ],
  })
  expect(reading.errors).toEqual([])
})

it('puts the partitions of several routers together, each value once', async () => {
  const { request_option: _, ...values } = listRouter(['2', '9'], 'pid')
  const { parent_stream_configs } = parentOf(aStream('parents'))
  const [config] = parent_stream_configs as JsonObject[]
  const { request_option: __, ...parent } = config ?? {}
  const router = {
    type: 'UnionPartitionRouter',
    partition_field: 'pid',
    partition_routers: [
      values,
      { type: 'SubstreamPartitionRouter', parent_stream_configs: [parent] },
    ],
  }
  const reading = await read({
    streams: [routed(router, { incremental_sync: byDate })],
    exchanges: [
      { request: 'GET /items', json: list() },
      { request: 'GET /parents', json: list({ id: 1 }, { id: 2 }) },
      ...answers('/items', '/items', '/items'),
    ].toSorted((left) => (left.request === 'GET /parents' ? -1 : 0)),
  })
  expect(reading.state).toMatchObject({
    states: [
      { partition: { pid: '2' } },
      { partition: { pid: '9' } },
      { partition: { pid: 1 } },
      { partition: { pid: 2 } },
    ],
  })
})

it('refuses a union whose routers use other names', async () => {
  const { request_option: _, ...first } = listRouter(['1'], 'a')
  const { request_option: __, ...second } = listRouter(['2'], 'b')
  const router = {
    type: 'UnionPartitionRouter',
    partition_field: 'a',
    partition_routers: [first, second],
  }
  await expect(read({ streams: [routed(router)] })).rejects.toThrow('"b"')
})

it('skips a partition that comes again while it is open', async () => {
  const reading = await read({
    streams: [routed(listRouter(['x', 'x']), { incremental_sync: byDate })],
    exchanges: answers('/items?p=x'),
  })
  expect(reading.errors).toEqual([])
})

it('starts with children that the parents brought, and asks only for further pages', async () => {
  const router = parentOf(aStream('parents'), {
    lazy_read_pointer: ['items'],
    request_option: inParameter('pid'),
  })
  const items = aStream(
    'items',
    {},
    {
      partition_router: router,
      paginator: {
        type: 'DefaultPaginator',
        pagination_strategy: {
          type: 'CursorPagination',
          cursor_value: "{{ response.get('next') }}",
        },
        page_token_option: inParameter('after'),
      },
    },
  )
  const reading = await read({
    streams: [items],
    exchanges: [
      {
        request: 'GET /parents',
        json: list(
          { id: 1, items: { data: [{ n: 1 }], next: 'b' } },
          { id: 2, items: { data: [{ n: 3 }] } },
          { id: 3 },
        ),
      },
      { request: 'GET /items?after=b&pid=1', json: list({ n: 2 }) },
    ],
  })
  expect(reading.errors).toEqual([])
  expect(reading.records).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
})

it('reads grandchildren with the partitions of both levels', async () => {
  const top = aStream('tops')
  const middle = aStream('parents', {}, { partition_router: parentOf(top) })
  const reading = await read({
    streams: [routed(parentOf(middle), { incremental_sync: byDate })],
    exchanges: [
      { request: 'GET /tops', json: list({ id: 1 }) },
      { request: 'GET /parents?pid=1', json: list({ id: 11 }) },
      { request: 'GET /items?pid=11', json: list({ u: '2024-01-03' }) },
    ],
  })
  expect(reading.state).toMatchObject({
    states: [{ partition: { parent_slice: { parent_slice: {}, pid: 1 }, pid: 11 } }],
    parent_state: {},
  })
})
