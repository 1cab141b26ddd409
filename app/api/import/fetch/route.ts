import { fetchDocument } from '@/lib/contracts/imports'
import { handle } from '@/lib/server/http/handle'
import { fetchDescription } from '@/lib/server/importing/fetch-description'

export const POST = handle(fetchDocument, ({ body, signal }) =>
  fetchDescription({ ...body, signal }),
)
