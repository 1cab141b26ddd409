import { describe, expect, it } from 'vitest'
import { StreamSlice } from '../slice'
import { fakeContext } from '../testing/fake-context'
import { parseJson } from '../values/json'
import type { Json } from '../values/value'
import { parseLinks } from './link-header'
import { type Page, pageStrategyKind } from './page-strategy'
import { paginatorKind } from './paginator'

const aPage = (page: Partial<Page> = {}): Page => ({
  token: undefined,
  foundCount: 2,
  emittedCount: 2,
  lastRecord: undefined,
  body: {},
  headers: {},
  slice: new StreamSlice(),
  ...page,
})

const strategy = (config: object, context = fakeContext()) =>
  context.build(pageStrategyKind, config, 'pagination_strategy')

describe('PageIncrement', () => {
  const pages = (config: object = {}) =>
    strategy({ type: 'PageIncrement', page_size: 2, start_from_page: 1, ...config })

  it.each([
    { when: 'the page is full', page: { token: 3 }, next: 4 },
    { when: 'the page is short', page: { token: 3, foundCount: 1 }, next: undefined },
    { when: 'the page is empty', page: { token: 3, foundCount: 0 }, next: undefined },
    { when: 'the first request carried no token', page: {}, next: 2 },
    { when: 'all records were filtered out', page: { token: 3, emittedCount: 0 }, next: 4 },
  ])('goes to $next when $when', ({ page, next }) => {
    expect(pages().nextToken(aPage(page))).toBe(next)
  })

  it('goes on until an empty page when it has no page size', () => {
    const endless = pages({ page_size: undefined })
    expect(endless.nextToken(aPage({ token: 3, foundCount: 1 }))).toBe(4)
    expect(endless.nextToken(aPage({ token: 3, foundCount: 0 }))).toBeUndefined()
  })

  it('sends no page number first, unless told to', () => {
    expect(pages().firstToken()).toBeUndefined()
    expect(pages({ inject_on_first_request: true }).firstToken()).toBe(1)
  })

  it('knows the page behind the last one', () => {
    expect(pages().tokenBehind?.(aPage({ token: 3, foundCount: 1 }))).toBe(4)
  })
})

describe('OffsetIncrement', () => {
  const offsets = (config: object = {}) =>
    strategy({ type: 'OffsetIncrement', page_size: 2, ...config })

  it.each([
    { size: 2.0, next: 2 },
    { size: 3, next: undefined },
    { size: false, next: 2 },
    { size: true, next: 2 },
    { size: null, next: 2 },
  ])('compares with the size $size of a response', ({ size, next }) => {
    const body = { size: size === 2 ? parseJson('2.0') : size }
    expect(offsets({ page_size: '{{ response.size }}' }).nextToken(aPage({ body }))).toBe(next)
  })

  it.each([
    { when: 'the page is full', page: { token: 2 }, next: 4 },
    { when: 'the page is larger than asked for', page: { token: 0, foundCount: 3 }, next: 3 },
    { when: 'the page is short', page: { token: 2, foundCount: 1 }, next: undefined },
    { when: 'the first request carried no offset', page: {}, next: 2 },
    {
      when: 'a smaller page was asked for',
      page: { token: 4, foundCount: 1, pageSize: 1 },
      next: 5,
    },
  ])('goes to $next when $when', ({ page, next }) => {
    expect(offsets().nextToken(aPage(page))).toBe(next)
  })

  it('knows the offset behind the last record', () => {
    expect(offsets().tokenBehind?.(aPage({ token: 4, foundCount: 1 }))).toBe(5)
  })
})

