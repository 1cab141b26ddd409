import { checkConnection } from '@/lib/contracts/test-reads'
import { handle } from '@/lib/server/http/handle'
import { checkStreams } from '@/lib/server/runner/check-streams'

export const POST = handle(checkConnection, ({ user, params, body, signal }) =>
  checkStreams({ ...user, ...params, ...body, signal }),
)
