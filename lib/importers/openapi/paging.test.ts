import { describe, expect, it } from 'vitest'
import { envelope, get, listOf, query, spec, streamAt } from '../testing/spec'

const text = { type: 'string' }
const paging = (paths: Record<string, unknown>, path = '/loaves') =>
  streamAt(spec(paths), path).pagination
const one = (parameters: Record<string, unknown>[], schema: unknown, more = {}) =>
  paging({ '/loaves': get(parameters, schema, more) })

describe('the way of paging', () => {
  it('is counting pages where a page is asked for', () => {
    expect(one([query('page'), query('per_page')], envelope('loaves'))).toMatchObject({
      value: { kind: 'page', token: { in: 'query', name: 'page' }, firstPage: 1 },
      confidence: 'certain',
    })
  })

  it('starts with page 0 only where the document says so', () => {
    const zero = query('page', { type: 'integer', default: 0 })
    expect(one([zero], envelope('loaves')).value).toMatchObject({ firstPage: 0 })
    const told = query('page', { type: 'integer' }, { description: 'Zero-based page number.' })
    expect(one([told], envelope('loaves')).value).toMatchObject({ firstPage: 0 })
  })

  it('is an offset where records are skipped', () => {
    expect(one([query('offset'), query('limit')], envelope('loaves')).value).toEqual({
      kind: 'offset',
      token: { in: 'query', name: 'offset' },
    })
  })

  it('is a cursor where an offset is said to be a token', () => {
    const offset = query('offset', text, { description: 'Offset token of the next page.' })
    const frame = envelope('loaves', {
      next_page: { type: 'object', properties: { offset: text } },
    })
    expect(one([offset], frame).value).toMatchObject({
      kind: 'cursor',
      from: { in: 'body', path: ['next_page', 'offset'] },
    })
  })

  it('is a cursor where a value of the answer is called as the parameter', () => {
    const frame = envelope('loaves', { next_marker: text })
    expect(one([query('marker', text)], frame)).toMatchObject({
      value: { kind: 'cursor', token: { name: 'marker' }, from: { path: ['next_marker'] } },
      confidence: 'certain',
    })
  })

  it('is a URL of the answer before a cursor parameter', () => {
    const next = { type: 'string', format: 'uri' }
    const frame = envelope('loaves', { links: { type: 'object', properties: { next } } })
    expect(one([query('page[cursor]', text)], frame).value).toMatchObject({
      kind: 'next-url',
      from: { in: 'body', path: ['links', 'next'] },
    })
  })

  it('is a cursor in a header where the answer declares one', () => {
    const responses = {
      200: {
        description: 'Loaves',
        headers: { 'X-Next-Cursor': { schema: text } },
        content: { 'application/json': { schema: { type: 'array', items: { type: 'object' } } } },
      },
    }
    expect(one([query('cursor', text)], {}, { responses })).toMatchObject({
      value: { kind: 'cursor', from: { in: 'header', name: 'X-Next-Cursor' } },
      confidence: 'certain',
    })
  })

  it('goes on after the last record where the parameter is said to be its identifier', () => {
    const description = 'Loaves that follow the one with this id.'
    const frame = envelope('loaves', { has_more: { type: 'boolean' } })
    expect(one([query('after', text, { description })], frame)).toMatchObject({
      value: { kind: 'cursor', from: { in: 'last-record', path: ['id'] }, more: ['has_more'] },
      confidence: 'likely',
    })
  })

  it('goes on after the last record where a flag says that there is more', () => {
    const frame = envelope('data', { has_more: { type: 'boolean' } }, { id: text })
    expect(one([query('starting_after', text)], frame).value).toEqual({
      kind: 'cursor',
      token: { in: 'query', name: 'starting_after' },
      from: { in: 'last-record', path: ['id'] },
      more: ['has_more'],
    })
  })

  it('is the Link header where a description speaks of it', () => {
    const more = { description: 'Pages are linked in the `Link` header.' }
    expect(one([query('limit')], listOf({ id: text }), more).value).toEqual({
      kind: 'next-url',
      from: { in: 'link' },
    })
  })

  it('counts where a token needs a switch', () => {
    const parameters = [
      query('offset'),
      query('marker', text),
      query('usemarker', { type: 'boolean' }),
    ]
    expect(one(parameters, envelope('loaves', { next_marker: text })).value.kind).toBe('offset')
  })

  it('is none, for certain, where nothing speaks for pages', () => {
    expect(one([query('colour', text)], envelope('loaves'))).toMatchObject({
      value: { kind: 'none' },
      confidence: 'certain',
    })
  })

  it('stays unknown where a cursor is taken but nothing says where it comes from', () => {
    expect(one([query('cursor', text)], envelope('loaves'))).toMatchObject({
      value: { kind: 'none' },
      confidence: 'unknown',
    })
  })

  it('is what siblings with the same cursor do', () => {
    const cursor = query('cursor', text)
    const found = paging({
      '/loaves': get([cursor], envelope('loaves')),
      '/rolls': get([cursor], envelope('rolls', { next_cursor: text })),
    })
    expect(found).toMatchObject({
      value: { kind: 'cursor', from: { path: ['next_cursor'] } },
      confidence: 'likely',
    })
  })

  it('never takes a credential or a date for a cursor', () => {
    const key = { type: 'apiKey', in: 'query', name: 'token' }
    const root = spec(
      {
        '/loaves': get(
          [query('token', text), query('since', { type: 'string', format: 'date' })],
          envelope('loaves'),
        ),
      },
      { components: { securitySchemes: { key } }, security: [{ key: [] }] },
    )
    expect(streamAt(root, '/loaves').pagination.value.kind).toBe('none')
  })

  it('finds paging of a search in its body', () => {
    const body = {
      type: 'object',
      properties: { start_cursor: text, page_size: { type: 'integer' } },
    }
    const root = spec({
      '/search': {
        post: {
          requestBody: { content: { 'application/json': { schema: body } } },
          responses: {
            200: {
              content: {
                'application/json': { schema: envelope('results', { next_cursor: text }) },
              },
            },
          },
        },
      },
    })
    expect(streamAt(root, '/search')).toMatchObject({
      pagination: { value: { kind: 'cursor', token: { in: 'body', name: 'start_cursor' } } },
      pageSize: { value: { place: { in: 'body', name: 'page_size' } } },
    })
  })
})

