import 'server-only'
import * as permissions from '../data/permissions'
import type { ProjectRef } from '../data/rows'
import { createGuardedTransport, type GuardedTransport } from '../egress/guarded-transport'
import { env } from '../env'
import { practiceServer } from '../practice/practice-server'

/** Transports that are kept with their connections, so that a warm read need not connect. */
const transportsKept = 8

const transports = new Map<string, GuardedTransport>()

/**
 * The way out for a project: the public internet, what somebody permitted for this project, and the
 * practice API. The studio itself is never called.
 */
export async function transportOf(ref: ProjectRef): Promise<GuardedTransport> {
  const granted = await permissions.list(ref)
  const practice = practiceServer()
  const allowed = [
    ...granted.map(({ host, port }) => `${host}:${port}`),
    ...(practice ? [`127.0.0.1:${practice.port}`, `localhost:${practice.port}`] : []),
  ]
  const key = JSON.stringify([ref.workspaceId, ref.projectId, allowed])
  const known = transports.get(key)
  transports.delete(key)
  const transport =
    known ??
    createGuardedTransport({
      allow: { loopbackAndPrivate: allowed },
      forbiddenPorts: [env().port],
    })
  transports.set(key, transport)
  dropOldest()
  return transport
}

/** A transport that a run still uses is closed by no one: idle ones end by themselves. */
function dropOldest(): void {
  while (transports.size > transportsKept) {
    const [oldest] = transports.keys()
    if (oldest === undefined) return
    transports.delete(oldest)
  }
}