describe('CursorPagination', () => {
  const cursor = (config: object) => strategy({ type: 'CursorPagination', ...config })
  const next = (cursor_value: string, page: Partial<Page>) =>
    cursor({ cursor_value }).nextToken(aPage(page))

  it.each([
    [{ next: 'abc' }, 'abc'],
    [{ next: 5 }, 5],
    [{ next: '1e3' }, expect.objectContaining({ value: 1000 })],
    [{ next: 'false' }, 'false'],
    [{ next: null }, undefined],
    [{ next: '' }, undefined],
    [{ next: 0 }, undefined],
    [{ next: false }, undefined],
    [{}, undefined],
  ] as [Json, unknown][])('takes from %j the token %j', (body, token) => {
    expect(next('{{ response.next }}', { body })).toEqual(token)
  })

  it('reads the Link header and the last record', () => {
    const headers = { link: parseLinks('<https://x/2>; rel="next", <https://x/9>; rel=last') }
    expect(next("{{ headers['link']['next']['url'] }}", { headers })).toBe('https://x/2')
    expect(next("{{ last_record['id'] }}", { lastRecord: { id: 7 } })).toBe(7)
    expect(next("{{ last_record['id'] }}", { lastRecord: undefined })).toBeUndefined()
  })

  it('leaves out of a link what follows a parameter with two equals signs', () => {
    expect(parseLinks('<https://x/2>; rel=next; c="a=="; d=e')).toEqual({
      next: { url: 'https://x/2', rel: 'next' },
    })
    expect(parseLinks('<https://x/2>; c="a=="; rel=next; results')).toEqual({
      'https://x/2': { url: 'https://x/2' },
    })
  })

  it('stops when the stop condition holds; null does not', () => {
    const stop = (stop_condition: string, body: Json) =>
      cursor({ cursor_value: '{{ response.next }}', stop_condition }).nextToken(aPage({ body }))
    expect(stop('{{ not response.more }}', { next: 1, more: false })).toBeUndefined()
    expect(stop('{{ not response.more }}', { next: 1, more: true })).toBe(1)
    expect(stop('{{ response.end }}', { next: 1, end: null })).toBe(1)
  })

  it('refuses page_size in a template when there is none', () => {
    expect(() =>
      cursor({ cursor_value: '1', stop_condition: '{{ last_page_size < page_size }}' }),
    ).toThrow(/page_size/)
    const sized = cursor({
      cursor_value: '1',
      stop_condition: '{{ last_page_size < page_size }}',
      page_size: 8,
    })
    expect(sized.nextToken(aPage({ emittedCount: 8 }))).toBe(1)
    expect(sized.nextToken(aPage({ emittedCount: 7 }))).toBeUndefined()
  })
})

describe('DefaultPaginator', () => {
  const option = (field_name: string) => ({
    type: 'RequestOption',
    inject_into: 'request_parameter',
    field_name,
  })
  const paginator = (config: object) =>
    fakeContext().build(
      paginatorKind,
      {
        type: 'DefaultPaginator',
        pagination_strategy: { type: 'PageIncrement', page_size: 2 },
        ...config,
      },
      'paginator',
    )

  it('puts the token in front of the page size', () => {
    const { params = {} } = paginator({
      page_token_option: option('page'),
      page_size_option: option('size'),
    }).patch(3)
    expect(Object.entries(params)).toEqual([
      ['page', 3],
      ['size', 2],
    ])
  })

  it('sends a first token of 0 but takes a next token of 0 for the end', () => {
    const pages = paginator({
      pagination_strategy: { type: 'PageIncrement', page_size: 2, start_from_page: -1 },
      page_token_option: option('page'),
    })
    expect(pages.patch(0).params).toEqual({ page: 0 })
    expect(pages.nextToken(aPage({ token: -1 }))).toBeUndefined()
  })

  it('puts a token in place of the path', () => {
    const pages = paginator({ page_token_option: { type: 'RequestPath' } })
    expect(pages.path('https://x/2')).toBe('https://x/2')
    expect(pages.patch('https://x/2').params).toBeUndefined()
  })

  it('refuses a page size option without a page size, and two values in one place', () => {
    expect(() =>
      paginator({
        pagination_strategy: { type: 'PageIncrement' },
        page_size_option: option('size'),
      }),
    ).toThrow(/page size/)
    expect(() =>
      paginator({ page_token_option: option('a'), page_size_option: option('a') }),
    ).toThrow(/same place/)
  })
})
