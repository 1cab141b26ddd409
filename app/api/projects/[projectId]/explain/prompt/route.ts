import { previewExplanation } from '@/lib/contracts/explanations'
import { handle } from '@/lib/server/http/handle'
import * as model from '@/lib/server/model/explain-failed-call'

export const POST = handle(previewExplanation, ({ user, params, body }) =>
  model.previewExplanation({ ...user, ...params, ...body }),
)
