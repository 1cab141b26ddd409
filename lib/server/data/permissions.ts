import 'server-only'
import type { Permission } from '../../contracts/permissions'
import { db } from '../db'
import { AppError } from '../errors'
import { noProject, requireProject } from './projects'
import { isTaken, type ProjectRef } from './rows'

const columns = { id: true, host: true, port: true, createdAt: true } as const

interface PermissionRow {
  readonly id: string
  readonly host: string
  readonly port: number
  readonly createdAt: Date
}

/** The private addresses that a project may call, the oldest first. */
export async function list({ workspaceId, projectId }: ProjectRef): Promise<Permission[]> {
  const [rows] = await Promise.all([
    db().permission.findMany({
      where: { projectId, workspaceId },
      select: columns,
      orderBy: { createdAt: 'asc' },
    }),
    requireProject({ workspaceId, projectId }),
  ])
  return rows.map(toPermission)
}

/**
 * What a project may call beside the public internet, as `host:port`: one question, since every run
 * waits for its answer.
 *
 * @throws AppError `not_found`
 */
export async function targets({ workspaceId, projectId }: ProjectRef): Promise<string[]> {
  const project = await db().project.findFirst({
    where: { id: projectId, workspaceId },
    select: { permissions: { select: { host: true, port: true } } },
  })
  if (!project) throw noProject()
  return project.permissions.map(({ host, port }) => `${host}:${port}`)
}

/**
 * Remembers a permission; one that is there already is given back as it is.
 *
 * @throws AppError `not_found`
 */
export async function grant(
  input: ProjectRef & { readonly host: string; readonly port: number },
): Promise<Permission> {
  const { workspaceId, projectId, host, port } = input
  await requireProject(input)
  const key = { projectId, workspaceId, host, port }
  try {
    const row = await db().permission.create({
      data: { id: crypto.randomUUID(), ...key },
      select: columns,
    })
    return toPermission(row)
  } catch (error) {
    if (!isTaken(error)) throw error
    return toPermission(await db().permission.findFirstOrThrow({ where: key, select: columns }))
  }
}

/**
 * Takes a permission back.
 *
 * @throws AppError `not_found`
 */
export async function revoke(ref: ProjectRef & { readonly permissionId: string }): Promise<void> {
  const { workspaceId, projectId, permissionId } = ref
  const { count } = await db().permission.deleteMany({
    where: { id: permissionId, projectId, workspaceId },
  })
  if (count === 0) throw new AppError('not_found', 'There is no such permission')
}

function toPermission({ id, host, port, createdAt }: PermissionRow): Permission {
  return { id, host, port, createdAt: createdAt.toISOString() }
}
