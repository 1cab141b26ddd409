import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { asObject, listAt, objectAt, textAt, typeOf, valueAt } from '../manifest-values'

/** Where the requester stands that streams share; nothing when they share none. */
export function sharedRequester(manifest: unknown): ManifestPath | undefined {
  const definitions = Object.entries(objectAt(manifest, 'definitions') ?? {})
  const requesters = definitions.filter(([, value]) => typeOf(value) === 'HttpRequester')
  const [named] = requesters.find(([key]) => key === 'base_requester') ?? requesters[0] ?? []
  return named === undefined ? undefined : ['definitions', named]
}

/** Keys of a requester that are about the API and not about one stream. */
const sharedKeys = ['type', 'url_base', 'url', 'authenticator', 'error_handler']

/** What the first stream says of the API, when the others say it too. */
export function shareableBase(manifest: unknown): Record<string, unknown> | undefined {
  const first = requesterOf(manifest, 0)
  if (first === undefined || textAt(first, 'url_base') === undefined) return undefined
  return Object.fromEntries(
    sharedKeys.flatMap((key) => (first[key] === undefined ? [] : [[key, first[key]]])),
  )
}

function requesterOf(manifest: unknown, index: number) {
  return asObject(valueAt(manifest, 'streams', index, 'retriever', 'requester'))
}

/**
 * Moves what streams say alike into `definitions.base_requester`; gives a sentence on what stayed
 * apart, if anything did.
 */
export function shareBase(
  document: ManifestDocument,
  base: Readonly<Record<string, unknown>>,
): string | undefined {
  const { manifest } = document.getSnapshot()
  let apart = 0
  document.transact('Share the address and sign-in', (edits) => {
    edits.set(['definitions', 'base_requester'], base)
    for (const [index] of listAt(manifest, 'streams').entries()) {
      const own = requesterOf(manifest, index)
      if (own === undefined) continue
      if (own.url_base !== base.url_base) {
        apart++
        continue
      }
      const { $ref: _old, ...rest } = own
      const kept = Object.entries(rest).filter(
        ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key]),
      )
      edits.set(['streams', index, 'retriever', 'requester'], {
        $ref: '#/definitions/base_requester',
        ...Object.fromEntries(kept),
      })
    }
  })
  return apart === 0 ? undefined : `${apart} streams have another address and keep it`
}
