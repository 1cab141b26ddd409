import { permitModelTarget } from '@/lib/contracts/model-settings'
import { handle } from '@/lib/server/http/handle'
import * as model from '@/lib/server/model/model-settings'

export const POST = handle(permitModelTarget, ({ user, body }) =>
  model.permitModelTarget({ ...user, ...body }),
)
