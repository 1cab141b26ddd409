import { getVersion } from '@/lib/contracts/versions'
import * as versions from '@/lib/server/data/versions'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(getVersion, ({ user, params }) => versions.get({ ...user, ...params }))
