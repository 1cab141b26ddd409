import { describe, expect, it } from 'vitest'
import type { RunOptions } from '../context'
import type { EngineRecord, ReadEvent } from '../events'
import { StreamSlice } from '../slice'
import type { CursorPort, StreamScope } from '../stream-scope'
import { type Exchange, fakeApi } from '../testing/fake-api'
import { aSliceScope, fakeContext, fakeEngine } from '../testing/fake-context'
import { TransportError } from '../transport'
import type { JsonObject } from '../values/value'
import { retrieverKind } from './retriever'

const option = (field_name: string, inject_into = 'request_parameter') => ({
  type: 'RequestOption',
  inject_into,
  field_name,
})

const pages = (strategy: object, more: object = {}) => ({
  type: 'DefaultPaginator',
  pagination_strategy: strategy,
  page_token_option: option('page'),
  ...more,
})

const handler = (...response_filters: object[]) => ({
  type: 'DefaultErrorHandler',
  response_filters: response_filters.map((filter) => ({ type: 'HttpResponseFilter', ...filter })),
})

const aRetriever = ({ requester = {}, selector = {}, ...more }: Record<string, object> = {}) => ({
  type: 'SimpleRetriever',
  requester: { type: 'HttpRequester', url: 'https://api.x.com/items', ...requester },
  record_selector: {
    type: 'RecordSelector',
    extractor: { type: 'DpathExtractor', field_path: ['data'] },
    ...selector,
  },
  ...more,
})

interface ReadOptions {
  readonly config?: JsonObject
  readonly stream?: Partial<StreamScope>
  readonly options?: RunOptions
  readonly slice?: StreamSlice
}

async function read(
  retriever: object,
  exchanges: readonly Exchange[],
  { config = {}, stream = {}, options = {}, slice = new StreamSlice() }: ReadOptions = {},
) {
  const api = fakeApi(exchanges)
  const engine = fakeEngine({ transport: api.transport, options })
  const built = fakeContext({ engine, config, stream }).build(retrieverKind, retriever, 'retriever')
  const records: EngineRecord[] = []
  let error: unknown
  try {
    for await (const batch of built.read(slice, aSliceScope)) records.push(...batch)
  } catch (thrown) {
    error = thrown
  }
  return {
    records,
    error,
    log: api.log,
    requests: api.requests,
    sleeps: engine.sleeps,
    events: engine.events,
  }
}

const data = (...ids: number[]) => ({ data: ids.map((id) => ({ id })) })
const idsOf = (records: readonly EngineRecord[]) => records.map(({ id }) => id)
const ofKind = <Kind extends ReadEvent['kind']>(events: readonly ReadEvent[], kind: Kind) =>
  events.filter((event): event is Extract<ReadEvent, { kind: Kind }> => event.kind === kind)

describe('a page', () => {
  it('is asked for with what the requester, the authenticator and the paginator add, in this order', async () => {
    const retriever = aRetriever({
      requester: {
        request_parameters: { sort: 'asc', since: "{{ config['start'] }}" },
        authenticator: { type: 'BearerAuthenticator', api_token: "{{ config['token'] }}" },
      },
      paginator: pages(
        { type: 'PageIncrement', page_size: 2, start_from_page: 1, inject_on_first_request: true },
        { page_size_option: option('per_page') },
      ),
    })
    const result = await read(
      retriever,
      [
        { request: 'GET /items?sort=asc&since=2024-01-01&page=1&per_page=2', json: data(1, 2) },
        { request: 'GET /items?sort=asc&since=2024-01-01&page=2&per_page=2', json: data(3) },
      ],
      { config: { start: '2024-01-01', token: 'secret' } },
    )
    expect(result.error).toBeUndefined()
    expect(idsOf(result.records)).toEqual([1, 2, 3])
    expect(result.requests[0]?.headers).toContainEqual(['Authorization', 'Bearer secret'])
  })

  it('keeps the parameters that a next link holds already', async () => {
    const retriever = aRetriever({
      requester: { request_parameters: { a: '1', b: '2' } },
      paginator: {
        ...pages({ type: 'CursorPagination', cursor_value: '{{ response.next }}' }),
        page_token_option: { type: 'RequestPath' },
      },
    })
    const { log, error } = await read(retriever, [
      {
        request: 'GET /items?a=1&b=2',
        json: { ...data(1), next: 'https://api.x.com/items?page=2&a=1&b=3' },
      },
      { request: 'GET /items?page=2&a=1&b=3&b=2', json: { ...data(2), next: '/items?page=3&a=1' } },
      { request: 'GET /items?page=3&a=1&b=2', json: data() },
    ])
    expect(error).toBeUndefined()
    expect(log).toHaveLength(3)
  })

  it('reports where it was, what it found and what comes next', async () => {
    const paginator = pages({ type: 'OffsetIncrement', page_size: 2 })
    const { events } = await read(aRetriever({ paginator }), [
      { request: 'GET /items', json: data(1, 2) },
      { request: 'GET /items?page=2', json: data(3) },
    ])
    expect(ofKind(events, 'page')).toMatchObject([
      { slice: 0, page: 0, nextToken: 2, foundCount: 2, recordCount: 2 },
      { slice: 0, page: 1, token: 2, foundCount: 1, recordCount: 1 },
    ])
    expect(ofKind(events, 'slice-end')).toMatchObject([{ end: 'pages-ended' }])
    expect(ofKind(events, 'call')).toEqual([])
  })

  it('ends the pages when an error is ignored', async () => {
    const retriever = aRetriever({
      requester: { error_handler: handler({ action: 'IGNORE', http_codes: [404] }) },
      paginator: pages({ type: 'PageIncrement', page_size: 2 }),
    })
    const { records, error } = await read(retriever, [
      { request: 'GET /items', json: data(1, 2) },
      { request: 'GET /items?page=1', status: 404, json: data(3) },
    ])
    expect(error).toBeUndefined()
    expect(idsOf(records)).toEqual([1, 2])
  })
})

