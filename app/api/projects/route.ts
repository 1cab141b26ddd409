import { createProject, listProjects } from '@/lib/contracts/projects'
import * as projects from '@/lib/server/data/projects'
import { handle } from '@/lib/server/http/handle'
import { createProjectFrom } from '@/lib/server/new-project'

export const GET = handle(listProjects, async ({ user }) => ({
  projects: await projects.list(user),
}))

export const POST = handle(createProject, ({ user, body }) => createProjectFrom(user, body))
