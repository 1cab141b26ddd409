import { skipWait } from '@/lib/contracts/test-reads'
import { handle } from '@/lib/server/http/handle'
import { skipWaits } from '@/lib/server/runner/active-runs'

export const POST = handle(skipWait, async ({ user, params, body }) => ({
  skipped: await skipWaits({ ...user, ...params, ...body }),
}))
