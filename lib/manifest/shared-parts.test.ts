import { describe, expect, it } from 'vitest'
import { ManifestDocument } from './manifest-document'

const text = `definitions:
  base: # all use it
    type: HttpRequester
    url_base: https://a # here
    authenticator: "#/definitions/auth"
  auth: {type: NoAuth}
streams:
  - name: a
    retriever:
      requester: {$ref: "#/definitions/base"}
  - name: b
    retriever:
      requester:
        $ref: "#/definitions/base"
        path: /b # own
  - name: c
`

describe('shared parts', () => {
  it.each([
    {
      path: ['streams', 0, 'retriever', 'requester'],
      place: ['definitions', 'base'],
      shared: ['definitions', 'base'],
    },
    {
      path: ['streams', 1, 'retriever', 'requester'],
      place: ['streams', 1, 'retriever', 'requester'],
      shared: undefined,
    },
    {
      path: ['streams', 1, 'retriever', 'requester', 'path'],
      place: ['streams', 1, 'retriever', 'requester', 'path'],
      shared: undefined,
    },
    {
      path: ['streams', 1, 'retriever', 'requester', 'url_base'],
      place: ['definitions', 'base', 'url_base'],
      shared: ['definitions', 'base'],
    },
    {
      path: ['streams', 1, 'retriever', 'requester', 'authenticator', 'type'],
      place: ['definitions', 'auth', 'type'],
      shared: ['definitions', 'auth'],
    },
  ])('finds where $path stands', ({ path, place, shared }) => {
    expect(new ManifestDocument(text).resolvePath(path)).toEqual({ path: place, sharedAt: shared })
  })

  it('lists where a shared part takes effect, through other shared parts', () => {
    const document = new ManifestDocument(text)
    expect(document.streamsSharing(['definitions', 'auth', 'type'])).toEqual([0, 1])
    expect(document.usesOf(['definitions', 'base'])).toHaveLength(2)
  })

  it('makes an own copy with comments, and keys beside the reference win', () => {
    const document = new ManifestDocument(text)
    document.makeOwnCopy(['streams', 1, 'retriever', 'requester'])
    const after = document.getSnapshot()
    expect(after.text).toBe(
      text.replace(
        '        $ref: "#/definitions/base"\n        path: /b # own\n',
        '        type: HttpRequester\n        url_base: https://a # here\n        authenticator: "#/definitions/auth"\n        path: /b\n',
      ),
    )
    expect(after.undoName).toContain('own copy')
  })

  it('extracts a node and leaves a reference', () => {
    const document = new ManifestDocument(
      'streams:\n  - name: a\n    retriever:\n      # keep\n      type: X # x\n      list: [1]\n',
    )
    document.extractToShared(['streams', 0, 'retriever'], 'reader')
    expect(document.getSnapshot().text).toBe(
      'streams:\n  - name: a\n    retriever:\n      $ref: "#/definitions/reader"\ndefinitions:\n  reader:\n    type: X # x\n    list: [1]\n',
    )
    expect(document.resolvePath(['streams', 0, 'retriever', 'type']).path).toEqual([
      'definitions',
      'reader',
      'type',
    ])
  })
})
