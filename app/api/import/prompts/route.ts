import { previewPrompts } from '@/lib/contracts/model-imports'
import { handle } from '@/lib/server/http/handle'
import * as reading from '@/lib/server/importing/read-with-model'

export const POST = handle(previewPrompts, async ({ body }) =>
  reading.previewPrompts(body.documents),
)
