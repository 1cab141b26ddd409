'use client'

import { useSyncExternalStore } from 'react'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { Problem } from '@/lib/manifest/problem'
import { useManifestDocument } from '../manifest-context'

const known = new WeakMap<ManifestDocument, readonly Problem[]>()

/** What is wrong with the manifest. The same list until a problem comes or goes. */
export function useProblemList(): readonly Problem[] {
  const document = useManifestDocument()
  const read = () => problemsOf(document)
  return useSyncExternalStore(document.subscribe, read, read)
}

function problemsOf(document: ManifestDocument): readonly Problem[] {
  const { problems } = document.getSnapshot()
  const before = known.get(document)
  if (before !== undefined && hasSameItems(before, problems)) return before
  known.set(document, problems)
  return problems
}

/** Whether two lists hold the very same things. */
export function hasSameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index])
}
