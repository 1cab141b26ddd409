import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { fingerprint, valueAt } from './manifest-values'
import { makeOwnCopy, resolvedManifest, resolvePath } from './references'

const text = `definitions:
  base:
    type: HttpRequester
    url_base: https://api.example.com
    authenticator:
      type: BearerAuthenticator
      api_token: "{{ config['key'] }}"
  pager:
    type: NoPagination
  orders:
    type: DeclarativeStream
    name: orders
    retriever:
      requester:
        $ref: "#/definitions/base"
        path: /orders
      paginator:
        $ref: "#/definitions/pager"
streams:
  - $ref: "#/definitions/orders"
  - type: DeclarativeStream
    name: items
    retriever:
      requester:
        $ref: "#/definitions/base"
        path: /items
      paginator: "#/definitions/pager"
`
const open = () => new ManifestDocument(text)
const requester = ['streams', 0, 'retriever', 'requester']

test('references are followed, and what stands beside one wins', () => {
  const manifest = resolvedManifest(open().getSnapshot().manifest)
  expect(valueAt(manifest, ...requester, 'path')).toBe('/orders')
  expect(valueAt(manifest, ...requester, 'url_base')).toBe('https://api.example.com')
  expect(valueAt(manifest, 'streams', 1, 'retriever', 'paginator', 'type')).toBe('NoPagination')
})

test('a value is found where it really stands', () => {
  const document = open()
  expect(resolvePath(document, [...requester, 'authenticator', 'api_token'])).toEqual([
    'definitions',
    'base',
    'authenticator',
    'api_token',
  ])
  expect(resolvePath(document, [...requester, 'path'])).toEqual([
    'definitions',
    'orders',
    'retriever',
    'requester',
    'path',
  ])
  expect(resolvePath(document, ['streams', 1, 'retriever', 'paginator'])).toEqual([
    'definitions',
    'pager',
  ])
})

test('a key that nobody writes yet belongs to the stream alone', () => {
  expect(resolvePath(open(), ['streams', 1, 'retriever', 'requester', 'http_method'])).toEqual([
    'streams',
    1,
    'retriever',
    'requester',
    'http_method',
  ])
})

test('an own copy leaves the shared part and its other users alone', () => {
  const document = open()
  const path = ['streams', 1, 'retriever', 'requester', 'authenticator']
  makeOwnCopy(document, path)
  document.set([...resolvePath(document, path), 'api_token'], 'mine')
  const manifest = resolvedManifest(document.getSnapshot().manifest)
  expect(valueAt(manifest, ...path, 'api_token')).toBe('mine')
  expect(valueAt(manifest, ...requester, 'authenticator', 'api_token')).toBe("{{ config['key'] }}")
})

test('a circle ends', () => {
  const document = new ManifestDocument('a:\n  $ref: "#/b"\nb:\n  $ref: "#/a"\n')
  expect(() => resolvedManifest(document.getSnapshot().manifest)).not.toThrow()
})

test('integers of any size are told apart, and nothing fails on them', () => {
  const manifest = new ManifestDocument('a: 9223372036854775807\nb: 9223372036854775808\n')
  const { a, b } = manifest.getSnapshot().manifest as { a: unknown; b: unknown }
  expect(fingerprint({ a })).not.toBe(fingerprint({ a: b }))
  expect(fingerprint(undefined)).toBe('')
})
