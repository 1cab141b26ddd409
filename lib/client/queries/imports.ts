import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { fetchDocument, type ImportDocument, importDocuments } from '../../contracts/imports'
import { call } from '../call'

/** What documents are and what they say. Too large for keys of the cache, so callers keep it. */
export function readDocuments(documents: readonly ImportDocument[], signal: AbortSignal) {
  return call(importDocuments, { body: { documents: [...documents] }, signal })
}

/** Fetches the document behind an address. */
export function useFetchDocument() {
  return useMutation({
    mutationFn: (body: z.input<typeof fetchDocument.body>) => call(fetchDocument, { body }),
  })
}
