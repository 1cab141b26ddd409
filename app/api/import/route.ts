import { importDocuments } from '@/lib/contracts/imports'
import { handle } from '@/lib/server/http/handle'
import { readImport } from '@/lib/server/importing/read-import'

export const POST = handle(importDocuments, async ({ body }) => readImport(body.documents))
