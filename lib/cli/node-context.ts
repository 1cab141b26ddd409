import { setTimeout as wait } from 'node:timers/promises'
import type { EngineContext, RunOptions } from '../engine/context'
import type { ReadEvent } from '../engine/events'
import { createGuardedTransport } from '../server/egress/guarded-transport'
import { syncLimits } from '../server/egress/limits'

interface ContextOptions {
  readonly allowPrivate: boolean
  readonly signal: AbortSignal
  /** Takes events of commands that are no reads; reads yield theirs. */
  readonly report: (event: ReadEvent) => void
  readonly options?: RunOptions | undefined
}

/** The engine's outside world on a command line: the network under rules, the system's clock. */
export function createNodeContext({
  allowPrivate,
  signal,
  report,
  options = {},
}: ContextOptions): EngineContext & { close(): Promise<void> } {
  const transport = createGuardedTransport({
    allow: { loopbackAndPrivate: allowPrivate ? 'all' : false },
    limits: syncLimits,
  })
  return {
    transport,
    close: () => transport.close(),
    nowMicros: () => Date.now() * 1000,
    monotonicMs: () => performance.now(),
    sleep: (ms, until) => wait(ms, undefined, { signal: until }),
    uuid: () => crypto.randomUUID(),
    signal,
    report,
    options,
  }
}
