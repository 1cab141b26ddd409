import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../engine/values/value'
import { signalsOf } from '../testread/signals'
import type { Proof, TestRead } from '../testread/test-read'
import { suggestFromRun } from './suggest-from-run'

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
}

/** A read of one page. */
function readOf({
  body,
  records,
  headers = [],
  url = 'https://api.bakery.example/loaves',
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
    sent: { method: 'GET', url, headers: [] },
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
})
