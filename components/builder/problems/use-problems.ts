'use client'

import { useEffect } from 'react'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { startHere, startWorker } from './check-threads'
import { ManifestChecker } from './manifest-checker'
import { withFix } from './postable-problem'

const pauseMs = 250

/** Looks the manifest over a moment after each change and puts what it finds into the document. */
export function useProblems(document: ManifestDocument) {
  useEffect(() => {
    let pending: ReturnType<typeof setTimeout> | undefined
    let asked = -1
    let shown = ''
    const checker = new ManifestChecker({
      start: startWorker,
      startFallback: startHere,
      onReply: ({ problems, revision }) => {
        const found = JSON.stringify(problems)
        // Most changes neither make nor mend a problem: nothing is drawn anew for them.
        if (found === shown || revision !== document.getSnapshot().revision) return
        shown = found
        document.showProblems(
          problems.map((problem) => withFix(problem, document)),
          revision,
        )
      },
    })
    const check = () => {
      const { text, revision, isEditable } = document.getSnapshot()
      if (!isEditable || revision === asked) return
      asked = revision
      checker.check({ text, revision })
    }
    const soon = () => {
      clearTimeout(pending)
      pending = setTimeout(check, pauseMs)
    }
    pending = setTimeout(check, 0)
    const unsubscribe = document.subscribe(soon)
    return () => {
      unsubscribe()
      clearTimeout(pending)
      checker.close()
    }
  }, [document])
}
