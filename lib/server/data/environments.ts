import 'server-only'
import type { Environment } from '../../contracts/environments'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { JsonObject } from '../../engine/values/value'
import { db } from '../db'
import { AppError } from '../errors'
import { requireProject } from './projects'
import { isTaken, type ProjectRef } from './rows'

/** An environment, asked for by somebody. */
export interface EnvironmentRef extends ProjectRef {
  readonly environmentId: string
}

const columns = {
  id: true,
  name: true,
  values: true,
  updatedAt: true,
  secrets: { select: { place: true, changedAt: true } },
} as const

interface EnvironmentRow {
  readonly id: string
  readonly name: string
  readonly values: string
  readonly updatedAt: Date
  readonly secrets: readonly { readonly place: string; readonly changedAt: Date }[]
}

/**
 * The environments of a project, the oldest first. Of secrets only that they are set.
 *
 * @throws AppError `not_found`
 */
export async function list(ref: ProjectRef): Promise<Environment[]> {
  await requireProject(ref)
  const { projectId, workspaceId } = ref
  const rows = await db().environment.findMany({
    where: { projectId, workspaceId },
    select: columns,
    orderBy: [{ createdAt: 'asc' }, { name: 'asc' }],
  })
  return rows.map(toEnvironment)
}

/**
 * One environment.
 *
 * @throws AppError `not_found`
 */
export async function get(ref: EnvironmentRef): Promise<Environment> {
  const { projectId, workspaceId, environmentId } = ref
  const row = await db().environment.findFirst({
    where: { id: environmentId, projectId, workspaceId },
    select: columns,
  })
  if (!row) throw noEnvironment()
  return toEnvironment(row)
}

/**
 * Makes an environment, empty unless values are given.
 *
 * @throws AppError `not_found` or `name_taken`
 */
export async function create(
  input: ProjectRef & { readonly name: string; readonly values?: JsonObject },
): Promise<Environment> {
  const { projectId, workspaceId, name, values } = input
  await requireProject(input)
  const row = await orNameTaken(
    name,
    db().environment.create({
      data: {
        id: crypto.randomUUID(),
        workspaceId,
        projectId,
        name,
        values: stringifyJson(values ?? {}),
      },
      select: columns,
    }),
  )
  return toEnvironment(row)
}

/**
 * Gives an environment another name.
 *
 * @throws AppError `not_found` or `name_taken`
 */
export async function rename(
  input: EnvironmentRef & { readonly name: string },
): Promise<Environment> {
  const { projectId, workspaceId, environmentId, name } = input
  const { count } = await orNameTaken(
    name,
    db().environment.updateMany({
      where: { id: environmentId, projectId, workspaceId },
      data: { name, updatedAt: new Date() },
    }),
  )
  if (count === 0) throw noEnvironment()
  return get(input)
}

/**
 * Deletes an environment with its secrets.
 *
 * @throws AppError `not_found`
 */
export async function remove(ref: EnvironmentRef): Promise<void> {
  const { projectId, workspaceId, environmentId } = ref
  const { count } = await db().environment.deleteMany({
    where: { id: environmentId, projectId, workspaceId },
  })
  if (count === 0) throw noEnvironment()
}

async function orNameTaken<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!isTaken(error)) throw error
    throw new AppError('name_taken', `There is an environment named ${name} already`)
  }
}

/** What is thrown for an environment that is not there, or not this person's. */
export function noEnvironment(): AppError {
  return new AppError('not_found', 'There is no such environment')
}

function toEnvironment({ id, name, values, updatedAt, secrets }: EnvironmentRow): Environment {
  return {
    id,
    name,
    // Only this module and test values write the column, and only objects.
    values: parseJson(values) as JsonObject,
    secrets: Object.fromEntries(
      secrets.map(({ place, changedAt }) => [
        place,
        { isSet: true as const, changedAt: changedAt.toISOString() },
      ]),
    ),
    updatedAt: updatedAt.toISOString(),
  }
}
