import { describe, expect, test } from 'vitest'
import type { StationName } from '@/lib/testread/test-read'
import { plainText } from './sentence'
import { stationSentence } from './station-sentence'

function said(station: StationName, stream: unknown, manifest?: unknown) {
  return plainText(stationSentence(station, stream, manifest))
}
const withRouter = (partition_router: unknown) => ({ retriever: { partition_router } })
const withRequester = (requester: unknown) => ({ retriever: { requester } })
const withAuth = (authenticator: unknown) => withRequester({ authenticator })
const withPages = (paginator: unknown) => ({ retriever: { paginator } })
const withErrors = (error_handler: unknown) => withRequester({ error_handler })

describe('partitions', () => {
  const parent = (name: string, parent_key: string) => ({ stream: { name }, parent_key })
  test.each([
    [{}, 'None. The stream is read in one go'],
    [
      withRouter({ type: 'ListPartitionRouter', values: ['a', 'b', 'c', 'd', 'e'] }),
      'One slice for each of 5 values: a, b, c and 2 more',
    ],
    [
      withRouter({ type: 'ListPartitionRouter', values: "{{ config['regions'] }}" }),
      'One slice for each value of regions',
    ],
    [
      withRouter({
        type: 'SubstreamPartitionRouter',
        parent_stream_configs: [
          { ...parent('order_items', 'id'), request_option: { field_name: 'order_id' } },
        ],
      }),
      'One slice for each id of Order items, sent as order_id',
    ],
    [
      withRouter({
        type: 'SubstreamPartitionRouter',
        parent_stream_configs: [parent('orders', 'id'), parent('customers', 'key')],
      }),
      'One slice for each id of Orders, then of key of Customers',
    ],
    [
      withRouter({
        type: 'GroupingPartitionRouter',
        group_size: 10,
        underlying_partition_router: { type: 'ListPartitionRouter', values: ['a', 'b'] },
      }),
      'One slice for each of 2 values: a and b, 10 at a time',
    ],
    [
      withRouter({ type: 'CustomPartitionRouter', class_name: 'source_x.Router' }),
      'Custom code source_x.Router: cannot run here',
    ],
    [
      {
        type: 'DynamicDeclarativeStream',
        components_resolver: {
          type: 'HttpComponentsResolver',
          retriever: {
            requester: { path: '/tables' },
            record_selector: { extractor: { field_path: ['tables'] } },
          },
        },
      },
      'One stream for each item at tables[] of GET /tables',
    ],
  ])('%#', (stream, sentence) => expect(said('partitions', stream)).toBe(sentence))
})

describe('request', () => {
  test.each([
    [withRequester({ path: '/v1/orders' }), 'GET /v1/orders'],
    [withRequester({ path: 'v1/orders' }), 'GET /v1/orders'],
    [
      withRequester({ path: '/o', request_parameters: { status: 'any', b: 1, c: 2 } }),
      'GET /o with status=any, b=1 and 1 more',
    ],
    [
      withRequester({ path: '/s', http_method: 'POST', request_body_json: { a: 1, b: 2 } }),
      'POST /s with a JSON body of 2 fields',
    ],
    [
      withRequester({
        path: '/graphql',
        http_method: 'POST',
        request_body: {
          type: 'RequestBodyGraphQL',
          value: { query: 'query { orders(first: 10) { id name total } }' },
        },
      }),
      'POST /graphql with a GraphQL query of 3 fields',
    ],
    [withRequester({ path: '/o', use_cache: true }), 'GET /o, kept for its children'],
    [withRequester({ url: 'https://api.example.com/v2/items' }), 'GET /v2/items'],
    [withRequester({}), 'Not set'],
    [
      {
        retriever: {
          type: 'AsyncRetriever',
          creation_requester: { path: '/jobs', http_method: 'POST' },
          polling_requester: { path: '/jobs/1' },
          status_mapping: { completed: ['done'] },
        },
      },
      'Start a job at POST /jobs, ask GET /jobs/1 until done, then download',
    ],
  ])('%#', (stream, sentence) => expect(said('request', stream)).toBe(sentence))
})