describe('records', () => {
  it('are filtered before they are transformed, unless told otherwise', async () => {
    const transformation = {
      transform(record: { [key: string]: unknown }) {
        record.id = 0
      },
    }
    const filter = { type: 'RecordFilter', condition: '{{ record.id > 1 }}' }
    const exchanges = [{ request: 'GET /items', json: data(1, 2) }]
    const stream = { transformations: [transformation] }
    const after = await read(aRetriever({ selector: { record_filter: filter } }), exchanges, {
      stream,
    })
    expect(idsOf(after.records)).toEqual([0])
    const before = await read(
      aRetriever({
        selector: { record_filter: filter, transform_before_filtering: true as never },
      }),
      exchanges,
      { stream },
    )
    expect(idsOf(before.records)).toEqual([])
  })

  it('count for the page size before they are filtered', async () => {
    const retriever = aRetriever({
      selector: { record_filter: { type: 'RecordFilter', condition: '{{ record.id > 9 }}' } },
      paginator: pages({ type: 'PageIncrement', page_size: 2 }),
    })
    const { records, error } = await read(retriever, [
      { request: 'GET /items', json: data(1, 2) },
      { request: 'GET /items?page=1', json: data(10) },
    ])
    expect(error).toBeUndefined()
    expect(idsOf(records)).toEqual([10])
  })

  it('show paginators what the API sent, not what transformations made of it', async () => {
    const retriever = aRetriever({
      paginator: pages({
        type: 'CursorPagination',
        cursor_value: "{{ response.data[-1]['id'] if response.data else '' }}",
      }),
    })
    const transformation = {
      transform: (record: { [key: string]: unknown }) => void delete record.id,
    }
    const { log, error } = await read(
      retriever,
      [
        { request: 'GET /items', json: data(7) },
        { request: 'GET /items?page=7', json: data() },
      ],
      { stream: { transformations: [transformation] } },
    )
    expect(error).toBeUndefined()
    expect(log).toHaveLength(2)
  })

  it('stop a data feed where they are too old', async () => {
    const cursor: CursorPort = {
      isClientSide: false,
      isDataFeed: true,
      shouldBeSynced: ({ id }) => Number(id) >= 4,
    }
    const paginator = pages({ type: 'PageIncrement', page_size: 2 })
    const { records, log } = await read(
      aRetriever({ paginator }),
      [
        { request: 'GET /items', json: data(6, 5) },
        { request: 'GET /items?page=1', json: data(4, 3) },
      ],
      { stream: { cursor } },
    )
    expect(idsOf(records)).toEqual([6, 5, 4])
    expect(log).toHaveLength(2)
  })
})

