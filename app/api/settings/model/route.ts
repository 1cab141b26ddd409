import {
  deleteModelSettings,
  getModelSettings,
  saveModelSettings,
} from '@/lib/contracts/model-settings'
import { handle } from '@/lib/server/http/handle'
import * as model from '@/lib/server/model/model-settings'

export const GET = handle(getModelSettings, ({ user }) => model.modelSettings(user))

export const PUT = handle(saveModelSettings, ({ user, body }) =>
  model.saveModelSettings({ ...user, ...body }),
)

export const DELETE = handle(deleteModelSettings, ({ user }) => model.deleteModelSettings(user))
