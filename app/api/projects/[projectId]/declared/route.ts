import { getDeclared } from '@/lib/contracts/declared'
import * as projects from '@/lib/server/data/projects'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(getDeclared, async ({ user, params }) => ({
  streams: await projects.declared({ ...user, ...params }),
}))