describe('errors', () => {
  const failing = (status: number, times: number, headers = {}) =>
    Array.from({ length: times }, () => ({
      request: 'GET /items',
      status,
      headers,
      json: { error: 'no' },
    }))
  const fine = { request: 'GET /items', json: data(1) }

  it('of the server are tried again after 1, 2, 4, 8 and 16 seconds', async () => {
    const { sleeps, error } = await read(aRetriever(), failing(500, 6))
    expect(sleeps).toEqual([1, 2, 4, 8, 16])
    expect(error).toMatchObject({ code: 'attempts_exhausted', failureType: 'transient_error' })
  })

  it('that limit calls end in an error of their own', async () => {
    const { error, events } = await read(aRetriever(), failing(429, 6))
    expect(error).toMatchObject({
      code: 'rate_limit_exhausted',
      message: 'API rate limit exceeded.',
    })
    expect(ofKind(events, 'wait').every(({ reason }) => reason === 'rate-limit')).toBe(true)
  })

  it('wait as long as a header says, and a second more', async () => {
    const backoff_strategies = [{ type: 'WaitTimeFromHeader', header: 'Retry-After' }]
    const retriever = aRetriever({
      requester: { error_handler: { ...handler(), backoff_strategies } },
    })
    const { sleeps, records } = await read(retriever, [
      ...failing(429, 2, { 'retry-after': '7' }),
      ...failing(429, 1),
      fine,
    ])
    expect(sleeps).toEqual([8, 8, 1])
    expect(idsOf(records)).toEqual([1])
  })

  it.each([
    [401, 'config_error', /Unauthorized/],
    [403, 'config_error', /Forbidden/],
    [404, 'system_error', /Not found/],
  ])('%i fails at once with %s', async (status, failureType, message) => {
    const { error, sleeps } = await read(aRetriever(), failing(status, 1))
    expect(error).toMatchObject({ code: 'response_rejected', failureType })
    expect((error as Error).message).toMatch(message)
    expect(sleeps).toEqual([])
  })

  it('are found in answers that look fine', async () => {
    const error_handler = handler({
      action: 'FAIL',
      predicate: "{{ response.error == 'x' }}",
      error_message: 'bad {{ response.m }}',
    })
    const { error } = await read(aRetriever({ requester: { error_handler } }), [
      { request: 'GET /items', json: { error: 'x', m: 5 } },
    ])
    expect(error).toMatchObject({ message: 'bad 5', failureType: 'system_error' })
  })

  it('can know the URL that they came from, without its query', async () => {
    const error_handler = handler({
      action: 'FAIL',
      http_codes: [404],
      error_message: 'no {{ request_url }}',
    })
    const retriever = aRetriever({ requester: { error_handler, request_parameters: { key: 's' } } })
    const { error } = await read(retriever, [{ request: 'GET /items?key=s', status: 404 }])
    expect(error).toMatchObject({ message: 'no https://api.x.com/items' })
  })

  it('leave a message without secrets when nothing says more', async () => {
    const error_handler = handler({ action: 'FAIL', http_codes: [418] })
    const retriever = aRetriever({
      requester: { error_handler, request_parameters: { key: 'hush' } },
    })
    const { error } = await read(retriever, [{ request: 'GET /items?key=hush', status: 418 }])
    expect(error).toMatchObject({ message: 'GET https://api.x.com/items answered 418.' })
  })

  it('of one handler in several are decided by the last, unless one accepts, ignores or retries', async () => {
    const error_handler = {
      type: 'CompositeErrorHandler',
      error_handlers: [handler({ action: 'RATE_LIMITED', http_codes: [403] }), handler()],
    }
    const { error } = await read(aRetriever({ requester: { error_handler } }), failing(403, 1))
    expect(error).toMatchObject({ code: 'response_rejected', failureType: 'config_error' })
  })
})

describe('a connection that is lost', () => {
  const lost = new TransportError('connection_lost', 'The connection was lost', {
    target: 'api.x.com:443',
  })
  const broken = { request: 'GET /items', json: data(1), lostWith: lost }

  it('is tried again before and within an answer', async () => {
    const { records, sleeps } = await read(aRetriever(), [
      { request: 'GET /items', failure: lost },
      broken,
      { request: 'GET /items', json: data(1) },
    ])
    expect(idsOf(records)).toEqual([1])
    expect(sleeps).toEqual([1, 2])
  })

  it('ends a read that streams, since its records are out', async () => {
    const { error, log } = await read(aRetriever({ decoder: { type: 'JsonlDecoder' } }), [broken])
    expect(error).toBe(lost)
    expect(log).toHaveLength(1)
  })

  it('is an answer without a response in the events', async () => {
    const { events } = await read(
      aRetriever(),
      [broken, { request: 'GET /items', json: data(1) }],
      {
        options: { capture: { bodyBytesMax: 100 } },
      },
    )
    expect(ofKind(events, 'answer')).toMatchObject([
      { action: 'retry', failure: { code: 'connection_lost' } },
      { action: 'accept' },
    ])
  })
})

