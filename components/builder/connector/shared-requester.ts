import type { ManifestPath } from '@/lib/engine/path'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import {
  asObject,
  fingerprint,
  listAt,
  objectAt,
  textAt,
  typeOf,
  valueAt,
} from '../manifest-values'
import { resolvedManifest, resolvePath } from '../references'

/** Where the requester stands that streams share; nothing when they share none. */
export function sharedRequester(manifest: unknown): ManifestPath | undefined {
  const definitions = Object.entries(objectAt(manifest, 'definitions') ?? {})
  const requesters = definitions.filter(([, value]) => typeOf(value) === 'HttpRequester')
  const [named] = requesters.find(([key]) => key === 'base_requester') ?? requesters[0] ?? []
  return named === undefined ? undefined : ['definitions', named]
}

/** Keys of a requester that are about the API and not about one stream. */
const sharedKeys = ['type', 'url_base', 'url', 'authenticator', 'error_handler']

/** What the first stream says of the API, when it says where the API is. `manifest` is resolved. */
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
  const written = document.getSnapshot().manifest
  const manifest = resolvedManifest(written)
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
      const kept = Object.entries(own).filter(
        ([key, value]) => key !== '$ref' && fingerprint(value) !== fingerprint(base[key]),
      )
      edits.set(resolvePath(document, ['streams', index, 'retriever', 'requester']), {
        $ref: '#/definitions/base_requester',
        ...Object.fromEntries(kept),
      })
    }
  })
  if (apart === 0) return undefined
  return apart === 1
    ? '1 stream has another address and keeps it'
    : `${apart} streams have another address and keep it`
}
