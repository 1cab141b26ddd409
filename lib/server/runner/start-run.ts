import 'server-only'
import { env } from '../env'
import { startLocalRun } from './local-run'
import { RunnerPool } from './pool'
import type { StartRun } from './run-protocol'

// On globalThis, since start-up code and route handlers are bundled apart.
const holder = globalThis as unknown as { plumblinePool?: RunnerPool | undefined }

/**
 * Where runs go: into processes of their own when their program was built, as `npm start` does, else
 * into this process.
 */
export function runnerPool(): RunnerPool | undefined {
  const { runnerScript: script, runnerEnvironment: environment } = env()
  if (script === '') return undefined
  holder.plumblinePool ??= new RunnerPool({ script, environment })
  return holder.plumblinePool
}

/** Runs a job; see `StartRun`. */
export const startRun: StartRun = (job, signal) =>
  (runnerPool()?.start ?? startLocalRun)(job, signal)
