import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { shareableBase, shareBase, sharedRequester } from './shared-requester'

const text = `definitions:
  orders:
    name: orders
    retriever:
      requester:
        type: HttpRequester
        url_base: https://api.example.com
        path: /orders # the newest first
        authenticator:
          type: NoAuth
streams:
  - $ref: "#/definitions/orders"
  - name: items
    retriever:
      requester:
        type: HttpRequester
        url_base: https://api.example.com
        path: /items
        authenticator:
          type: NoAuth
  - name: other
    retriever:
      requester:
        type: HttpRequester
        url_base: https://other.example.com
        path: /x
`

test('what streams say alike is said once, and they read the same as before', () => {
  const document = new ManifestDocument(text)
  const before = resolvedManifest(document.getSnapshot().manifest)
  const base = shareableBase(before)
  expect(base).toEqual({
    type: 'HttpRequester',
    url_base: 'https://api.example.com',
    authenticator: { type: 'NoAuth' },
  })
  expect(shareBase(document, base ?? {})).toBe('1 stream has another address and keeps it')
  const { manifest } = document.getSnapshot()
  expect(sharedRequester(manifest)).toEqual(['definitions', 'base_requester'])
  const after = resolvedManifest(manifest)
  for (const index of [0, 1, 2]) {
    const place = ['streams', index, 'retriever', 'requester']
    expect(valueAt(after, ...place)).toEqual(valueAt(before, ...place))
  }
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})
