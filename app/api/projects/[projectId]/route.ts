import { done } from '@/lib/contracts/common'
import { deleteProject, getProject, renameProject } from '@/lib/contracts/projects'
import * as projects from '@/lib/server/data/projects'
import { handle } from '@/lib/server/http/handle'

export const GET = handle(getProject, ({ user, params }) => projects.get({ ...user, ...params }))

export const PATCH = handle(renameProject, ({ user, params, body }) =>
  projects.rename({ ...user, ...params, ...body }),
)

export const DELETE = handle(deleteProject, async ({ user, params }) => {
  await projects.remove({ ...user, ...params })
  return done
})