describe('an extension', () => {
  const declared = (more: Record<string, unknown>) => one([], envelope('value'), more)

  it('of Microsoft names the next link', () => {
    expect(declared({ 'x-ms-pageable': { nextLinkName: 'more' } }).value).toMatchObject({
      from: { path: ['more'] },
    })
    expect(declared({ 'x-ms-pageable': { nextLinkName: null } }).value).toEqual({ kind: 'none' })
  })

  it('of Speakeasy names inputs and outputs', () => {
    const extension = {
      type: 'cursor',
      inputs: [{ name: 'at', in: 'parameters', type: 'cursor' }],
      outputs: { nextCursor: '$.meta.at' },
    }
    expect(declared({ 'x-speakeasy-pagination': extension }).value).toMatchObject({
      token: { name: 'at' },
      from: { path: ['meta', 'at'] },
    })
  })

  it('of Fern names request and response', () => {
    const extension = { cursor: '$request.query.at', next_cursor: '$response.next.at' }
    expect(declared({ 'x-fern-pagination': extension }).value).toMatchObject({
      token: { name: 'at' },
      from: { path: ['next', 'at'] },
    })
  })

  it('of Datadog counts from its start', () => {
    const extension = { pageParam: 'p', pageStart: 0, limitParam: 'n' }
    expect(declared({ 'x-pagination': extension }).value).toMatchObject({
      kind: 'page',
      firstPage: 0,
    })
  })
})

describe('the page size', () => {
  const size = (schema: Record<string, unknown>, description = '') =>
    streamAt(
      spec({
        '/loaves': get(
          [query('page'), query('limit', { type: 'integer', ...schema }, { description })],
          envelope('loaves'),
        ),
      }),
      '/loaves',
    ).pageSize

  it('is the maximum that the schema declares', () => {
    expect(size({ maximum: 250, default: 20 })).toMatchObject({
      value: { value: 250 },
      confidence: 'certain',
    })
  })

  it('is the number that a description calls the largest, up to a hundred', () => {
    expect(size({}, 'Results per page (max 50).').value?.value).toBe(50)
    expect(size({}, 'At most 5,000 rows.').value?.value).toBe(100)
  })

  it('is the default where nothing is called the largest', () => {
    expect(size({ default: 25 })).toMatchObject({ value: { value: 25 }, confidence: 'likely' })
  })

  it('is a guess where the document is silent', () => {
    expect(size({})).toMatchObject({ value: { value: 100 }, confidence: 'guess' })
  })
})
