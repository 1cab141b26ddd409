import 'server-only'
import { join } from 'node:path'
import { db } from '../db'
import { env } from '../env'
import { openDataKey } from '../secrets/cipher'
import { type KeyRing, openKeyFile } from '../secrets/key-file'

let ring: Promise<KeyRing> | undefined

/**
 * What the key file holds; the file is made when nothing needs an older one.
 *
 * @throws SecretsError when it is missing although secrets are stored, or cannot be read
 */
export function keyRing(): Promise<KeyRing> {
  ring ??= open().catch((error: unknown) => {
    ring = undefined
    throw error
  })
  return ring
}

async function open(): Promise<KeyRing> {
  const path = join(env().dataDir, 'plumbline.key')
  return openKeyFile({ path, hasCiphertext: (await db().dataKey.count()) > 0 })
}

/**
 * Makes sure at start that the key file opens what is stored, before anybody relies on it.
 *
 * @throws SecretsError with what to do
 */
export async function checkKeyFile(): Promise<void> {
  const keys = await keyRing()
  for (const { workspaceId, id, wrapped } of await db().dataKey.findMany()) {
    openDataKey(keys, workspaceId, id, wrapped)
  }
}
