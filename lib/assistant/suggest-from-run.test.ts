import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../engine/values/value'
import { signalsOf } from '../testread/signals'
import type { Proof, TestRead } from '../testread/test-read'
import { suggestFromRun } from './suggest-from-run'
import type { Suggestion } from './suggestions'

const stream: JsonObject = {
  name: 'loaves',
  retriever: { record_selector: { extractor: { field_path: ['data'] } } },
}
const truncated: Proof = {
  level: 'truncated',
  isSample: false,
  title: '',
  text: '',
  station: 'pages',
  checks: [],
}

interface Answer {
  readonly body: JsonObject
  readonly records: readonly JsonObject[]
  readonly headers?: readonly (readonly [string, string])[]
  readonly url?: string
  /** What was sent, for a search. */
  readonly sent?: JsonObject
}

/** A read of one page. */
function readOf({
  body,
  records,
  headers = [],
  url = 'https://api.bakery.example/loaves',
  sent,
}: Answer) {
  const bodyText = JSON.stringify(body)
  const signals = { ...signalsOf(body, headers, records.length), fingerprint: '' }
  const counts = { foundCount: records.length, recordCount: records.length }
  const response = {
    status: 200,
    headers,
    url,
    redirects: [],
    bodyText,
    bodyBytes: 1,
    isTruncated: false,
  }
  const call = {
    call: 1,
    request: 1,
    attempt: 1,
    purpose: 'data' as const,
    place: { stream: 'loaves', slice: 0, page: 0 },
    sent: {
      method: sent ? 'POST' : 'GET',
      url,
      headers: [],
      ...(sent ? { body: JSON.stringify(sent) } : {}),
    },
    path: [],
    startMs: 0,
    waits: [],
    response,
  }
  const read: TestRead = {
    stream: 'loaves',
    status: 'completed',
    limits: [],
    slices: [
      {
        slice: 0,
        partition: {},
        window: {},
        pages: [{ slice: 0, page: 0, call: 1, ...counts, signals }],
      },
    ],
    records: records.map((data) => ({ slice: 0, page: 0, data })),
    calls: [call],
    notes: [],
    errors: [],
    bytes: 1,
    elapsedMs: 1,
  }
  return read
}

const two = [{ id: 1 }, { id: 2 }]
const paginator = (answer: Omit<Answer, 'records'>, proof = truncated, parameters: string[] = []) =>
  suggestFromRun(readOf({ records: two, ...answer }), proof, {
    at: '/streams/0',
    stream,
    parameters,
  }).find(({ path }) => path === '/streams/0/retriever/paginator')

describe('a read that was cut short', () => {
  it('goes on with an unused cursor in the parameter that the document has', () => {
    expect(
      paginator({ body: { data: two, meta: { next_cursor: 'abc' } } }, truncated, ['cursor']),
    ).toMatchObject({
      confidence: 'likely',
      value: {
        page_token_option: { field_name: 'cursor' },
        pagination_strategy: {
          cursor_value: "{{ (response.get('meta') or {}).get('next_cursor') }}",
        },
      },
      evidence: [{ document: 'call 1', pointer: '/meta/next_cursor' }],
    })
  })

  it('guesses the name of the parameter where nothing has it', () => {
    const found = paginator({ body: { data: two, nextPageToken: 'abc' } })
    expect(found).toMatchObject({
      confidence: 'guess',
      value: { page_token_option: { field_name: 'pageToken' } },
    })
  })

  it('follows a URL in the body and a Link header', () => {
    const url = 'https://api.bakery.example/loaves?p=2'
    expect(paginator({ body: { data: two, next: url } })).toMatchObject({
      confidence: 'certain',
      value: { page_token_option: { type: 'RequestPath' } },
    })
    expect(
      paginator({ body: { data: two }, headers: [['Link', `<${url}>; rel="next"`]] })?.title,
    ).toBe('Follow the Link header')
  })

  it('counts on with the parameter that was sent, in pages of the size that was asked for', () => {
    const url = 'https://api.bakery.example/loaves?page=1&per_page=2'
    expect(paginator({ url, body: { data: two, total: 9 } })?.value).toMatchObject({
      page_size_option: { field_name: 'per_page' },
      pagination_strategy: { type: 'PageIncrement', page_size: 2 },
    })
  })
})

describe('a read of a search that was cut short', () => {
  it('goes on in the body, under the name that was sent or is known there', () => {
    const sent = { filter: {}, paging: { cursor: null, limit: 50 } }
    expect(paginator({ sent, body: { data: two, next_cursor: 'abc' } })?.value).toMatchObject({
      page_token_option: { inject_into: 'body_json', field_path: ['paging', 'cursor'] },
      page_size_option: { inject_into: 'body_json', field_path: ['paging', 'limit'] },
      pagination_strategy: { page_size: 2 },
    })
  })

  it('counts on in the body', () => {
    const sent = { offset: 0, limit: 2 }
    expect(paginator({ sent, body: { data: two, total: 5 } })?.value).toMatchObject({
      page_token_option: { inject_into: 'body_json', field_name: 'offset' },
      pagination_strategy: { type: 'OffsetIncrement' },
    })
  })
})

