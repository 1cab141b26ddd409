import type { HttpRequest } from '../../lib/engine/transport'
import { envelope, get, listOf, query, spec } from '../../lib/importers/testing/spec'
import type { MockApi, MockList } from './mock-server'

type Part = Readonly<Record<string, unknown>>

/** An invented API: what its document says, and how its server behaves. */
export interface OwnApi {
  /** The rule that it tries. */
  readonly rule: string
  readonly document: Part
  readonly server: MockApi
  /** The document says too little: the read is to stay on one page and to say that it does not know. */
  readonly isUnknown?: boolean
}

const host = 'api.bakery.example'
const text = { type: 'string' }
const integer = { type: 'integer' }
const flag = { type: 'boolean' }
const object = (properties: Part) => ({ type: 'object', properties })
const decoys = {
  errors: [{ id: 'decoy-1' }],
  included: [{ id: 'decoy-2' }],
  warnings: [],
}
const declaredDecoys = { errors: listOf({ id: text }), included: listOf({ id: text }) }
const item = { id: text, name: text }
const limit = (maximum = 50) => query('limit', { ...integer, maximum, default: 20 })
const size = (name = 'limit', most = 50, usual = 20) => ({ name, most, usual })

function api(
  rule: string,
  paths: Part,
  lists: readonly Partial<MockList>[],
  more: Part = {},
  server: Partial<MockApi> = {},
): OwnApi {
  const full = lists.map((list) => ({ path: '/v1/loaves', records: ['data'], ...list }))
  return { rule, document: spec(paths, more), server: { host, lists: full, ...server } }
}

const one = (parameters: Record<string, unknown>[], schema: unknown, more = {}) => ({
  '/loaves': get(parameters, schema, more),
})
const post = (properties: Part, schema: unknown, more = {}) => ({
  '/loaves/search': {
    post: {
      requestBody: { content: { 'application/json': { schema: object(properties) } } },
      responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
      ...more,
    },
  },
})
const linkHeader = {
  responses: {
    200: {
      description: 'ok',
      headers: { Link: { schema: text } },
      content: { 'application/json': { schema: listOf(item) } },
    },
  },
}
const cursorList = (name: string, token: readonly string[], more?: string): Partial<MockList> => ({
  paging: { kind: 'cursor', name, token, ...(more ? { more } : {}) },
  size: size(),
})
const signed = (name: string, value: RegExp) => ({
  isSigned: ({ headers }: HttpRequest) =>
    headers.some(([key, each]) => key.toLowerCase() === name && value.test(each)),
})

