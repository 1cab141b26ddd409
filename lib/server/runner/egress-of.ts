import 'server-only'
import * as permissions from '../data/permissions'
import type { ProjectRef } from '../data/rows'
import { env } from '../env'
import { practiceServer } from '../practice/practice-server'
import type { RunEgress } from './run-protocol'

/**
 * What the runs of a project may call beside the public internet: what somebody permitted for it, and
 * the practice API. The studio itself is never called.
 *
 * @throws AppError `not_found`
 */
export async function egressOf(ref: ProjectRef): Promise<RunEgress> {
  const granted = await permissions.targets(ref)
  const practice = practiceServer()
  return {
    allowed: [
      ...granted,
      ...(practice ? [`127.0.0.1:${practice.port}`, `localhost:${practice.port}`] : []),
    ],
    ownPorts: [env().port],
  }
}
