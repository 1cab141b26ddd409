import { streamRunEvents } from '@/lib/client/test-read'
import type { Run } from '@/lib/contracts/runs'
import { createCollector } from '@/lib/testread/collect'
import type { StreamInfo } from '@/lib/testread/stream-info'
import { judge, type StreamRun } from './run-store'

/** What a stored run needs of the draft on screen to be judged like a fresh one. */
export interface DraftNow {
  readonly text: string
  readonly info: StreamInfo
}

/**
 * A stored run as it looked when it had ended. A run whose draft has changed since gets no text, so
 * that it is never taken for a run of the text on screen.
 *
 * @throws the signal's reason when aborted, CallFailed when the events are gone
 */
export async function restoreRun(
  projectId: string,
  run: Run,
  draft: DraftNow,
  signal: AbortSignal,
): Promise<StreamRun> {
  const collector = createCollector(run.stream)
  for await (const event of streamRunEvents({ projectId, runId: run.id }, signal)) {
    collector.push(event)
  }
  // Events of a very large run are cut; the way it ended is known all the same.
  if (collector.snapshot().status === 'running') {
    collector.push({ kind: 'end', outcome: run.outcome, atMs: run.elapsedMs })
  }
  const read = collector.snapshot()
  return {
    request: {
      text: run.isStale ? '' : draft.text,
      info: draft.info,
      environmentId: undefined,
      options: { limits: run.limits, proofCall: true, atOnce: 1 },
      state: undefined,
    },
    read,
    proof: judge(read, draft.info),
    endedAt: run.endedAt,
  }
}
