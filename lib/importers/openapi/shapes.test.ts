import { describe, expect, it } from 'vitest'
import { get, listOf, query, spec, streamAt } from '../testing/spec'

type Part = Readonly<Record<string, unknown>>

const S = { type: 'string' },
  I = { type: 'integer' },
  B = { type: 'boolean' }
const U = { type: 'string', format: 'uri' }
const o = (properties: Part) => ({ type: 'object', properties })
const item = { id: S, name: S }
const L = () => listOf(item)
const post = (props: Part, schema: unknown) => ({
  post: {
    requestBody: { content: { 'application/json': { schema: o(props) } } },
    responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
  },
})
/** Frames and parameters as APIs commonly have them, and the ways that read them whole. */
const cases: readonly [frame: string, operation: unknown, ways: string, path?: string][] = [
  [
    'links and meta',
    get(
      [query('page[size]', I), query('page[after]', S)],
      o({
        tickets: L(),
        meta: o({ has_more: B, after_cursor: S, before_cursor: S }),
        links: o({ next: S, prev: S }),
      }),
    ),
    'next-url|cursor page[after]',
  ],
  [
    'paging.next.after',
    get(
      [query('after', S), query('limit')],
      o({ results: L(), paging: o({ next: o({ after: S, link: S }) }) }),
    ),
    'cursor after|next-url',
  ],
  [
    'next_offset',
    get(
      [
        query('offset', S, {
          description:
            'Determines your position in the list for pagination. Pass the value of next_offset.',
        }),
        query('limit'),
      ],
      o({ list: listOf({ loaf: o(item) }), next_offset: S }),
    ),
    'cursor offset',
  ],
  [
    'after + link prose',
    get(
      [
        query('after', S, {
          description:
            'The cursor to use for pagination. It is an opaque string obtained from the Link header.',
        }),
        query('limit'),
      ],
      L(),
    ),
    'next-url link',
  ],
  [
    'offset/limit/more',
    get(
      [query('offset'), query('limit'), query('total', B)],
      o({ loaves: L(), offset: I, limit: I, more: B, total: I }),
    ),
    'offset offset',
  ],
  [
    'cursor same name',
    get([query('cursor', S), query('limit')], o({ loaves: L(), cursor: S })),
    'cursor cursor',
  ],
  [
    'cursor same name body',
    post(
      { cursor: S, limit: I, location_ids: { type: 'array', items: S } },
      o({ loaves: L(), cursor: S }),
    ),
    'cursor cursor',
    '/loaves/search',
  ],
  [
    'next_page_uri',
    get(
      [query('Page'), query('PageSize'), query('PageToken', S)],
      o({ loaves: L(), next_page_uri: U, page: I, page_size: I, uri: S }),
    ),
    'next-url',
  ],
  [
    'count/offset',
    get([query('count'), query('offset')], o({ loaves: L(), total_items: I, _links: L() })),
    'offset offset',
  ],
  [
    'path next',
    get(
      [query('limit')],
      o({
        has_more: B,
        next: { ...S, description: 'Path to subsequent page of results.' },
        data: L(),
      }),
    ),
    'next-url',
  ],
  [
    'next_page_token',
    get(
      [
        query('page_size'),
        query('next_page_token', S),
        query('page_number', I, { deprecated: true }),
      ],
      o({ next_page_token: S, page_size: I, loaves: L() }),
    ),
    'cursor next_page_token',
  ],
  [
    'an offset that is told to be a token',
    get(
      [
        query('offset', S, {
          description:
            'To fetch the next page of records, include the offset from the previous response.',
        }),
        query('pageSize'),
      ],
      o({ records: L(), offset: S }),
    ),
    'cursor offset',
  ],
  [
    'page_token count',
    get(
      [query('page_token', S), query('count')],
      o({ collection: L(), pagination: o({ count: I, next_page: U, next_page_token: S }) }),
    ),
    'cursor page_token|next-url',
  ],
  [
    'start/next_start',
    get(
      [query('start'), query('limit')],
      o({
        success: B,
        data: L(),
        additional_data: o({
          pagination: o({ start: I, limit: I, more_items_in_collection: B, next_start: I }),
        }),
      }),
    ),
    'offset start|cursor start',
  ],
  [
    'additional_data.next_cursor',
    get(
      [query('cursor', S), query('limit')],
      o({ success: B, data: L(), additional_data: o({ next_cursor: S }) }),
    ),
    'cursor cursor',
  ],
  [
    'meta.cursors.after',
    get(
      [query('after', S), query('before', S), query('limit')],
      o({ loaves: L(), meta: o({ limit: I, cursors: o({ after: S, before: S }) }) }),
    ),
    'cursor after',
  ],
  [
    '_skip/_limit',
    get([query('_skip'), query('_limit')], o({ data: L(), has_more: B })),
    'offset _skip',
  ],
  [
    'meta.next_page_link',
    get(
      [query('page'), query('per_page')],
      o({
        loaves: L(),
        meta: o({ count: I, total: I, current_page: I, per_page: I, next_page_link: S }),
      }),
    ),
    'page page|next-url',
  ],
  [
    'result.nextPage',
    get(
      [query('skipToken', S), query('pageSize')],
      o({ result: o({ elements: L(), nextPage: S }), meta: o({ requestId: S }) }),
    ),
    'next-url|cursor skipToken',
  ],
  [
    'records.cursor body',
    post(
      { cursor: S, filter: o({ from: S }) },
      o({
        requestId: S,
        records: o({ totalRecords: I, currentPageSize: I, cursor: S }),
        loaves: L(),
      }),
    ),
    'cursor cursor',
    '/loaves/list',
  ],
  [
    'pages.next.starting_after',
    get(
      [query('starting_after', S), query('per_page')],
      o({
        type: S,
        data: L(),
        pages: o({ page: I, next: o({ per_page: I, starting_after: S }), total_pages: I }),
      }),
    ),
    'cursor starting_after',
  ],
  [
    'meta.page.after + links',
    get(
      [query('page[cursor]', S), query('page[limit]')],
      o({ data: L(), links: o({ next: S }), meta: o({ page: o({ after: S }) }) }),
    ),
    'next-url|cursor page[cursor]',
  ],
  [
    'start + next',
    get(
      [
        query('start', S, { description: 'The token for the page of results you want to return.' }),
        query('limit'),
      ],
      o({ loaves: L(), next: S }),
    ),
    'cursor start',
  ],
  [
    'response_metadata.next_cursor',
    get(
      [query('cursor', S), query('limit')],
      o({ ok: B, members: L(), response_metadata: o({ next_cursor: S }) }),
    ),
    'cursor cursor',
  ],
  [
    'nextPageToken same',
    get(
      [query('nextPageToken', S), query('pageSize')],
      o({ kind: S, data: L(), nextPageToken: S }),
    ),
    'cursor nextPageToken',
  ],
  [
    'page_info link',
    get([query('page_info', S), query('limit')], o({ loaves: L() }), {
      responses: {
        200: {
          description: 'ok',
          headers: { Link: { schema: S } },
          content: { 'application/json': { schema: o({ loaves: L() }) } },
        },
      },
    }),
    'next-url link',
  ],
  [
    'pageNumber etc',
    get(
      [query('page'), query('pageSize')],
      o({ pageNumber: I, pageSize: I, totalPages: I, totalCount: I, data: L() }),
    ),
    'page page 1',
  ],
  [
    'link prose page',
    get(
      [
        query('page'),
        query('per_page', I, { description: 'Up to 500. See the Link header for further pages.' }),
      ],
      L(),
    ),
    'page page 1|next-url link',
  ],
  [
    'page[number] and links',
    get(
      [query('page[number]'), query('page[size]')],
      o({ data: L(), links: o({ self: S, next: S, last: S }), meta: o({ total: I }) }),
    ),
    'page page[number] 1|next-url',
  ],
  [
    'count, next, previous, results',
    get(
      [query('page'), query('page_size')],
      o({
        count: I,
        next: { ...U, nullable: true },
        previous: { ...U, nullable: true },
        results: L(),
      }),
    ),
    'next-url|page page 1',
  ],
  [
    'count, next, previous, results with offsets',
    get(
      [query('limit'), query('offset')],
      o({
        count: I,
        next: { ...U, nullable: true },
        previous: { ...U, nullable: true },
        results: L(),
      }),
    ),
    'next-url|offset offset',
  ],
  [
    'content with a pageable object',
    get(
      [
        query(
          'pageable',
          o({
            page: { ...I, minimum: 0 },
            size: { ...I, minimum: 1 },
            sort: { type: 'array', items: S },
          }),
          { required: true },
        ),
      ],
      o({
        content: L(),
        totalElements: I,
        totalPages: I,
        number: I,
        size: I,
        first: B,
        last: B,
        numberOfElements: I,
        empty: B,
      }),
    ),
    'page page 0',
  ],
  [
    'content with totalElements and number',
    get(
      [query('page'), query('size')],
      o({
        content: L(),
        totalElements: I,
        totalPages: I,
        number: I,
        size: I,
        first: B,
        last: B,
        numberOfElements: I,
        empty: B,
      }),
    ),
    'page page 0',
  ],
  [
    'links and meta.current_page',
    get(
      [query('page')],
      o({
        data: L(),
        links: o({ first: S, last: S, prev: S, next: S }),
        meta: o({ current_page: I, last_page: I, per_page: I, total: I }),
      }),
    ),
    'page page 1|next-url',
  ],
  [
    'next_page_url and current_page',
    get(
      [query('page')],
      o({ current_page: I, data: L(), next_page_url: S, last_page: I, per_page: I, total: I }),
    ),
    'page page 1|next-url',
  ],
  [
    'NextToken in bodies',
    post({ NextToken: S, MaxResults: I }, o({ NextToken: S, Loaves: L() })),
    'cursor NextToken',
    '/ListLoaves',
  ],
  [
    'start/count paging.links',
    get(
      [query('start'), query('count')],
      o({
        elements: L(),
        paging: o({ start: I, count: I, total: I, links: listOf({ rel: S, href: S }) }),
      }),
    ),
    'offset start',
  ],
  [
    'nextPageToken and moreResult',
    get(
      [query('nextPageToken', S), query('batchSize')],
      o({ requestId: S, success: B, result: L(), nextPageToken: S, moreResult: B }),
    ),
    'cursor nextPageToken',
  ],
  [
    'marker',
    get([query('marker', S), query('limit')], o({ entries: L(), next_marker: S, limit: I })),
    'cursor marker',
  ],
  [
    'edges and pageInfo',
    get(
      [query('after', S), query('first')],
      o({
        edges: listOf({ cursor: S, node: o(item) }),
        pageInfo: o({ hasNextPage: B, endCursor: S }),
      }),
    ),
    'cursor after',
  ],
  [
    'page token only in response',
    get([query('limit')], o({ data: L(), next_page: U })),
    'next-url',
  ],
  [
    'continuationToken',
    get(
      [query('continuationToken', S), query('maxPageSize')],
      o({ value: L(), continuationToken: S }),
    ),
    'cursor continuationToken',
  ],
  [
    'search after id',
    get(
      [query('last_id', S, { description: 'Last id of the previous page' }), query('limit')],
      L(),
    ),
    'cursor last_id',
  ],
  ['since_id', get([query('since_id', S), query('limit')], o({ loaves: L() })), 'cursor since_id'],
  [
    'pageIndex 0',
    get(
      [query('pageIndex', I, { description: 'Zero-based index of the page' }), query('pageSize')],
      o({ items: L(), totalCount: I }),
    ),
    'page pageIndex 0',
  ],
  [
    'from/size',
    get(
      [query('from', I, { description: 'Index of the first result' }), query('size')],
      o({ hits: L(), total: I }),
    ),
    'offset from',
  ],
  [
    'startIndex and Resources',
    get(
      [
        query('startIndex', I, { description: '1-based index of the first result' }),
        query('count'),
      ],
      o({ totalResults: I, itemsPerPage: I, startIndex: I, Resources: L() }),
    ),
    'offset startIndex',
  ],
  ['page as string', get([query('page', S), query('limit', S)], o({ data: L() })), 'page page 1'],
  [
    'paginate[page]',
    get([query('paginate[page]'), query('paginate[limit]')], o({ data: L() })),
    'page paginate[page] 1',
  ],
  [
    'cursor nested both',
    get(
      [query('pagination_token', S), query('max_results')],
      o({ data: L(), meta: o({ next_token: S, result_count: I }) }),
    ),
    'cursor pagination_token',
  ],
  [
    'has_next page',
    get(
      [query('page'), query('limit')],
      o({ loaves: L(), pagination: o({ page: I, pages: I, has_next: B }) }),
    ),
    'page page 1',
  ],
  [
    'next as int',
    get([query('page'), query('per_page')], o({ loaves: L(), next_page: I })),
    'page page 1',
  ],
  [
    'cursor w/ prev/next objs',
    get(
      [query('cursor', S), query('limit')],
      o({ data: L(), cursor: o({ next: S, previous: S }) }),
    ),
    'cursor cursor',
  ],
  [
    'paging.cursor',
    get([query('cursor', S)], o({ items: L(), paging: o({ next_cursor: S, limit: I }) })),
    'cursor cursor',
  ],
  [
    'pagination.next URL str',
    get([query('page'), query('limit')], o({ data: L(), pagination: o({ next: S, total: I }) })),
    'page page 1',
  ],
]

