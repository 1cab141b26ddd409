import { importDocuments, listImporters } from '@/lib/contracts/imports'
import { importers } from '@/lib/importers/registry'
import { handle } from '@/lib/server/http/handle'
import { readImport } from '@/lib/server/importing/read-import'

export const GET = handle(listImporters, async () => ({
  titles: importers.map(({ title }) => title),
}))

export const POST = handle(importDocuments, async ({ body }) => readImport(body.documents))
