import 'server-only'
import type { Environment } from '../../contracts/environments'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { JsonObject } from '../../engine/values/value'
import { withoutPlaces, withValues } from '../config-places'
import { db } from '../db'
import { refuseMask } from '../secrets/refuse-mask'
import * as environments from './environments'
import { type EnvironmentRef, noEnvironment } from './environments'
import { openSecret, sealSecret } from './secret-envelopes'

interface TestValues extends EnvironmentRef {
  /** Replaces all values that are no secrets. */
  readonly values?: JsonObject | undefined
  /** Text sets the secret of a place, `null` clears it, the others stay. */
  readonly secrets?: Readonly<Record<string, string | null>> | undefined
}

/**
 * Saves test values, all or none of them.
 *
 * @throws AppError `not_found`, or `secret_is_mask` for dots where a secret should be
 */
export async function save(input: TestValues): Promise<Environment> {
  const { workspaceId, environmentId, values, secrets = {} } = input
  const before = await environments.get(input)
  const changes = Object.entries(secrets)
  for (const [place, value] of changes) refuseMask(place, value)
  const cleared = changes.flatMap(([place, value]) => (value === null ? [place] : []))
  const set = changes.flatMap(([place, value]) => (value === null ? [] : [[place, value] as const]))
  const places = new Set([...Object.keys(before.secrets), ...set.map(([place]) => place)])
  for (const place of cleared) places.delete(place)
  const sealed = await Promise.all(
    set.map(async ([place, value]) => ({
      place,
      envelope: await sealSecret(placeOf(workspaceId, environmentId, place), value),
    })),
  )
  const changedAt = new Date()
  await db().$transaction([
    db().environment.updateMany({
      where: { id: environmentId, workspaceId },
      data: {
        updatedAt: changedAt,
        // A secret that also came as a plain value is not stored in plain.
        values: stringifyJson(withoutPlaces(values ?? before.values, places)),
      },
    }),
    db().secret.deleteMany({ where: { environmentId, workspaceId, place: { in: cleared } } }),
    ...sealed.map(({ place, envelope }) =>
      db().secret.upsert({
        where: { environmentId_place: { environmentId, place }, workspaceId },
        create: { id: crypto.randomUUID(), workspaceId, environmentId, place, envelope, changedAt },
        update: { envelope, changedAt },
      }),
    ),
  ])
  return environments.get(input)
}

/**
 * The secrets of an environment, by place. For runs and copies only: they never leave the server.
 *
 * @throws AppError `not_found`
 */
export async function secretsOf(ref: EnvironmentRef): Promise<Record<string, string>> {
  const { workspaceId, projectId, environmentId } = ref
  const rows = await db().secret.findMany({
    where: { environmentId, workspaceId, environment: { projectId, workspaceId } },
    select: { place: true, envelope: true },
  })
  return openAll(ref, rows)
}

/** What a run is given of an environment. */
export interface RunConfig {
  readonly environmentName: string
  readonly config: JsonObject
  readonly secrets: Readonly<Record<string, string>>
}

/**
 * The configuration that an environment stands for, secrets in their places.
 *
 * @throws AppError `not_found`
 */
export async function configOf(ref: EnvironmentRef): Promise<RunConfig> {
  const { workspaceId, projectId, environmentId } = ref
  const row = await db().environment.findFirst({
    where: { id: environmentId, projectId, workspaceId },
    select: { name: true, values: true, secrets: { select: { place: true, envelope: true } } },
  })
  if (!row) throw noEnvironment()
  const secrets = await openAll(ref, row.secrets)
  return {
    environmentName: row.name,
    config: withValues(parseJson(row.values) as JsonObject, Object.entries(secrets)),
    secrets,
  }
}

async function openAll(
  { workspaceId, environmentId }: EnvironmentRef,
  sealed: readonly { readonly place: string; readonly envelope: Uint8Array }[],
): Promise<Record<string, string>> {
  const opened = sealed.map(async ({ place, envelope }) => {
    return [place, await openSecret(placeOf(workspaceId, environmentId, place), envelope)] as const
  })
  return Object.fromEntries(await Promise.all(opened))
}

function placeOf(workspaceId: string, environmentId: string, place: string) {
  return { workspaceId, ownerId: environmentId, kind: 'environment', field: place } as const
}