describe('pagination reset', () => {
  it('begins once more with the same slice, and then gives up', async () => {
    const retriever = aRetriever({
      requester: { error_handler: handler({ action: 'RESET_PAGINATION', http_codes: [400] }) },
      paginator: pages({ type: 'PageIncrement', page_size: 2 }),
    })
    const round = [
      { request: 'GET /items', json: data(1, 2) },
      { request: 'GET /items?page=1', status: 400 },
    ]
    const { records, error } = await read(retriever, [...round, ...round])
    expect(idsOf(records)).toEqual([1, 2, 1, 2])
    expect(error).toMatchObject({ code: 'pagination_reset_repeated', failureType: 'system_error' })
  })

  it('goes on from where the cursor stands', async () => {
    const cursor: CursorPort = {
      isClientSide: false,
      isDataFeed: false,
      shouldBeSynced: () => true,
      trackWindow() {
        let newest = 0
        return {
          observe({ id }) {
            newest = Math.max(newest, Number(id))
          },
          rest: ({ partition }) => new StreamSlice(partition, { from: newest }),
        }
      },
    }
    const retriever = aRetriever({
      requester: { request_parameters: { from: '{{ stream_interval.from }}' } },
      paginator: pages({ type: 'PageIncrement', page_size: 2 }),
      pagination_reset: {
        type: 'PaginationReset',
        action: 'SPLIT_USING_CURSOR',
        limits: { number_of_records: 2 },
      } as never,
    })
    const { log } = await read(
      retriever,
      [
        { request: 'GET /items?from=0', json: data(1, 2) },
        { request: 'GET /items?from=2', json: data(3) },
      ],
      { stream: { cursor }, slice: new StreamSlice({}, { from: 0 }) },
    )
    expect(log).toEqual(['GET /items?from=0', 'GET /items?from=2'])
  })
})

describe('page size reduction', () => {
  const retriever = (page_size_reduction: object, strategy: object = {}) =>
    aRetriever({
      requester: { error_handler: handler({ action: 'REDUCE_PAGE_SIZE', http_codes: [502] }) },
      paginator: {
        ...pages({ type: 'OffsetIncrement', page_size: 4, ...strategy }),
        page_token_option: option('o'),
        page_size_option: option('size'),
      },
      page_size_reduction: { type: 'PageSizeReduction', ...page_size_reduction },
    })

  it('asks for the same page with half the size and keeps that size', async () => {
    const { log, sleeps, records } = await read(retriever({}), [
      { request: 'GET /items?size=4', status: 502 },
      { request: 'GET /items?size=2', json: data(1, 2) },
      { request: 'GET /items?o=2&size=2', json: data(3) },
    ])
    expect(log).toHaveLength(3)
    expect(sleeps).toEqual([0.5])
    expect(idsOf(records)).toEqual([1, 2, 3])
  })

  it('fails at the smallest size after its tries there', async () => {
    const rules = {
      minimum_page_size: 2,
      retries_at_minimum_page_size: 2,
      failure_message: 'Ask less.',
    }
    const { error, sleeps } = await read(retriever(rules), [
      { request: 'GET /items?size=4', status: 502 },
      { request: 'GET /items?size=2', status: 502 },
      { request: 'GET /items?size=2', status: 502 },
      { request: 'GET /items?size=2', status: 502 },
    ])
    expect(sleeps).toEqual([0.5, 0.5, 1])
    expect(error).toMatchObject({ code: 'page_size_rejected', failureType: 'transient_error' })
    expect((error as Error).message).toMatch(/2 records a page.*Ask less\./)
  })

  it('is refused where pages would shift', async () => {
    const { error } = await read(retriever({}, { type: 'PageIncrement' }), []).catch((thrown) => ({
      error: thrown,
    }))
    expect((error as Error).message).toMatch(/PageIncrement/)
  })
})

