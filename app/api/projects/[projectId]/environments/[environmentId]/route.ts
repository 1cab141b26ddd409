import { done } from '@/lib/contracts/common'
import { deleteEnvironment, renameEnvironment } from '@/lib/contracts/environments'
import * as environments from '@/lib/server/data/environments'
import { handle } from '@/lib/server/http/handle'

export const PATCH = handle(renameEnvironment, ({ user, params, body }) =>
  environments.rename({ ...user, ...params, ...body }),
)

export const DELETE = handle(deleteEnvironment, async ({ user, params }) => {
  await environments.remove({ ...user, ...params })
  return done
})
