import { queryOptions, useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  fetchDocument,
  type ImportDocument,
  importDocuments,
  listImporters,
} from '../../contracts/imports'
import { previewPrompts } from '../../contracts/model-imports'
import { call } from '../call'

export const importQueries = {
  /** Kinds of documents that can be read; they change with the product only. */
  kinds: () =>
    queryOptions({
      queryKey: ['importers'],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async ({ signal }) => (await call(listImporters, { signal })).titles,
    }),
}

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

/** The exact questions that a model would be asked; nothing is sent to it. */
export function usePreviewPrompts() {
  return useMutation({
    mutationFn: (documents: readonly ImportDocument[]) =>
      call(previewPrompts, { body: { documents: [...documents] } }),
  })
}
