'use client'

import { useEffect, useState } from 'react'
import { readDocuments } from '@/lib/client/queries/imports'
import type { Findings, ImportDocument, RecognisedDocument } from '@/lib/contracts/imports'
import { errorText } from '../layout/error-text'

/** What the studio said about documents. */
export type Recognition =
  | { readonly status: 'idle' | 'reading' }
  | { readonly status: 'failed'; readonly message: string }
  | {
      readonly status: 'done'
      readonly recognised: readonly RecognisedDocument[]
      readonly findings: Findings | undefined
    }

const pauseMs = 250

/**
 * Reads documents a moment after they changed; an older reading is called off. The list of documents
 * must be the same object until it changes.
 */
export function useRecognition(documents: readonly ImportDocument[]): Recognition {
  const [answer, setAnswer] = useState<{ of: typeof documents; recognition: Recognition }>()
  useEffect(() => {
    if (documents.length === 0) return
    const abort = new AbortController()
    const say = (recognition: Recognition) => {
      if (!abort.signal.aborted) setAnswer({ of: documents, recognition })
    }
    const timer = setTimeout(() => {
      readDocuments(documents, abort.signal).then(
        ({ recognised, findings }) => say({ status: 'done', recognised, findings }),
        (error: unknown) => say({ status: 'failed', message: errorText(error) }),
      )
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [documents])
  if (documents.length === 0) return { status: 'idle' }
  return answer?.of === documents ? answer.recognition : { status: 'reading' }
}
