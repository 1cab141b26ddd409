import { listRuns } from '@/lib/contracts/runs'
import * as runs from '@/lib/server/data/runs'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(listRuns, async ({ user, params, query }) => ({
  runs: await runs.list({ ...user, ...params, ...query }),
}))
