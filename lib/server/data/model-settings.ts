import 'server-only'
import { db } from '../db'
import type { Owner } from './rows'
import { openSecret, sealSecret } from './secret-envelopes'

/** What a workspace chose. Fields are null where the environment variables count. */
export interface StoredModel {
  readonly baseUrl: string | null
  readonly model: string | null
  readonly keyChangedAt: Date | null
  readonly permitted: string | null
}

const columns = { baseUrl: true, model: true, keyChangedAt: true, permitted: true } as const

/** What a workspace chose; null when it chose nothing. */
export async function find({ workspaceId }: Owner): Promise<StoredModel | null> {
  return db().modelSettings.findUnique({ where: { workspaceId }, select: columns })
}

/**
 * The saved key, for calls only: it never leaves the server.
 *
 * @throws SecretsError `secret_damaged`
 */
export async function keyOf({ workspaceId }: Owner): Promise<string | undefined> {
  const row = await db().modelSettings.findUnique({
    where: { workspaceId },
    select: { envelope: true },
  })
  return row?.envelope ? openSecret(placeOf(workspaceId), row.envelope) : undefined
}

interface Choice extends Owner {
  readonly baseUrl: string
  readonly model: string
  /** Text replaces the key, `null` clears it; absent keeps it. */
  readonly key?: string | null | undefined
}

/** Saves a choice in whole. A permission stays: it names its address. */
export async function save({ workspaceId, baseUrl, model, key }: Choice): Promise<void> {
  const now = new Date()
  const secret =
    key === undefined
      ? {}
      : {
          envelope: key === null ? null : await sealSecret(placeOf(workspaceId), key),
          keyChangedAt: key === null ? null : now,
        }
  const data = { baseUrl, model, updatedAt: now, ...secret }
  await db().modelSettings.upsert({
    where: { workspaceId },
    create: { workspaceId, ...data },
    update: data,
  })
}

/** Remembers the private address that a person permitted, in place of the one before. */
export async function permit({
  workspaceId,
  target,
}: Owner & { readonly target: string }): Promise<void> {
  const data = { permitted: target, updatedAt: new Date() }
  await db().modelSettings.upsert({
    where: { workspaceId },
    create: { workspaceId, ...data },
    update: data,
  })
}

/** Forgets everything that was chosen, key and permission included. */
export async function remove({ workspaceId }: Owner): Promise<void> {
  await db().modelSettings.deleteMany({ where: { workspaceId } })
}

function placeOf(workspaceId: string) {
  return { workspaceId, ownerId: workspaceId, kind: 'model', field: 'key of the model' } as const
}
