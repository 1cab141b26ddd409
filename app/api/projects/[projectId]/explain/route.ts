import { explainFailedCall } from '@/lib/contracts/explanations'
import { handle } from '@/lib/server/http/handle'
import * as model from '@/lib/server/model/explain-failed-call'

export const POST = handle(explainFailedCall, ({ user, params, body, signal }) =>
  model.explainFailedCall({ ...user, ...params, ...body, signal }),
)
