import 'server-only'
import { type PracticeServer, servePracticeApi } from '../../practice-api/serve'
import { env } from '../env'

// On globalThis, since start-up code and route handlers are bundled apart.
const holder = globalThis as unknown as { plumblinePractice?: PracticeServer | undefined }

const portsTried = 10

/**
 * Starts the practice API on loopback: on the port that was asked for, else on one soon after the
 * studio's, so that it is found again after a restart, else on any that is free. A studio without it
 * still works, so a failure is only said.
 */
export async function startPracticeApi(): Promise<void> {
  if (holder.plumblinePractice) return
  const { practicePort, port } = env()
  const nearby = Array.from({ length: portsTried }, (_, index) => port + 1 + index)
  const ports = practicePort === undefined ? [...nearby, 0] : [practicePort]
  for (const candidate of ports) {
    try {
      holder.plumblinePractice = await servePracticeApi({ port: candidate })
      return
    } catch (error) {
      if (candidate === ports.at(-1)) console.error('The practice API could not be started.', error)
    }
  }
}

/** Where the practice API is; undefined when it could not be started. */
export function practiceServer(): PracticeServer | undefined {
  return holder.plumblinePractice
}
