import { done } from '@/lib/contracts/common'
import { revokePermission } from '@/lib/contracts/permissions'
import * as permissions from '@/lib/server/data/permissions'
import { handle } from '@/lib/server/http/handle'

export const DELETE = handle(revokePermission, async ({ user, params }) => {
  await permissions.revoke({ ...user, ...params })
  return done
})
