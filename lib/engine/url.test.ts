import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinUrl, prepareUrl, queryValues } from './url'

describe('joinUrl', () => {
  it.each([
    ['https://api.x.com/v1', 'items', 'https://api.x.com/v1/items'],
    ['https://api.x.com/v1/', 'items/', 'https://api.x.com/v1/items/'],
    ['https://api.x.com/v1/', '', 'https://api.x.com/v1/'],
    ['https://api.x.com/v1?x=1', 'items', 'https://api.x.com/items'],
    ['https://api.x.com/v1?x=1', '', 'https://api.x.com/v1?x=1'],
    ['https://api.x.com/v1', 'https://other.com/abs', 'https://other.com/abs'],
    ['https://api.x.com/v1', '../up', 'https://api.x.com/up'],
    ['https://api.x.com/v1', '?a=b', 'https://api.x.com/v1/?a=b'],
    ['https://api.x.com/v1', '/v2/rel', 'https://api.x.com/v2/rel'],
    ['https://api.x.com/v1/items', '/rel?page=2', 'https://api.x.com/rel?page=2'],
    ['https://api.x.com/v1/items', 'items?page=2', 'https://api.x.com/v1/items/items?page=2'],
    ['https://api.x.com', 'a//b', 'https://api.x.com/a/b'],
    ['https://api.x.com/v1', 'a:b/c', 'a:b/c'],
  ])('puts %s and %s together', (base, path, url) => {
    expect(joinUrl(base, path)).toBe(url)
  })
})

describe('prepareUrl', () => {
  it.each([
    ['https://API.x.com/./a/../b', 'https://api.x.com/b'],
    ['https://api.x.com', 'https://api.x.com/'],
    ['https://api.x.com?x=1', 'https://api.x.com/?x=1'],
    ['https://api.x.com/a b/é?q=a b&r=%7e%2f', 'https://api.x.com/a%20b/%C3%A9?q=a%20b&r=~%2F'],
    ['https://api.x.com/100%', 'https://api.x.com/100%25'],
    ['https://api.x.com/a%2fb%41c%zz?x=%e9%41', 'https://api.x.com/a%252Fb%2541c%25zz?x=%E9A'],
    ["https://api.x.com/a'(b)*!|^`", "https://api.x.com/a'(b)*!%7C%5E%60"],
    ['https://u:p@API.x.com:8443/i', 'https://u:p@api.x.com:8443/i'],
  ])('encodes %s', (url, prepared) => {
    expect(prepareUrl(url, '')).toBe(prepared)
  })

  it('adds parameters behind those that the URL has', () => {
    expect(prepareUrl('https://api.x.com/i?a=1', 'b=2')).toBe('https://api.x.com/i?a=1&b=2')
    expect(prepareUrl('https://api.x.com/i', 'b=2')).toBe('https://api.x.com/i?b=2')
  })

  it.each(['api.x.com/i', '', 'ftp://api.x.com/i', 'https:///i'])('refuses %j', (url) => {
    expect(() => prepareUrl(url, '')).toThrow(expect.objectContaining({ code: 'url_invalid' }))
  })

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.webQueryParameters(), (path, query) => {
        const once = prepareUrl(`https://api.x.com/${path}`, query)
        expect(prepareUrl(once, '')).toBe(once)
      }),
      { numRuns: 30 },
    )
  })
})

describe('queryValues', () => {
  it('takes the first value of each name and skips empty ones', () => {
    const values = queryValues('https://x/?a=1&b=2&c=&d=x&d=y&e=%C3%A9+%2B')
    expect([...values]).toEqual([
      ['a', '1'],
      ['b', '2'],
      ['d', 'x'],
      ['e', 'é +'],
    ])
  })
})
