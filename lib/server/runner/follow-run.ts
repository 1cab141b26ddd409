import { describeFailure } from '../../engine/failure'
import type { ObservedEvent } from '../../testread/test-read'
import type { RunLog } from './run-log'

/** A read under way, as `followRun` needs it. */
export interface FollowedRun {
  readonly events: AsyncIterable<ObservedEvent>
  readonly log: RunLog
  /** Its signal tells Cancel from a failure; aborting it ends the calls under way. */
  readonly abort: AbortController
  readonly mask: (event: ObservedEvent) => ObservedEvent
  readonly stream: string
  /** Called once, however the run ended. */
  readonly onEnd: () => Promise<void>
}

/**
 * Gives a read line by line and says in its last line how it ended. A failure is an `error` event; a
 * consumer that leaves cancels the read, and what it read so far is kept.
 */
export async function* followRun(run: FollowedRun): AsyncGenerator<string> {
  const { log, abort } = run
  try {
    yield* eventLines(run)
    const end = log.end(abort.signal.aborted)
    if (end !== undefined) yield end
  } finally {
    log.end(true)
    // A read that a limit ended in the middle of a call still waits for that call.
    abort.abort(new DOMException('The run is over', 'AbortError'))
    await run.onEnd()
  }
}

async function* eventLines({ events, log, abort, mask, stream }: FollowedRun) {
  const startedMs = performance.now()
  try {
    for await (const event of events) yield log.add(mask(event))
  } catch (error) {
    if (abort.signal.aborted) return
    const failure = describeFailure(error, stream)
    if (failure.blame === 'engine') console.error(error)
    const atMs = Math.round(performance.now() - startedMs)
    yield log.add(mask({ kind: 'error', stream, ...failure, atMs }))
  }
}
