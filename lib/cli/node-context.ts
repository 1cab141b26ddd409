import { setTimeout as wait } from 'node:timers/promises'
import type { EngineContext, RunOptions } from '../engine/context'
import type { ReadEvent } from '../engine/events'
import type { Transport } from '../engine/transport'
import type { GuardedTransport } from '../server/egress/guarded-transport'

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
  let opened: Promise<GuardedTransport> | undefined
  const transport: Transport = async (request, settings) => {
    opened ??= openTransport(allowPrivate)
    return (await opened)(request, settings)
  }
  return {
    transport,
    close: async () => (await opened)?.close(),
    nowMicros: () => Date.now() * 1000,
    monotonicMs: () => performance.now(),
    sleep,
    uuid: () => crypto.randomUUID(),
    signal,
    report,
    options,
  }
}

/** The longest time that one timer can run; it would go off at once for a longer one. */
const timerMsMax = 2 ** 31 - 1

async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + ms
  for (let left = ms; left > 0; left = until - performance.now()) {
    await wait(Math.min(left, timerMsMax), undefined, { signal })
  }
  signal.throwIfAborted()
}

/** Commands that call nobody need not load what calls. */
async function openTransport(allowPrivate: boolean): Promise<GuardedTransport> {
  const { createGuardedTransport } = await import('../server/egress/guarded-transport')
  const { syncLimits } = await import('../server/egress/limits')
  return createGuardedTransport({
    allow: { loopbackAndPrivate: allowPrivate ? 'all' : false },
    limits: syncLimits,
  })
}
