import 'server-only'
import type { SliceChoice } from '../../contracts/test-reads'
import type { JsonObject } from '../../engine/values/value'
import type { ReadLimits } from '../../testread/test-read'
import type { ProjectRef } from '../data/rows'
import * as runs from '../data/runs'
import type { RunConfig } from '../data/test-values'
import * as testValues from '../data/test-values'
import { AppError } from '../errors'
import { type ActiveRun, enter } from './active-runs'
import { type ControlKeeper, createControlKeeper } from './control-keeper'
import { egressOf } from './egress-of'
import { KeptLines } from './kept-lines'
import type { RunEgress, RunHandle, RunJob, RunMessage, RunSummary } from './run-protocol'
import { startRun } from './start-run'

interface TestReadInput extends ProjectRef {
  readonly text: string
  /** The stream to read; absent: the streams that dynamic definitions make are listed. */
  readonly stream?: string | undefined
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
 * @throws ManifestError or EngineError for what is wrong with the manifest or the configuration
 */
export async function startTestRead(input: TestReadInput): Promise<AsyncGenerator<string>> {
  const { signal, tab = crypto.randomUUID() } = input
  const abort = new AbortController()
  const active: ActiveRun = { abort, skip: async () => 0 }
  const leave = enter({ ...input, tab }, active)
  const cancel = () => abort.abort(signal.reason)
  signal.addEventListener('abort', cancel)
  const release = () => {
    signal.removeEventListener('abort', cancel)
    leave()
  }
  try {
    const startedAt = new Date()
    const [values, egress] = await Promise.all([valuesOf(input), egressOf(input)])
    const handle = await startRun(jobOf(input, values, egress), abort.signal)
    active.skip = () => handle.skip()
    const keeper = createControlKeeper(input, values)
    const kept = new KeptLines()
    const lines = follow(handle, keeper, kept, async (summary) => {
      release()
      const { stream } = input
      if (stream !== undefined)
        await keep({ ...input, stream }, values, kept, { startedAt, summary })
    })
    // A reader that is gone asks for nothing more, so the run has to be ended here.
    abort.signal.addEventListener('abort', () => void endAfterCancel(lines, signal), { once: true })
    return lines
  } catch (error) {
    release()
    if (!abort.signal.aborted) throw error
    throw new AppError('run_cancelled', 'The run was cancelled before it began', { cause: error })
  }
}

/** Enough for a list of some thousand streams. */
const listLimits = {
  records: 100_000,
  pagesPerSlice: 1_000,
  slices: 1_000,
  seconds: 120,
  bytes: 100_000_000,
}

/**
 * Asks for the streams that the manifest's dynamic definitions make: the calls it takes, and a
 * `generated` event for each definition. Otherwise as a test read, and not stored.
 *
 * @throws as `startTestRead`
 */
export function startGeneratedStreams(
  input: ProjectRef & Pick<TestReadInput, 'text' | 'environmentId' | 'signal'>,
): Promise<AsyncGenerator<string>> {
  return startTestRead({ ...input, limits: listLimits, proofCall: false })
}

/** Whoever cancelled from elsewhere leaves a reader that still wants the last line. */
async function endAfterCancel(lines: AsyncGenerator<string>, reader: AbortSignal): Promise<void> {
  if (reader.aborted) await lines.return(undefined)
}

async function* follow(
  handle: RunHandle,
  keeper: ControlKeeper,
  kept: KeptLines,
  onEnd: (summary: RunSummary) => Promise<void>,
): AsyncGenerator<string> {
  const take = (message: RunMessage) => {
    if (message.kind === 'control') keeper.take(message.config)
    else kept.add(message.event, message.text)
  }
  try {
    for await (const message of handle.messages) {
      take(message)
      if (message.kind === 'line') yield message.text
    }
  } finally {
    const { rest, summary } = await handle.finish()
    for (const message of rest) take(message)
    await keeper.settled()
    await onEnd(summary)
  }
}

const noEnvironment: RunConfig = { environmentName: '', config: {}, secrets: {} }

async function valuesOf({ environmentId, ...ref }: TestReadInput): Promise<RunConfig> {
  return environmentId === undefined
    ? noEnvironment
    : testValues.configOf({ ...ref, environmentId })
}

function jobOf(input: TestReadInput, values: RunConfig, egress: RunEgress): RunJob {
  const { text, stream, limits, sliceChoice, state, proofCall = true } = input
  const { config, secrets } = values
  const slices = choiceOf(sliceChoice)
  const listsGenerated = stream === undefined
  const read = { stream, slices, state, proofCall, listsGenerated }
  return { text, config, secrets, limits, egress, ...read }
}

function choiceOf(choice: SliceChoice | undefined): RunJob['slices'] {
  if (choice === undefined) return undefined
  return choice.kind === 'first' ? { first: choice.count } : { partitions: choice.partitions }
}

async function keep(
  input: TestReadInput & { readonly stream: string },
  { environmentName }: RunConfig,
  { lines, isCut }: KeptLines,
  { startedAt, summary }: { readonly startedAt: Date; readonly summary: RunSummary },
): Promise<void> {
  const { text, stream, limits } = input
  const endedAt = new Date()
  try {
    await runs.store(input, {
      stream,
      text,
      limits,
      ...summary,
      proof: summary.proof,
      environmentName: environmentName === '' ? undefined : environmentName,
      elapsedMs: endedAt.getTime() - startedAt.getTime(),
      startedAt,
      endedAt,
      lines,
      isEventsCut: isCut,
    })
  } catch (error) {
    // The reader has the run on screen; that it was not stored must not look like a failed read.
    console.error('A run could not be stored.', error)
  }
}