describe('authentication', () => {
  const oauth = {
    type: 'OAuthAuthenticator',
    token_refresh_endpoint: 'https://api.example.com/oauth/token',
    client_id: "{{ config['client_id'] }}",
    client_secret: '{{ config.client_secret }}',
  }
  test.each([
    [withAuth(undefined), 'None. The API is open'],
    [
      withAuth({ type: 'ApiKeyAuthenticator', api_token: '{{ config.key }}', header: 'X-Key' }),
      'key as header X-Key',
    ],
    [
      withAuth({
        type: 'ApiKeyAuthenticator',
        api_token: '{{ config.key }}',
        inject_into: { inject_into: 'request_parameter', field_name: 'api_key' },
      }),
      'key as query api_key',
    ],
    [
      withAuth({ type: 'BearerAuthenticator', api_token: '{{ config["token"] }}' }),
      'Bearer token from input token',
    ],
    [
      withAuth({
        type: 'BasicHttpAuthenticator',
        username: '{{ config.u }}',
        password: '{{ config.p }}',
      }),
      'User u, password p',
    ],
    [
      withAuth({ ...oauth, grant_type: 'client_credentials' }),
      'Bearer token from POST /oauth/token with client_id and client_secret',
    ],
    [
      withAuth({ ...oauth, refresh_token: '{{ config.refresh }}', refresh_token_updater: {} }),
      'Bearer token renewed at POST /oauth/token with refresh, which changes each time',
    ],
    [
      withAuth({
        type: 'SessionTokenAuthenticator',
        login_requester: { path: '/login' },
        session_token_path: ['id'],
        expiration_duration: 'PT1H',
        request_authentication: {
          type: 'ApiKey',
          inject_into: { inject_into: 'header', field_name: 'X-Session' },
        },
      }),
      'Sign in at POST /login, then send id as header X-Session for an hour',
    ],
    [
      withAuth({ type: 'JwtAuthenticator', secret_key: '{{ config.k }}', algorithm: 'RS256' }),
      'Token signed with k (RS256), good for 20 min',
    ],
    [
      withAuth({
        type: 'SelectiveAuthenticator',
        authenticator_selection_path: ['credentials', 'kind'],
        authenticators: { a: {}, b: {} },
      }),
      'One of 2 ways, chosen by input credentials.kind',
    ],
  ])('%#', (stream, sentence) => expect(said('authentication', stream)).toBe(sentence))
})

describe('pages', () => {
  const pager = (pagination_strategy: unknown, more = {}) =>
    withPages({ type: 'DefaultPaginator', pagination_strategy, ...more })
  const sized = { page_size_option: { field_name: 'limit' } }
  const sentAs = (field_name: string) => ({ page_token_option: { field_name } })
  const cursor = (cursor_value: string, more = {}) => ({
    type: 'CursorPagination',
    cursor_value,
    ...more,
  })
  test.each([
    [{}, 'One page only. Nothing asks for the next one'],
    [
      pager(
        { type: 'PageIncrement', start_from_page: 1, page_size: 50 },
        { ...sized, ...sentAs('page') },
      ),
      'Ask for 50 a page. Count pages from 1 as page until a page is short',
    ],
    [
      pager({ type: 'PageIncrement' }, sentAs('page')),
      'Count pages from 0 as page until a page is empty',
    ],
    [
      pager({ type: 'OffsetIncrement', page_size: 100 }, { ...sized, ...sentAs('offset') }),
      'Ask for 100 a page. Skip 100 more each time as offset until a page is short',
    ],
    [
      pager(
        cursor('{{ response.next_cursor }}', {
          page_size: 100,
          stop_condition: '{{ not response.next_cursor }}',
        }),
        sized,
      ),
      'Ask for 100 a page. Follow next_cursor from the body until it is empty',
    ],
    [
      pager(cursor("{{ response['c'] }}", { stop_condition: '{{ response.more == false }}' })),
      'Follow c from the body until more is false',
    ],
    [pager(cursor("{{ headers['X-Next'] }}")), 'Follow header X-Next until it is missing'],
    [
      pager(cursor("{{ headers['link']['next']['url'] }}"), {
        page_token_option: { type: 'RequestPath' },
      }),
      'Follow the Link header until it is missing',
    ],
    [
      pager(cursor('{{ response.links.next }}'), { page_token_option: { type: 'RequestPath' } }),
      'Follow the link links.next until it is missing',
    ],
    [pager(cursor("{{ last_record['id'] }}")), 'Ask after the last id until a page is empty'],
    [pager(cursor('')), 'Follow Not set until it is empty'],
  ])('%#', (stream, sentence) => expect(said('pages', stream)).toBe(sentence))
})

describe('records', () => {
  const at = (field_path: string[], more = {}, retriever = {}) => ({
    retriever: {
      ...retriever,
      record_selector: { extractor: { type: 'DpathExtractor', field_path }, ...more },
    },
  })
  test.each([
    [at(['data']), 'Records at data[]'],
    [at([]), 'The whole body is one record'],
    [at(['orders', '*', 'items']), 'Records at items[] of every orders'],
    [
      at([], {}, { decoder: { type: 'CsvDecoder', delimiter: ';' } }),
      'CSV with ;. Records: every line',
    ],
    [
      at(['data'], { record_filter: { condition: "{{ record.status != 'test' }}" } }),
      "Records at data[], without those where status is 'test'",
    ],
    [
      at(['data'], { record_filter: { condition: "{{ record['n'] > 3 }}" } }),
      'Records at data[], only those where n > 3',
    ],
  ])('%#', (stream, sentence) => expect(said('records', stream)).toBe(sentence))
})

