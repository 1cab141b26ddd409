import { duplicateProject } from '@/lib/contracts/projects'
import { handle } from '@/lib/server/http/handle'
import { duplicate } from '@/lib/server/new-project'

export const POST = handle(duplicateProject, ({ user, params, body }) =>
  duplicate({ ...user, ...params, ...body }),
)