describe('a read that was cut short, in rarer ways', () => {
  it('follows a link without a host, and a token in a header', () => {
    expect(paginator({ body: { data: two, next: '/loaves?page=2' } })).toMatchObject({
      title: 'Follow the URL in next',
      value: { page_token_option: { type: 'RequestPath' } },
    })
    const headers = [['X-Next-Cursor', 'abc']] as const
    expect(paginator({ body: { data: two }, headers }, truncated, ['cursor'])?.value).toMatchObject(
      {
        page_token_option: { field_name: 'cursor' },
        pagination_strategy: { cursor_value: "{{ headers.get('X-Next-Cursor') }}" },
      },
    )
  })

  it('goes on after the last record where a flag says that there is more', () => {
    const found = paginator({ body: { data: two, has_more: true } }, truncated, ['starting_after'])
    expect(found).toMatchObject({
      title: "Send the last record's id as starting_after",
      value: {
        page_token_option: { field_name: 'starting_after' },
        pagination_strategy: { cursor_value: "{{ last_record.get('id') }}" },
      },
    })
  })

  it('asks for as many as the server gives', () => {
    const url = 'https://api.bakery.example/loaves?offset=0&limit=100'
    expect(paginator({ url, body: { data: two, total: 9 } })?.value).toMatchObject({
      pagination_strategy: { type: 'OffsetIncrement', page_size: 2 },
    })
  })
})

describe('a read that came to its end', () => {
  it('needs no other paging', () => {
    const complete = { ...truncated, level: 'complete' as const }
    expect(paginator({ body: { data: two, next_cursor: 'abc' } }, complete)).toBeUndefined()
  })
})

describe('records', () => {
  const suggested = (answer: Answer, of = stream) =>
    suggestFromRun(
      readOf(answer),
      { ...truncated, level: 'unknown' },
      { at: '/streams/0', stream: of },
    )

  it('that were not found are looked for in the response', () => {
    expect(suggested({ body: { loaves: two, page: 1 }, records: [] })).toMatchObject([
      { path: '/streams/0/retriever/record_selector/extractor/field_path', value: ['loaves'] },
    ])
  })

  it('have a key where one field was there and different on all', () => {
    expect(suggested({ body: { data: two }, records: two })).toMatchObject([
      { path: '/streams/0/primary_key', value: ['id'] },
    ])
    const same = [{ id: 1 }, { id: 1 }]
    expect(suggested({ body: { data: same }, records: same })).toEqual([])
  })

  it('have a cursor field where a date tells of changes', () => {
    const rows = [
      { id: 1, updated_at: '2024-01-01T00:00:00Z' },
      { id: 2, updated_at: '2024-01-02T00:00:00Z' },
    ]
    expect(suggested({ body: { data: rows }, records: rows })[1]).toMatchObject({
      confidence: 'guess',
      value: { cursor_field: 'updated_at', is_client_side_incremental: true },
    })
  })

  it('with key and cursor already need nothing', () => {
    const of = { ...stream, primary_key: 'id', incremental_sync: {} }
    expect(suggested({ body: { data: two }, records: two }, of)).toEqual([])
  })

  it('that lack the key, or share it, have another', () => {
    const keyed = (rows: JsonObject[], key: string) =>
      suggested({ body: { data: rows }, records: rows }, { ...stream, primary_key: key })
    const rows = [
      { id: 1, kind: 'rye' },
      { id: 2, kind: 'rye' },
    ]
    expect(keyed(rows, 'kind')).toMatchObject([
      {
        value: ['id'],
        evidence: [{ quote: '2 different values; different records share one kind' }],
      },
    ])
    expect(keyed(rows, 'uuid')).toMatchObject([{ value: ['id'] }])
    expect(keyed(rows, 'id')).toEqual([])
    const twice = [...rows, ...rows]
    expect(keyed(twice, 'id')).toEqual([])
  })

  const synced = (rows: JsonObject[], sync: JsonObject) =>
    suggested(
      { body: { data: rows }, records: rows },
      { ...stream, primary_key: 'id', incremental_sync: { type: 'DatetimeBasedCursor', ...sync } },
    )

  it('tell the format of the cursor field', () => {
    const iso = '%Y-%m-%dT%H:%M:%SZ'
    const rows = (at: unknown) =>
      [
        { id: 1, at },
        { id: 2, at },
      ] as JsonObject[]
    const sync = { cursor_field: 'at', datetime_format: iso }
    expect(synced(rows('2024-01-01T00:00:00Z'), sync)).toEqual([])
    for (const [value, format] of [
      ['2024-01-01T00:00:00.123Z', '%Y-%m-%dT%H:%M:%S.%fZ'],
      ['2024-01-01T00:00:00+02:00', '%Y-%m-%dT%H:%M:%S%z'],
      ['2024-01-01', '%Y-%m-%d'],
      [1704067200, '%s'],
      [1704067200000, '%ms'],
    ] as const) {
      expect(synced(rows(value), sync)).toMatchObject([
        {
          path: '/streams/0/incremental_sync/cursor_datetime_formats',
          value: [format, iso],
          confidence: 'certain',
        },
      ])
    }
  })

  it('that lack the cursor field are told apart by another', () => {
    const rows = [
      { id: 1, modified: '2024-01-01T00:00:00Z' },
      { id: 2, modified: '2024-01-01T00:00:00Z' },
    ]
    expect(synced(rows, { cursor_field: 'updated_at', datetime_format: '%s' })).toMatchObject([
      { path: '/streams/0/incremental_sync/cursor_field', value: 'modified' },
    ])
  })

  it('show what documents say against them', () => {
    const evidence = { document: 'bakery.json', pointer: '/paths', quote: 'property uuid' }
    const say = (value: unknown): Suggestion => ({
      path: '/streams/0/primary_key',
      value,
      title: '',
      confidence: 'likely',
      evidence: [evidence],
    })
    const found = (value: unknown) =>
      suggestFromRun(
        readOf({ body: { data: two }, records: two }),
        { ...truncated, level: 'unknown' },
        { at: '/streams/0', stream, declared: [say(value)] },
      )[0]?.evidence.map(({ document }) => document)
    expect(found(['uuid'])).toEqual(['call 1', 'bakery.json'])
    expect(found(['id'])).toEqual(['call 1'])
  })
})
