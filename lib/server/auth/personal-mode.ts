import 'server-only'
import { isTaken } from '../data/rows'
import { db } from '../db'

const workspaceId = 'personal'
const memberId = 'owner'

/**
 * In personal mode there is one workspace and one member, made at the first start. Of two starts at
 * the same time both find them.
 *
 * @returns the member
 */
export async function preparePersonalMode(): Promise<string> {
  const workspace = { id: workspaceId, name: 'Personal' }
  const member = { id: memberId, workspaceId, name: 'Owner', role: 'owner' }
  await unlessThere(
    db().workspace.upsert({ where: { id: workspaceId }, create: workspace, update: {} }),
  )
  await unlessThere(db().member.upsert({ where: { id: memberId }, create: member, update: {} }))
  return memberId
}

/** PostgreSQL's upsert through the client can still lose the race against another start. */
async function unlessThere(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!isTaken(error)) throw error
  }
}
