import 'server-only'
import { db } from '../db'
import { createDataKey, type DataKey, openDataKey } from '../secrets/cipher'
import { SecretsError } from '../secrets/secrets-error'
import { keyRing } from './key-ring'

/** Keys that were opened in this process, by workspace and id. */
const opened = new Map<string, DataKey>()

/** The key that a workspace's new secrets are encrypted with; made when there is none. */
export async function newestDataKey(workspaceId: string): Promise<DataKey> {
  const row = await db().dataKey.findFirst({
    where: { workspaceId, retiredAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  if (row) return open(workspaceId, row.id, row.wrapped)
  const { key, wrapped } = createDataKey(await keyRing(), workspaceId)
  await db().dataKey.create({ data: { id: key.id, workspaceId, wrapped } })
  return key
}

/**
 * A key of a workspace.
 *
 * @throws SecretsError `key_mismatch` when the key file does not open it, `secret_damaged` when the
 *   workspace has no such key
 */
export async function dataKeyOf(workspaceId: string, id: string): Promise<DataKey> {
  const known = opened.get(`${workspaceId}:${id}`)
  if (known) return known
  const row = await db().dataKey.findFirst({ where: { id, workspaceId } })
  if (row) return open(workspaceId, id, row.wrapped)
  throw new SecretsError(
    'secret_damaged',
    'The key of a stored secret is not there. Enter the secret again.',
  )
}

async function open(workspaceId: string, id: string, wrapped: Uint8Array): Promise<DataKey> {
  const name = `${workspaceId}:${id}`
  const key = opened.get(name) ?? openDataKey(await keyRing(), workspaceId, id, wrapped)
  opened.set(name, key)
  return key
}
