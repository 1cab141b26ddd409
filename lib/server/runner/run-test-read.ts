import 'server-only'
import type { SliceChoice } from '../../contracts/test-reads'
import type { SliceChoice as EngineSliceChoice } from '../../engine/read-stream'
import type { JsonObject } from '../../engine/values/value'
import { withinLimits } from '../../testread/limits'
import { observe } from '../../testread/observe'
import type { ObservedEvent, ReadLimits } from '../../testread/test-read'
import type { ProjectRef } from '../data/rows'
import * as runs from '../data/runs'
import type { RunConfig } from '../data/test-values'
import * as testValues from '../data/test-values'
import { AppError } from '../errors'
import { enter } from './active-runs'
import { connect } from './connect'
import { createControlKeeper } from './control-keeper'
import { engineContext } from './engine-context'
import { followRun } from './follow-run'
import { RunLog } from './run-log'
import { createSkippableSleep } from './skippable-sleep'
import { transportOf } from './transports'

/** Bytes of a body that an event carries as text. */
const bodyBytesShown = 1_000_000

const noEnvironment: RunConfig = { environmentName: '', config: {}, secrets: {} }

interface TestReadInput extends ProjectRef {
  readonly text: string
  readonly stream: string
  readonly environmentId?: string | undefined
  readonly limits: ReadLimits
  readonly sliceChoice?: SliceChoice | undefined
  readonly state?: JsonObject | undefined
  readonly proofCall?: boolean | undefined
  readonly tab?: string | undefined
  /** Aborts when whoever asked has gone. */
  readonly signal: AbortSignal
}

/**
 * Starts a test read and gives its events as lines. Resolves when the first event is there, so what
 * goes wrong before it is thrown; after it, failures are events and the last line says how the run
 * ended. The run is stored when it is over, however it ended.
 *
 * A new run of the same project and tab takes the place of the one under way there.
 *
 * @throws AppError `not_found`, or `run_cancelled` when it was replaced before its first event
 * @throws EngineError for what is wrong with the manifest or the configuration
 */
export async function startTestRead(input: TestReadInput): Promise<AsyncGenerator<string>> {
  const { stream, signal, tab = crypto.randomUUID() } = input
  const abort = new AbortController()
  const sleep = createSkippableSleep()
  const leave = enter({ ...input, tab }, { abort, sleep })
  const cancel = () => abort.abort(signal.reason)
  signal.addEventListener('abort', cancel)
  const release = () => {
    signal.removeEventListener('abort', cancel)
    leave()
  }
  try {
    const { run, log, keeper } = await prepare(input, abort, sleep)
    const startedAt = new Date()
    const startedMs = performance.now()
    const lines = followRun({
      events: await begun(run),
      log,
      abort,
      mask: keeper.mask,
      stream,
      async onEnd() {
        release()
        await keeper.settled()
        await keep(input, keeper.environmentName, log, startedAt, performance.now() - startedMs)
      },
    })
    // A reader that is gone asks for nothing more, so the run has to be ended here.
    abort.signal.addEventListener('abort', () => void lines.return(undefined), { once: true })
    return lines
  } catch (error) {
    release()
    const wasAborted = abort.signal.aborted
    abort.abort(new DOMException('The run is over', 'AbortError'))
    if (!wasAborted) throw error
    throw new AppError('run_cancelled', 'The run was cancelled before it began', { cause: error })
  }
}

async function prepare(
  input: TestReadInput,
  abort: AbortController,
  sleep: ReturnType<typeof createSkippableSleep>,
) {
  const { text, stream, environmentId, limits, sliceChoice, state, proofCall = true } = input
  const [values, transport] = await Promise.all([
    environmentId === undefined ? noEnvironment : testValues.configOf({ ...input, environmentId }),
    transportOf(input),
  ])
  const context = engineContext({
    transport,
    sleep,
    signal: abort.signal,
    options: {
      capture: { bodyBytesMax: bodyBytesShown },
      pagesPerSlice: limits.pagesPerSlice,
      proofCall,
    },
  })
  const { connector, infoOf } = connect(text, values.config, context)
  const events = connector.readStream({ stream, state, slices: choiceOf(sliceChoice) })
  const clock = { monotonicMs: context.monotonicMs, sleep: createSkippableSleep().sleep }
  return {
    run: observe(withinLimits(events, limits, clock)),
    log: new RunLog(infoOf(stream)),
    keeper: createControlKeeper(input, values),
  }
}

/** Waits for the first event; gives all of them. */
async function begun(run: AsyncGenerator<ObservedEvent>): Promise<AsyncGenerator<ObservedEvent>> {
  const first = await run.next()
  return (async function* () {
    if (first.done) return
    yield first.value
    yield* run
  })()
}

function choiceOf(choice: SliceChoice | undefined): EngineSliceChoice | undefined {
  if (choice === undefined) return undefined
  return choice.kind === 'first' ? { first: choice.count } : { partitions: choice.partitions }
}

async function keep(
  input: TestReadInput,
  environmentName: string,
  log: RunLog,
  startedAt: Date,
  elapsedMs: number,
): Promise<void> {
  const { text, stream, limits } = input
  try {
    const read = log.read()
    await runs.store(input, {
      stream,
      text,
      limits,
      environmentName: environmentName === '' ? undefined : environmentName,
      outcome: log.outcome,
      proof: log.proof(),
      records: read.records.length,
      calls: read.calls.length,
      bytes: read.bytes,
      elapsedMs,
      startedAt,
      endedAt: new Date(),
      lines: log.lines,
      isEventsCut: log.isCut,
    })
  } catch (error) {
    // The reader has the run on screen; that it was not stored must not look like a failed read.
    console.error('A run could not be stored.', error)
  }
}
