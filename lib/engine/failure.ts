import { type Blame, EngineError, type FailureType } from './errors'
import type { ManifestPath } from './path'

/** A failure as events and trace messages show it. */
export interface Failure {
  readonly code: string
  readonly blame: Blame
  readonly message: string
  readonly internalMessage?: string | undefined
  readonly failureType: FailureType
  readonly path: ManifestPath
}

/** Describes anything that was thrown. What was not thrown on purpose is the engine's fault. */
export function describeFailure(error: unknown, streamName?: string): Failure {
  if (error instanceof EngineError) {
    return {
      code: error.code,
      blame: error.blame,
      message: error.message,
      internalMessage: error.internalMessage,
      failureType: error.failureType,
      path: error.path ?? [],
    }
  }
  const place = streamName === undefined ? '' : ` in stream ${streamName}`
  const kind = error instanceof Error ? error.name : typeof error
  return {
    code: 'unexpected',
    blame: 'engine',
    message: `An unexpected error occurred${place}: ${kind}`,
    internalMessage: error instanceof Error ? error.message : String(error),
    failureType: 'system_error',
    path: [],
  }
}