describe('a list that has', () => {
  it.each(cases)('%s is read by its token', (_, operation, ways, path = '/loaves') => {
    const stream = streamAt(spec({ [path]: operation }), path)
    const { value } = stream.pagination
    const words: (string | number)[] = [value.kind]
    if ('token' in value) words.push(value.token.name)
    if (value.kind === 'page') words.push(value.firstPage)
    if (value.kind === 'next-url' && value.from.in === 'link') words.push('link')
    const wanted = ways.split('|')
    expect(wanted.some((way) => words.join(' ').startsWith(way)) || words.join(' ')).toBe(true)
    expect(stream.isList).toBe(true)
  })

  it('items that wrap records is read inside them', () => {
    const inner = o({ id: S, name: S })
    const records = (item: Part, path: string, key: string) =>
      streamAt(spec({ [path]: get([], o({ [key]: { type: 'array', items: item } })) }), path)
    expect(records(o({ cursor: S, node: inner }), '/loaves', 'edges')).toMatchObject({
      records: { value: ['edges', '*', 'node'] },
      key: { value: ['id'] },
    })
    expect(records(o({ loaf: inner, oven: inner }), '/loafs', 'list')).toMatchObject({
      records: { value: ['list', '*', 'loaf'] },
    })
    expect(records(o({ id: S, loaf: inner }), '/loafs', 'list').records.value).toEqual(['list'])
  })

  it('object parameters is asked as OpenAPI writes them', () => {
    const names = (name: string, more: Part) => {
      const parameter = query(name, o({ page: I, size: I }), more)
      const { value } = streamAt(spec({ '/loaves': get([parameter], L()) }), '/loaves').pagination
      return 'token' in value ? value.token.name : ''
    }
    expect(names('query', {})).toBe('page')
    expect(names('query', { style: 'deepObject' })).toBe('query[page]')
    expect(names('paginate', {})).toBe('paginate[page]')
    expect(names('paginate', { style: 'form', explode: true })).toBe('page')
  })
})
