import { listExportTargets } from '@/lib/contracts/exports'
import { targetsOf } from '@/lib/server/export-project'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(listExportTargets, async ({ user, params }) => ({
  targets: await targetsOf({ ...user, ...params }),
}))
