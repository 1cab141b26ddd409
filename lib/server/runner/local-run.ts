import type { Connector } from '../../engine/connector'
import type { ReadEvent } from '../../engine/events'
import { describeFailure } from '../../engine/failure'
import type { Transport } from '../../engine/transport'
import { ofChosenSlices, withinLimits } from '../../testread/limits'
import { observe } from '../../testread/observe'
import type { ObservedEvent } from '../../testread/test-read'
import { createRedactor, type RunRedactor } from '../secrets/redact-events'
import { connect } from './connect'
import { engineContext } from './engine-context'
import { RunLog } from './run-log'
import type { RunHandle, RunJob, RunMessage } from './run-protocol'
import { createSkippableSleep, type SkippableSleep } from './skippable-sleep'
import { transportFor } from './transports'

/** Bytes of a body that an event carries as text. */
const bodyBytesShown = 1_000_000

/** Runs a job in this process; see `StartRun`. */
export async function startLocalRun(job: RunJob, signal: AbortSignal): Promise<RunHandle> {
  const abort = new AbortController()
  const cancel = () => abort.abort(signal.reason)
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const release = () => signal.removeEventListener('abort', cancel)
  const sleep = createSkippableSleep()
  try {
    const { events, log } = prepare(job, transportFor(job.egress), sleep, abort.signal)
    const first = await events.next()
    return handleOf({
      stream: job.stream,
      events: first.done ? events : prepended(first.value, events),
      log,
      abort,
      sleep,
      redactor: createRedactor(job.secrets),
      release,
    })
  } catch (error) {
    release()
    abort.abort(runIsOver())
    throw error
  }
}

interface LocalRun {
  readonly stream: string | undefined
  readonly events: AsyncGenerator<ObservedEvent>
  readonly log: RunLog
  readonly abort: AbortController
  readonly sleep: SkippableSleep
  readonly redactor: RunRedactor
  readonly release: () => void
}

function prepare(job: RunJob, transport: Transport, sleep: SkippableSleep, signal: AbortSignal) {
  const { text, stream, config, limits, slices, state, proofCall } = job
  const { pagesPerSlice } = limits
  const options = { capture: { bodyBytesMax: bodyBytesShown }, pagesPerSlice, proofCall }
  const context = engineContext({ transport, sleep, signal, options })
  const { connector, infoOf } = connect(text, config, context)
  const clock = { monotonicMs: context.monotonicMs, sleep: createSkippableSleep().sleep }
  const read =
    stream !== undefined
      ? connector.readStream({ stream, state, slices })
      : job.listsGenerated
        ? connector.generatedStreams()
        : checked(connector)
  const bounded = withinLimits(read, limits, clock)
  const isPart = stream !== undefined && slices !== undefined && 'partitions' in slices
  const events = observe(isPart ? ofChosenSlices(bounded, stream) : bounded)
  return { events, log: new RunLog(infoOf(stream ?? '')) }
}

/** The manifest's own check as a run without records. */
async function* checked(connector: Connector): AsyncGenerator<ReadEvent> {
  const { status, message = 'The check failed' } = await connector.check()
  if (status === 'SUCCEEDED') yield { kind: 'note', level: 'info', text: status, path: [], atMs: 0 }
  else {
    const failure = { code: 'check_failed', blame: 'config', failureType: 'config_error' } as const
    yield { kind: 'error', ...failure, message, path: ['check'], atMs: 0 }
  }
}

function handleOf(run: LocalRun): RunHandle {
  const { log, abort, sleep, release } = run
  return {
    messages: messagesOf(run),
    skip: async () => sleep.skip(),
    async finish() {
      const end = log.end(true)
      // A read that a limit ended in the middle of a call still waits for that call.
      abort.abort(runIsOver())
      release()
      return { rest: end === undefined ? [] : [end], summary: log.summary() }
    },
  }
}

async function* messagesOf(run: LocalRun): AsyncGenerator<RunMessage> {
  yield* eventMessages(run)
  const end = run.log.end(run.abort.signal.aborted)
  if (end !== undefined) yield end
}

async function* eventMessages(run: LocalRun): AsyncGenerator<RunMessage> {
  const { events, log, abort, redactor, stream } = run
  try {
    for await (const event of events) {
      if (event.kind === 'control') yield { kind: 'control', config: event.config }
      yield log.add(redactor.event(event))
    }
  } catch (error) {
    if (abort.signal.aborted) return
    const failure = describeFailure(error, stream)
    if (failure.blame === 'engine') console.error(error)
    yield log.add(redactor.event({ kind: 'error', stream, ...failure, atMs: log.lastMs }))
  }
}

async function* prepended<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first
  yield* rest
}

function runIsOver(): DOMException {
  return new DOMException('The run is over', 'AbortError')
}
