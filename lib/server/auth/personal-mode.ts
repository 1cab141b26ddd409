import 'server-only'
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
  const member = { id: memberId, workspaceId, name: 'Owner', role: 'owner' }
  try {
    await db().workspace.upsert({
      where: { id: workspaceId },
      create: { id: workspaceId, name: 'Personal' },
      update: {},
    })
    await db().member.upsert({ where: { id: memberId }, create: member, update: {} })
  } catch (error) {
    if ((await db().member.count({ where: { id: memberId } })) === 0) throw error
  }
  return memberId
}