/** Invented APIs, each for one rule of how documents are read. */
export const ownApis: readonly OwnApi[] = [
  api(
    'page numbers, with decoys in the envelope',
    one(
      [query('page'), query('per_page', { ...integer, maximum: 50 })],
      envelope('data', declaredDecoys, item),
    ),
    [{ paging: { kind: 'page', name: 'page', first: 1 }, size: size('per_page'), frame: decoys }],
  ),
  api(
    'page numbers from zero',
    one(
      [query('page', { ...integer, default: 0, minimum: 0 }), limit()],
      envelope('data', {}, item),
    ),
    [{ paging: { kind: 'page', name: 'page', first: 0 }, size: size() }],
  ),
  api(
    'page numbers beside a next page in the answer',
    one(
      [query('page'), limit()],
      envelope(
        'loaves',
        { meta: object({ current_page: integer, next_page: integer, total_pages: integer }) },
        item,
      ),
    ),
    [
      {
        records: ['loaves'],
        paging: { kind: 'page', name: 'page', first: 1 },
        size: size(),
        frame: { meta: {} },
      },
    ],
  ),
  api(
    'object parameters: page[number] and page[size]',
    one(
      [
        query('page', object({ number: integer, size: { ...integer, maximum: 50 } }), {
          style: 'deepObject',
        }),
      ],
      envelope('data', {}, item),
    ),
    [{ paging: { kind: 'page', name: 'page[number]', first: 1 }, size: size('page[size]') }],
  ),
  api('offsets', one([query('offset'), limit()], envelope('data', { total: integer }, item)), [
    { paging: { kind: 'offset', name: 'offset' }, size: size() },
  ]),
  api(
    'an offset that is a token',
    one(
      [query('offset', text, { description: 'Offset token of the next page.' }), limit()],
      envelope('data', { next_page: object({ offset: text }) }, item),
    ),
    [cursorList('offset', ['next_page', 'offset'])],
  ),
  api(
    'a cursor with a token in the answer',
    one(
      [query('cursor', text), limit()],
      envelope('data', { meta: object({ next_cursor: text }) }, item),
    ),
    [cursorList('cursor', ['meta', 'next_cursor'])],
  ),
  api(
    'a cursor with a flag that says when to stop',
    one(
      [query('cursor', text), limit()],
      envelope('data', { next_cursor: text, has_more: flag }, item),
    ),
    [cursorList('cursor', ['next_cursor'], 'has_more')],
  ),
  api(
    'pageToken and nextPageToken',
    one(
      [query('pageToken', text), query('maxResults', { ...integer, maximum: 50 })],
      envelope('items', { nextPageToken: text, kind: text }, item),
    ),
    [
      {
        ...cursorList('pageToken', ['nextPageToken']),
        records: ['items'],
        size: size('maxResults'),
      },
    ],
  ),
  api(
    'a URL in the answer before a cursor parameter',
    one(
      [query('page[cursor]', text), limit()],
      envelope('data', { links: object({ self: text, next: { ...text, format: 'uri' } }) }, item),
    ),
    [{ paging: { kind: 'next-url', url: ['links', 'next'] }, size: size() }],
  ),
  api(
    'OData: value and @odata.nextLink',
    one([query('$top', integer)], envelope('value', { '@odata.nextLink': text }, item)),
    [
      {
        records: ['value'],
        paging: { kind: 'next-url', url: ['@odata.nextLink'] },
        size: size('$top'),
      },
    ],
  ),
  api(
    'HAL: _embedded and _links',
    one([limit()], {
      ...object({
        _embedded: object({ loaves: listOf(item) }),
        _links: object({ next: object({ href: text }) }),
      }),
    }),
    [
      {
        records: ['_embedded', 'loaves'],
        paging: { kind: 'next-url', url: ['_links', 'next', 'href'] },
        size: size(),
      },
    ],
  ),
  api('a Link header', { '/loaves': { get: { parameters: [limit()], ...linkHeader } } }, [
    { records: [], paging: { kind: 'link' }, size: size() },
  ]),
  api(
    'the id of the last record',
    one(
      [
        query('starting_after', text, { description: 'Id of the last loaf of the page before.' }),
        limit(),
      ],
      envelope('data', { has_more: flag }, item),
    ),
    [{ paging: { kind: 'last-id', name: 'starting_after', more: 'has_more' }, size: size() }],
  ),
  api(
    'a search with paging in its body',
    post(
      { start_cursor: text, page_size: { ...integer, maximum: 50 } },
      envelope('results', { next_cursor: text, has_more: flag }, item),
    ),
    [
      {
        ...cursorList('start_cursor', ['next_cursor'], 'has_more'),
        method: 'POST',
        path: '/v1/loaves/search',
        records: ['results'],
        size: size('page_size'),
      },
    ],
  ),
  api(
    'a search with paging one level deep in its body',
    post(
      { paging: object({ offset: integer, limit: { ...integer, maximum: 50 } }) },
      envelope('results', { total: integer }, item),
    ),
    [
      {
        method: 'POST',
        path: '/v1/loaves/search',
        records: ['results'],
        paging: { kind: 'offset', name: 'paging.offset' },
        size: size('paging.limit'),
      },
    ],
  ),
  api(
    'a token that only a sibling declares',
    {
      '/loaves': get([query('cursor', text), limit()], { type: 'object' }),
      '/ovens': get(
        [query('cursor', text), limit()],
        envelope('data', { next_cursor: text }, item),
      ),
      '/flours': get(
        [query('cursor', text), limit()],
        envelope('data', { next_cursor: text }, item),
      ),
    },
    ['loaves', 'ovens', 'flours'].map((noun) => ({
      ...cursorList('cursor', ['next_cursor']),
      path: `/v1/${noun}`,
    })),
  ),
  api(
    'no paging, beside filters that look like it',
    one(
      [
        query('start', { ...text, format: 'date' }),
        query('before', { ...text, format: 'date-time' }),
        query('from', text, { description: 'Town from which it is sent.' }),
        query('token', text),
      ],
      envelope('data', {}, item),
    ),
    [{}],
  ),
  api(
    'a largest page that only a text names',
    one(
      [
        query('page'),
        query('count', integer, { description: 'Loaves on a page, 20 by default, at most 40.' }),
      ],
      envelope('data', {}, item),
    ),
    [{ paging: { kind: 'page', name: 'page', first: 1 }, size: size('count', 40, 20) }],
  ),
  api(
    'x-ms-pageable',
    one([], envelope('value', { more: text }, item), { 'x-ms-pageable': { nextLinkName: 'more' } }),
    [{ records: ['value'], paging: { kind: 'next-url', url: ['more'] }, size: size() }],
  ),
  api(
    'x-speakeasy-pagination',
    one([query('mark', text), limit()], envelope('data', { meta: object({ mark: text }) }, item), {
      'x-speakeasy-pagination': {
        type: 'cursor',
        inputs: [{ name: 'mark', in: 'parameters', type: 'cursor' }],
        outputs: { nextCursor: '$.meta.mark' },
      },
    }),
    [cursorList('mark', ['meta', 'mark'])],
  ),
  api(
    'x-fern-pagination',
    one([query('mark', text), limit()], envelope('data', { mark: text }, item), {
      'x-fern-pagination': {
        cursor: '$request.mark',
        next_cursor: '$response.mark',
        results: '$response.data',
      },
    }),
    [cursorList('mark', ['mark'])],
  ),
  api(
    'x-pagination',
    one(
      [query('mark', text), query('limit', { ...integer, maximum: 50 })],
      envelope('data', { meta: object({ mark: text }) }, item),
      {
        'x-pagination': {
          cursorParam: 'mark',
          cursorPath: 'meta.mark',
          limitParam: 'limit',
          resultsPath: 'data',
        },
      },
    ),
    [cursorList('mark', ['meta', 'mark'])],
  ),
  api(
    'children of children',
    {
      '/ovens': get([query('page'), limit()], envelope('data', {}, { id: text })),
      '/ovens/{ovenId}': get([], object({ id: text })),
      '/ovens/{ovenId}/trays': get([query('page'), limit()], envelope('data', {}, { id: text })),
      '/ovens/{ovenId}/trays/{trayId}/loaves': get(
        [query('page'), limit()],
        envelope('data', {}, { id: text }),
      ),
    },
    ['/v1/ovens', '/v1/ovens/{ovenId}/trays', '/v1/ovens/{ovenId}/trays/{trayId}/loaves'].map(
      (path) => ({ path, paging: { kind: 'page' as const, name: 'page', first: 1 }, size: size() }),
    ),
  ),
  api(
    'a parent that is called otherwise than the path',
    {
      '/bakers': get([], listOf({ baker_uuid: text, name: text })),
      '/bakers/{bakerUuid}/shifts': get([query('offset'), limit()], listOf({ shift_id: text })),
    },
    [
      { path: '/v1/bakers', records: [], id: 'baker_uuid' },
      {
        path: '/v1/bakers/{bakerUuid}/shifts',
        records: [],
        id: 'shift_id',
        paging: { kind: 'offset', name: 'offset' },
        size: size(),
      },
    ],
  ),
  api(
    'an answer that only an example shows',
    {
      '/loaves': {
        get: {
          parameters: [query('page'), limit()],
          responses: {
            200: {
              description: 'ok',
              content: { 'application/json': { example: { data: [{ id: 'x-1' }], page: 1 } } },
            },
          },
        },
      },
    },
    [{ paging: { kind: 'page', name: 'page', first: 1 }, size: size() }],
  ),
  api(
    'a key in the Authorization header with a word before it',
    one([], envelope('data', {}, item)),
    [{}],
    {
      components: {
        securitySchemes: {
          key: {
            type: 'apiKey',
            in: 'header',
            name: 'Authorization',
            description: 'Write `Flour YOUR_KEY` there.',
          },
        },
      },
      security: [{ key: [] }],
    },
    signed('authorization', /^Flour \S+$/),
  ),
  api(
    'two keys in two headers',
    one([], envelope('data', {}, item)),
    [{}],
    {
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
          app: { type: 'apiKey', in: 'header', name: 'X-App-Key' },
        },
      },
      security: [{ key: [], app: [] }],
    },
    {
      isSigned: (request) =>
        ['x-api-key', 'x-app-key'].every((name) =>
          request.headers.some(([key, value]) => key.toLowerCase() === name && value !== ''),
        ),
    },
  ),
  api(
    'a token that signing in gives',
    {
      ...one([], envelope('data', {}, item)),
      '/auth/login': {
        post: {
          summary: 'Sign in',
          requestBody: {
            content: { 'application/json': { schema: object({ username: text, password: text }) } },
          },
          responses: {
            200: {
              description: 'ok',
              content: {
                'application/json': { schema: object({ data: object({ token: text }) }) },
              },
            },
          },
        },
      },
    },
    [{}],
    {
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'header', name: 'X-Session-Token' } },
      },
      security: [{ session: [] }],
    },
    {
      ...signed('x-session-token', /^opened$/),
      other: { 'POST /v1/auth/login': { data: { token: 'opened' } } },
    },
  ),
  api(
    'a version that a header has to name',
    one(
      [
        {
          name: 'Bakery-Version',
          in: 'header',
          required: true,
          schema: { ...text, enum: ['2024-05-01'] },
        },
        query('page'),
        limit(),
      ],
      envelope('data', {}, item),
    ),
    [
      {
        paging: { kind: 'page', name: 'page', first: 1 },
        size: size(),
        demands: { 'bakery-version': '2024-05-01' },
      },
    ],
  ),
  {
    ...api(
      'a host that each customer names',
      one([query('page'), limit()], envelope('data', {}, item)),
      [{ path: '/loaves', paging: { kind: 'page', name: 'page', first: 1 }, size: size() }],
      {
        servers: [
          {
            url: 'https://{subdomain}.bakery.example',
            variables: { subdomain: { default: 'your-shop' } },
          },
        ],
      },
      { host: 'my-subdomain.bakery.example' },
    ),
  },
  {
    rule: 'Swagger 2.0',
    document: {
      swagger: '2.0',
      info: { title: 'Bakery', version: '1' },
      host,
      basePath: '/v1',
      schemes: ['https'],
      securityDefinitions: { user: { type: 'basic' } },
      security: [{ user: [] }],
      paths: {
        '/loaves': {
          get: {
            parameters: [
              { name: 'page', in: 'query', type: 'integer' },
              { name: 'limit', in: 'query', type: 'integer', maximum: 50 },
            ],
            responses: { 200: { description: 'ok', schema: envelope('data', {}, item) } },
          },
        },
      },
    },
    server: {
      host,
      lists: [
        {
          path: '/v1/loaves',
          records: ['data'],
          paging: { kind: 'page', name: 'page', first: 1 },
          size: size(),
        },
      ],
      ...signed('authorization', /^Basic \S+$/),
    },
  },
]
