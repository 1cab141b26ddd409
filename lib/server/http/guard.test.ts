import { describe, expect, it } from 'vitest'
import { isHostAllowed, requireSameOrigin } from './guard'

describe('the host check', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST', '[::1]:3000'])(
    'lets %s pass',
    (host) => {
      expect(isHostAllowed(host, '')).toBe(true)
    },
  )

  it.each([
    'evil.example',
    '127.0.0.1.evil.example:3000',
    'localhost.evil.example',
    'evil.example:80@localhost',
    '',
    null,
  ])('stops %s', (host) => {
    expect(isHostAllowed(host, '')).toBe(false)
  })

  it('lets the configured host pass and no other', () => {
    expect(isHostAllowed('studio.lan:3000', 'studio.lan')).toBe(true)
    expect(isHostAllowed('other.lan:3000', 'studio.lan')).toBe(false)
  })
})

describe('the same-origin check', () => {
  const asked = (method: string, headers: Record<string, string>) => () =>
    requireSameOrigin({ method, headers: new Headers({ host: '127.0.0.1:3000', ...headers }) })

  it.each([
    ['a page of the studio', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' }],
    ['an old browser on the studio', { origin: 'http://127.0.0.1:3000' }],
    ['a script that names the studio', { origin: 'http://127.0.0.1:3000' }],
  ])('lets %s change things', (_, headers) => {
    expect(asked('POST', headers)).not.toThrow()
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['a subdomain', { 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:3000' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:4000' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['a typed address', { 'sec-fetch-site': 'none' }],
    ['nobody who says where from', {}],
    ['a forged origin', { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' }],
  ])('stops %s', (_, headers) => {
    expect(asked('POST', headers)).toThrow(/Only pages of this studio/)
    expect(asked('DELETE', headers)).toThrow(/Only pages of this studio/)
  })

  it('lets everybody read', () => {
    expect(asked('GET', { 'sec-fetch-site': 'cross-site' })).not.toThrow()
  })
})
