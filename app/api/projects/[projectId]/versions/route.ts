import { listVersions, publishVersion } from '@/lib/contracts/versions'
import * as versions from '@/lib/server/data/versions'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(listVersions, async ({ user, params }) => ({
  versions: await versions.list({ ...user, ...params }),
}))

export const POST = handle(publishVersion, ({ user, params, body }) =>
  versions.publish({ ...user, ...params, ...body }),
)
