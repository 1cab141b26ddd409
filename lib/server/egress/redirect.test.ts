import { expect, it } from 'vitest'
import { decideUrl, type Target } from './policy'
import { redirected, redirectUrl } from './redirect'

function target(url: string): Target {
  const { target: found } = decideUrl(url, { loopbackAndPrivate: 'all', ownPorts: [] })
  if (!found) throw new Error(`no target in ${url}`)
  return found
}

const request = {
  method: 'GET',
  url: 'http://api.test/',
  headers: [['Authorization', 'Bearer t'] as const],
}

it.each(['http://api.test/', 'http://other.test/'])('is refused from https to %s', (url) => {
  const call = () => redirected(request, 302, target('https://api.test/'), target(url), [])
  expect(call).toThrow(expect.objectContaining({ rule: 'E_DOWNGRADE' }))
})

it('keeps credentials from http to https of the same host, on usual ports only', () => {
  const from = target('http://api.test/')
  const names = (to: string) =>
    redirected(request, 301, from, target(to), []).headers.map(([name]) => name)
  expect(names('https://api.test/')).toEqual(['Authorization'])
  expect(names('https://api.test:8443/')).toEqual([])
  expect(names('https://www.api.test/')).toEqual([])
})

it.each([
  ['http:127.0.0.1/', 'https://api.test/a', 'http://127.0.0.1/'],
  ['http:127.0.0.1/', 'http://api.test/a', 'http://api.test/127.0.0.1/'],
  ['?page=2', 'http://api.test/a?page=1', 'http://api.test/a?page=2'],
])('resolves %s on %s to %s', (location, base, url) => {
  expect(redirectUrl(302, [['Location', location]], target(base))).toBe(url)
})