describe('transformations', () => {
  test('says that nothing is done', () => {
    expect(said('transformations', {})).toBe('None. Records stay as they come')
  })
  test('joins steps in order of running and begins with a capital letter', () => {
    const transformations = [
      { type: 'RemoveFields', field_pointers: [['_links'], ['a', 'b'], ['c']] },
      { type: 'AddFields', fields: [{ path: ['total_eur'], value: '{{ record.total.amount }}' }] },
    ]
    expect(said('transformations', { transformations })).toBe(
      'Remove _links, a.b and 1 more; add total_eur from total.amount',
    )
  })
  test('counts the steps that have no room', () => {
    const transformations = Array.from({ length: 9 }, () => ({ type: 'KeysToSnakeCase' }))
    expect(said('transformations', { transformations })).toMatch(/ and \d more$/)
  })
})

describe('incremental', () => {
  const cursor = {
    type: 'DatetimeBasedCursor',
    cursor_field: 'updated_at',
    start_datetime: { type: 'MinMaxDatetime', datetime: "{{ config['start_date'] }}" },
  }
  test.each([
    [{}, 'None. Every run reads everything'],
    [
      {
        incremental_sync: {
          ...cursor,
          lookback_window: 'P1D',
          start_time_option: { field_name: 'updated_after' },
        },
      },
      'From start_date on, by updated_at, a day again; send it as updated_after',
    ],
    [
      { incremental_sync: { ...cursor, step: 'P30D' } },
      'From start_date on, by updated_at; in windows of 30 days',
    ],
    [
      { incremental_sync: { ...cursor, is_client_side_incremental: true } },
      'From start_date on, by updated_at; the API cannot filter, so we drop older ones',
    ],
    [
      { incremental_sync: { type: 'IncrementingCountCursor', cursor_field: 'id' } },
      'After the highest id seen',
    ],
  ])('%#', (stream, sentence) => expect(said('incremental', stream)).toBe(sentence))
  test('shows both variants of a stream that delegates by state', () => {
    const stream = {
      type: 'StateDelegatingStream',
      full_refresh_stream: {},
      incremental_stream: { incremental_sync: cursor },
    }
    expect(said('incremental', stream)).toBe(
      'First run: None. Every run reads everything. Later: From start_date on, by updated_at',
    )
  })
})

describe('errors and limits', () => {
  const budget = {
    api_budget: {
      policies: [
        {
          type: 'MovingWindowCallRatePolicy',
          rates: [{ limit: 120, interval: 'PT1M' }],
          matchers: [],
        },
      ],
    },
  }
  test.each([
    [{}, undefined, 'Retry 429 and 5xx, up to 5 times'],
    [
      withErrors({
        type: 'DefaultErrorHandler',
        backoff_strategies: [{ type: 'WaitTimeFromHeader', header: 'Retry-After' }],
        response_filters: [{ action: 'RETRY', http_codes: [429] }],
      }),
      budget,
      'On 429 wait for Retry-After, up to 5 times; 120 requests a minute',
    ],
    [
      withErrors({
        type: 'DefaultErrorHandler',
        response_filters: [
          { action: 'IGNORE', http_codes: [404] },
          { action: 'FAIL', http_codes: [403] },
        ],
      }),
      undefined,
      'Ignore 404; stop on 403',
    ],
    [
      withErrors({
        type: 'CompositeErrorHandler',
        error_handlers: [{ type: 'DefaultErrorHandler', max_retries: 2 }, {}, {}],
      }),
      undefined,
      'Retry 429 and 5xx, up to 2 times and 2 more rules',
    ],
  ])('%#', (stream, manifest, sentence) => expect(said('errors', stream, manifest)).toBe(sentence))
})

describe('schema and key', () => {
  const loader = (properties: object) => ({
    schema_loader: { type: 'InlineSchemaLoader', schema: { properties } },
  })
  test.each([
    [{ ...loader({ a: {}, b: {} }), primary_key: 'id' }, '2 fields. Key id'],
    [
      { ...loader({ a: {} }), primary_key: ['a', 'b'], incremental_sync: { cursor_field: 'at' } },
      '1 field. Key a and b; cursor at',
    ],
    [loader({ a: {} }), '1 field. No key: records are only added'],
    [{}, 'No schema yet. A run finds one'],
    [
      {
        primary_key: 'id',
        schema_loader: {
          type: 'DynamicSchemaLoader',
          retriever: { requester: { path: '/fields' } },
        },
      },
      'Fields come from GET /fields. Key id',
    ],
  ])('%#', (stream, sentence) => expect(said('schema', stream)).toBe(sentence))
})

test('a chip carries its place, below the stream that holds it', () => {
  const stream = {
    stream_template: withRequester({ path: '/a' }),
    type: 'DynamicDeclarativeStream',
  }
  expect(stationSentence('request', stream, {})[0]?.at).toEqual([
    'stream_template',
    'retriever',
    'requester',
    'path',
  ])
})

test.each([null, 4, 'text', [], { retriever: 5 }, { retriever: { requester: [] } }])(
  'a stream that is %j still gets nine sentences',
  (stream) => {
    const names = ['partitions', 'request', 'authentication', 'pages', 'records'] as const
    for (const name of names) expect(said(name, stream)).not.toBe('')
  },
)
