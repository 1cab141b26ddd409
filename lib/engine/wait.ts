import type { EngineContext } from './context'
import type { CallScope } from './requesters/requester'
import { runOf } from './run'

export interface Wait {
  readonly seconds: number
  readonly reason: 'backoff' | 'rate-limit' | 'poll'
  readonly text: string
  readonly call?: number | undefined
}

/** Reports a wait and waits. Ends early, by throwing, when the run is cancelled. */
export async function waitFor(engine: EngineContext, wait: Wait, scope: CallScope): Promise<void> {
  const { seconds, reason, text, call } = wait
  const atMs = runOf(engine).atMs()
  engine.report({ kind: 'wait', call, seconds, reason, text, place: scope.place, atMs })
  await engine.sleep(seconds * 1000, scope.signal)
}
