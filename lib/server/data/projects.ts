import 'server-only'
import type { DeclaredStream } from '../../contracts/declared'
import type { Project, ProjectSummary } from '../../contracts/projects'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { db } from '../db'
import { AppError } from '../errors'
import { lastRuns } from './last-runs'
import { hashText, type Owner, type ProjectRef } from './rows'
import { streamNames } from './stream-names'

/**
 * Makes sure that a workspace has a project.
 *
 * @throws AppError `not_found`
 */
export async function requireProject({ workspaceId, projectId }: ProjectRef) {
  const project = await db().project.findFirst({
    where: { id: projectId, workspaceId },
    select: { id: true, name: true, draftHash: true },
  })
  if (!project) throw noProject()
  return project
}

/** The projects of a workspace, the one changed last first. */
export async function list({ workspaceId }: Owner): Promise<ProjectSummary[]> {
  const rows = await db().project.findMany({
    where: { workspaceId },
    select: {
      id: true,
      name: true,
      draftHash: true,
      draftRevision: true,
      streamNames: true,
      streamsRevision: true,
      createdAt: true,
      updatedAt: true,
      _count: { select: { versions: true } },
    },
    orderBy: { updatedAt: 'desc' },
  })
  const runs = await lastRuns({ workspaceId }, rows)
  const summaries: ProjectSummary[] = []
  for (const row of rows) {
    const names = await streamNames(row)
    const last = new Map(Object.entries(runs.get(row.id) ?? {}))
    summaries.push({
      id: row.id,
      name: row.name,
      streams: (names ?? []).map((name) => ({ name, lastRun: last.get(name) })),
      isReadable: names !== undefined,
      versionCount: row._count.versions,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    })
  }
  return summaries
}

/** What a project is made of. */
interface NewProject {
  readonly name: string
  readonly text: string
  /** What documents say of its streams. */
  readonly declared?: readonly DeclaredStream[]
}

/** Makes a project with its first draft; gives its id. */
export async function create(
  { workspaceId }: Owner,
  { name, text, declared = [] }: NewProject,
): Promise<string> {
  const { id } = await db().project.create({
    data: {
      id: crypto.randomUUID(),
      workspaceId,
      name,
      draftText: text,
      draftHash: hashText(text),
      declared: declared.length === 0 ? null : stringifyJson(declared as unknown as Json),
    },
    select: { id: true },
  })
  return id
}

/**
 * A project with its draft.
 *
 * @throws AppError `not_found`
 */
export async function get({ workspaceId, projectId }: ProjectRef): Promise<Project> {
  const row = await db().project.findFirst({
    where: { id: projectId, workspaceId },
    omit: { declared: true },
  })
  if (!row) throw noProject()
  const runs = await lastRuns({ workspaceId }, [row])
  return {
    id: row.id,
    name: row.name,
    draft: {
      text: row.draftText,
      revision: row.draftRevision,
      savedAt: row.draftSavedAt.toISOString(),
    },
    lastRuns: runs.get(row.id) ?? {},
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * What the documents that a project was made from say of its streams; none when it was made otherwise.
 *
 * @throws AppError `not_found`
 */
export async function declared({ workspaceId, projectId }: ProjectRef): Promise<DeclaredStream[]> {
  const row = await db().project.findFirst({
    where: { id: projectId, workspaceId },
    select: { declared: true },
  })
  if (!row) throw noProject()
  return row.declared === null ? [] : (parseJson(row.declared) as unknown as DeclaredStream[])
}

/**
 * Gives a project another name.
 *
 * @throws AppError `not_found`
 */
export async function rename(ref: ProjectRef & { readonly name: string }): Promise<Project> {
  const { workspaceId, projectId, name } = ref
  const { count } = await db().project.updateMany({
    where: { id: projectId, workspaceId },
    data: { name, updatedAt: new Date() },
  })
  if (count === 0) throw noProject()
  return get(ref)
}

/**
 * Deletes a project and everything that belongs to it.
 *
 * @throws AppError `not_found`
 */
export async function remove({ workspaceId, projectId }: ProjectRef): Promise<void> {
  const { count } = await db().project.deleteMany({ where: { id: projectId, workspaceId } })
  if (count === 0) throw noProject()
}

/** The error `not_found` of a project that is not there, or is not this workspace's. */
export function noProject(): AppError {
  return new AppError('not_found', 'There is no such project')
}
