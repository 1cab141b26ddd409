'use client'

import { useEffect } from 'react'
import { checkManifest } from '@/lib/manifest/check'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'

const pauseMs = 250
/** A manifest that takes long to look over is looked over more rarely, so that typing stays quick. */
const pausePerMs = 3

/** Looks the manifest over a moment after each change and puts what it finds into the document. */
export function useProblems(document: ManifestDocument) {
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined
    let checked = -1
    let tookMs = 0
    const check = () => {
      const snapshot = document.getSnapshot()
      if (!snapshot.isEditable || snapshot.revision === checked) return
      checked = snapshot.revision
      const start = performance.now()
      document.showProblems(checkManifest(snapshot.manifest), snapshot.revision)
      tookMs = performance.now() - start
    }
    const soon = () => {
      clearTimeout(pending)
      pending = setTimeout(check, Math.max(pauseMs, tookMs * pausePerMs))
    }
    pending = setTimeout(check, 0)
    const unsubscribe = document.subscribe(soon)
    return () => {
      unsubscribe()
      clearTimeout(pending)
    }
  }, [document])
}
