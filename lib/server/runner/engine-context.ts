import type { EngineContext, RunOptions } from '../../engine/context'
import type { Transport } from '../../engine/transport'
import type { SkippableSleep } from './skippable-sleep'

/** What the engine is given on this machine. */
export function engineContext(parts: {
  readonly transport: Transport
  readonly sleep: SkippableSleep
  readonly signal: AbortSignal
  readonly options: RunOptions
}): EngineContext {
  const { transport, sleep, signal, options } = parts
  return {
    transport,
    sleep: sleep.sleep,
    signal,
    options,
    nowMicros: () => Date.now() * 1_000,
    monotonicMs: () => performance.now(),
    uuid: () => crypto.randomUUID(),
    report: () => undefined,
  }
}
