'use client'

import { useEffect } from 'react'
import { checkManifest } from '@/lib/manifest/check'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'

const pauseMs = 250

/** Looks the manifest over a moment after each change and puts what it finds into the document. */
export function useProblems(document: ManifestDocument) {
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined
    let checked = -1
    const check = () => {
      const snapshot = document.getSnapshot()
      if (!snapshot.isEditable || snapshot.revision === checked) return
      checked = snapshot.revision
      document.showProblems(checkManifest(snapshot.manifest), snapshot.revision)
    }
    const soon = () => {
      clearTimeout(pending)
      pending = setTimeout(check, pauseMs)
    }
    check()
    const unsubscribe = document.subscribe(soon)
    return () => {
      unsubscribe()
      clearTimeout(pending)
    }
  }, [document])
}