describe('request window splitting', () => {
  const cursor: CursorPort = {
    isClientSide: false,
    isDataFeed: false,
    shouldBeSynced: () => true,
    windowSplitter: () => (slice) => {
      const { from, to } = slice.cursorSlice as { from: number; to: number }
      if (from >= to) return undefined
      const middle = Math.floor((from + to) / 2)
      return [
        new StreamSlice(slice.partition, { from, to: middle }),
        new StreamSlice(slice.partition, { from: middle + 1, to }),
      ]
    },
  }
  const retriever = aRetriever({
    requester: {
      request_parameters: { from: '{{ stream_interval.from }}', to: '{{ stream_interval.to }}' },
      error_handler: handler({ action: 'SPLIT_REQUEST_WINDOW', http_codes: [413] }),
    },
    request_window_splitting: { type: 'RequestWindowSplitting' },
  })
  const slice = new StreamSlice({}, { from: 1, to: 4 })

  it('reads a window that is too large in halves', async () => {
    const { records, events } = await read(
      retriever,
      [
        { request: 'GET /items?from=1&to=4', status: 413 },
        { request: 'GET /items?from=1&to=2', json: data(1, 2) },
        { request: 'GET /items?from=3&to=4', status: 413 },
        { request: 'GET /items?from=3&to=3', json: data(3) },
        { request: 'GET /items?from=4&to=4', json: data(4) },
      ],
      { stream: { cursor }, slice },
    )
    expect(idsOf(records)).toEqual([1, 2, 3, 4])
    expect(ofKind(events, 'slice-end')).toMatchObject([{ end: 'pages-ended' }])
  })

  it('fails when the window cannot be cut further', async () => {
    const { error } = await read(retriever, [{ request: 'GET /items?from=1&to=1', status: 413 }], {
      stream: { cursor },
      slice: new StreamSlice({}, { from: 1, to: 1 }),
    })
    expect(error).toMatchObject({ code: 'window_rejected', failureType: 'transient_error' })
  })
})

describe('test reads', () => {
  const paginator = pages({ type: 'PageIncrement', page_size: 2 })

  it('stop after as many pages as they want and say what would come next', async () => {
    const { events, log } = await read(
      aRetriever({ paginator }),
      [{ request: 'GET /items', json: data(1, 2) }],
      {
        options: { pagesPerSlice: 1 },
      },
    )
    expect(log).toHaveLength(1)
    expect(ofKind(events, 'slice-end')).toMatchObject([{ end: 'page-limit' }])
    expect(ofKind(events, 'page')).toMatchObject([{ nextToken: 1 }])
  })

  it('ask once for the page behind the last one and keep its records out', async () => {
    const { events, records } = await read(
      aRetriever({ paginator }),
      [
        { request: 'GET /items', json: data(1) },
        { request: 'GET /items?page=1', json: data(8, 9) },
      ],
      { options: { proofCall: true, capture: { bodyBytesMax: 100 } } },
    )
    expect(idsOf(records)).toEqual([1])
    expect(ofKind(events, 'call').map(({ purpose }) => purpose)).toEqual(['data', 'proof'])
    expect(ofKind(events, 'page')).toMatchObject([
      { foundCount: 1 },
      { foundCount: 2, isProof: true },
    ])
  })

  it('do not fail with the page behind the last one', async () => {
    const { events, error } = await read(
      aRetriever({ paginator }),
      [
        { request: 'GET /items', json: data(1) },
        { request: 'GET /items?page=1', status: 404 },
      ],
      { options: { proofCall: true } },
    )
    expect(error).toBeUndefined()
    expect(ofKind(events, 'slice-end')).toMatchObject([{ end: 'pages-ended' }])
    expect(ofKind(events, 'note')).toHaveLength(1)
  })

  it('keep calls with their bodies up to the limit', async () => {
    const { events } = await read(aRetriever(), [{ request: 'GET /items', json: data(1) }], {
      options: { capture: { bodyBytesMax: 5 } },
    })
    expect(ofKind(events, 'answer')).toMatchObject([
      { call: 1, action: 'accept', response: { bodyText: '{"dat', isTruncated: true } },
    ])
    expect(ofKind(events, 'page')).toMatchObject([{ call: 1, body: data(1) }])
  })
})

it('stops a read in which a page asks for itself for ever', async () => {
  const paginator = pages({ type: 'CursorPagination', cursor_value: '{{ response.next }}' })
  const same = { request: 'GET /items?page=x', json: { ...data(1), next: 'x' } }
  const { error } = await read(aRetriever({ paginator }), [
    { request: 'GET /items', json: { ...data(0), next: 'x' } },
    same,
    same,
    same,
    same,
  ])
  expect(error).toMatchObject({ code: 'pagination_loop', blame: 'manifest' })
})
