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

/** JSON may be nested without end; what works on it needs a level of the stack for each. */
const tooDeep: Failure = {
  code: 'value_too_deep',
  blame: 'api',
  message: 'A value in a response is nested too deeply to be worked with.',
  failureType: 'system_error',
  path: [],
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
  if (error instanceof RangeError && /call stack/i.test(error.message)) return tooDeep
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
