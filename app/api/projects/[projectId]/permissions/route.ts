import { grantPermission, listPermissions } from '@/lib/contracts/permissions'
import * as permissions from '@/lib/server/data/permissions'
import { grantTarget } from '@/lib/server/grant-target'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(listPermissions, async ({ user, params }) => ({
  permissions: await permissions.list({ ...user, ...params }),
}))

export const POST = handle(grantPermission, ({ user, params, body }) =>
  grantTarget({ ...user, ...params, ...body }),
)
