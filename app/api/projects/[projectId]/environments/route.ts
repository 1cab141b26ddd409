import { createEnvironment, listEnvironments } from '@/lib/contracts/environments'
import * as environments from '@/lib/server/data/environments'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(listEnvironments, async ({ user, params }) => ({
  environments: await environments.list({ ...user, ...params }),
}))

export const POST = handle(createEnvironment, ({ user, params, body }) =>
  environments.create({ ...user, ...params, ...body }),
)
