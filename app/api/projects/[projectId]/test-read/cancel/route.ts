import { done } from '@/lib/contracts/common'
import { cancelTestRead } from '@/lib/contracts/test-reads'
import { handle } from '@/lib/server/http/handle'
import { cancelRun } from '@/lib/server/runner/active-runs'

export const POST = handle(cancelTestRead, async ({ user, params, body }) => {
  cancelRun({ ...user, ...params, ...body })
  return done
})
