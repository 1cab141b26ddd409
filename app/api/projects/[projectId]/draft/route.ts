import { saveDraft } from '@/lib/contracts/drafts'
import * as drafts from '@/lib/server/data/drafts'
import { handle } from '@/lib/server/http/handle'

export const PUT = handle(saveDraft, ({ user, params, body }) =>
  drafts.save({ ...user, ...params, ...body }),
)
