import 'server-only'
import { randomBytes } from 'node:crypto'
import { db } from '../db'
import { keyFromFile } from '../key-file'
import { open, seal } from '../sealed-bytes'

interface DataKey {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly key: Buffer
}

/** Keys that were unwrapped in this process, by id. */
const unwrapped = new Map<string, Buffer>()

const noHead = Buffer.alloc(0)

/** The key that a workspace's new secrets are encrypted with; made when there is none. */
export async function newestDataKey(workspaceId: string): Promise<DataKey> {
  const row = await db().dataKey.findFirst({
    where: { workspaceId, retiredAt: null },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  if (row) return { id: row.id, key: unwrap(workspaceId, row.id, row.wrapped) }
  const id = randomBytes(16).toString('hex')
  const key = randomBytes(32)
  const wrapped = seal(keyFromFile(), key, noHead, context(workspaceId, id))
  await db().dataKey.create({ data: { id, workspaceId, wrapped: new Uint8Array(wrapped) } })
  unwrapped.set(`${workspaceId}:${id}`, key)
  return { id, key }
}

/**
 * A key of a workspace.
 *
 * @throws Error when the workspace has no such key, or the key file is another one
 */
export async function dataKeyOf(workspaceId: string, id: string): Promise<Buffer> {
  const known = unwrapped.get(`${workspaceId}:${id}`)
  if (known) return known
  const row = await db().dataKey.findFirst({ where: { id, workspaceId } })
  if (!row) throw new Error('The key of a stored secret is not there any more')
  return unwrap(workspaceId, id, row.wrapped)
}

function unwrap(workspaceId: string, id: string, wrapped: Uint8Array): Buffer {
  const name = `${workspaceId}:${id}`
  const key =
    unwrapped.get(name) ?? open(keyFromFile(), Buffer.from(wrapped), 0, context(workspaceId, id))
  unwrapped.set(name, key)
  return key
}

function context(workspaceId: string, id: string): Buffer {
  return Buffer.from(JSON.stringify(['data key', workspaceId, id]))
}
