'use client'

import { useSyncExternalStore } from 'react'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { ManifestSnapshot } from '@/lib/manifest/manifest-snapshot'
import { useManifestDocument } from './manifest-context'
import { resolvedManifest } from './references'
import { type StreamEntry, streamEntries } from './streams'

interface Known {
  readonly manifest: unknown
  readonly entries: readonly StreamEntry[]
}

const known = new WeakMap<ManifestDocument, Known>()

/** The streams of the manifest. The same list until a name, a place or a parent changes. */
export function useStreamEntries(): readonly StreamEntry[] {
  const document = useManifestDocument()
  const read = () => entriesOf(document)
  return useSyncExternalStore(document.subscribe, read, read)
}

function entriesOf(document: ManifestDocument): readonly StreamEntry[] {
  const { manifest } = document.getSnapshot()
  const before = known.get(document)
  if (before !== undefined && before.manifest === manifest) return before.entries
  const next = streamEntries(resolvedManifest(manifest))
  const isSame = before !== undefined && JSON.stringify(before.entries) === JSON.stringify(next)
  const entries = isSame ? before.entries : next
  known.set(document, { manifest, entries })
  return entries
}

/** Something small of the manifest: who asks draws again only when it changes. */
export function useManifestPart<Part extends string | number | boolean | undefined>(
  select: (snapshot: ManifestSnapshot) => Part,
): Part {
  const document = useManifestDocument()
  const read = () => select(document.getSnapshot())
  return useSyncExternalStore(document.subscribe, read, read)
}
