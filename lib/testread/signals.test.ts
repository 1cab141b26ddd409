import { describe, expect, it } from 'vitest'
import { signalsOf } from './signals'

describe('what a response says about other pages', () => {
  it.each([
    { body: { meta: { total_count: 250 }, data: [] }, total: 250 },
    { body: { hits: { total: 12 } }, total: 12 },
    { body: { count: 30, next: null, results: [] }, total: 30 },
    { body: { count: 2, items: [] }, total: undefined },
    { body: { data: [{ total: 7 }] }, total: undefined },
  ])('finds the total $total in $body', ({ body, total }) => {
    expect(signalsOf(body, [], 2).total?.value).toBe(total)
  })

  it.each([
    { body: { next_cursor: 'abc' }, next: 'abc' },
    { body: { next_cursor: null }, next: '' },
    { body: { paging: { next: { link: 'https://x/2' } } }, next: 'https://x/2' },
    { body: { links: [{ rel: 'next', href: '/2' }] }, next: '/2' },
    { body: { '@odata.nextLink': 'https://x' }, next: 'https://x' },
    { body: { _links: { next: { href: '/p2' } } }, next: '/p2' },
    { body: { next_steps: 'call' }, next: undefined },
  ])('finds the way $next in $body', ({ body, next }) => {
    expect(signalsOf(body, [], 1).next?.value).toBe(next)
  })

  it('reads the Link header, and its silence as an end', () => {
    const link = '<https://x/1>; rel="prev", <https://x/3>; rel="next"'
    expect(signalsOf([], [['Link', link]], 1).next?.value).toBe('https://x/3')
    expect(signalsOf([], [['link', '<https://x/1>; rel="prev"']], 1).next?.value).toBe('')
  })

  it('reads totals from headers', () => {
    expect(signalsOf([], [['X-Total-Count', '250']], 1).total?.value).toBe(250)
    expect(signalsOf([], [['Content-Range', 'items 0-24/319']], 1).total?.value).toBe(319)
  })

  it('turns flags that mean the end around', () => {
    expect(signalsOf({ is_last: true }, [], 1).hasMore?.value).toBe(false)
    expect(signalsOf({ has_more: true }, [], 1).hasMore?.value).toBe(true)
  })
})
