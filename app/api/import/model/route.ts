import { importWithModel } from '@/lib/contracts/model-imports'
import { handleStream } from '@/lib/server/http/handle'
import { readWithModel } from '@/lib/server/importing/read-with-model'

export const POST = handleStream(importWithModel, ({ user, body, signal }) =>
  readWithModel({ ...user, ...body, signal }),
)
