import { createGuardedTransport, type GuardedTransport } from '../egress/guarded-transport'
import type { RunEgress } from './run-protocol'

/** Transports that are kept with their connections, so that a warm read need not connect. */
const transportsKept = 8

const transports = new Map<string, GuardedTransport>()

/** The way out for a run: the public internet and what it is allowed beside it. */
export function transportFor({ allowed, ownPorts }: RunEgress): GuardedTransport {
  const key = JSON.stringify([allowed, ownPorts])
  const known = transports.get(key)
  transports.delete(key)
  const transport =
    known ??
    createGuardedTransport({
      allow: { loopbackAndPrivate: allowed },
      forbiddenPorts: ownPorts,
    })
  transports.set(key, transport)
  dropOldest()
  return transport
}

/** A transport that a run still uses is closed by no one: idle connections end by themselves. */
function dropOldest(): void {
  while (transports.size > transportsKept) {
    const [oldest] = transports.keys()
    if (oldest === undefined) return
    transports.delete(oldest)
  }
}
