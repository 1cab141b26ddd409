import 'server-only'
import type { ConnectionCheck } from '../../contracts/test-reads'
import type { Connector } from '../../engine/connector'
import { describeFailure, type Failure } from '../../engine/failure'
import type { JsonObject } from '../../engine/values/value'
import type { ProjectRef } from '../data/rows'
import * as testValues from '../data/test-values'
import { createRedactor } from '../secrets/redact-events'
import { connect } from './connect'
import { egressOf } from './egress-of'
import { engineContext } from './engine-context'
import { createSkippableSleep } from './skippable-sleep'
import { transportFor } from './transports'

type StreamCheck = ConnectionCheck['streams'][number]

/** Streams that are tried at the same time, and at most. */
const triedTogether = 3
const triedMax = 50

/** A check that takes longer than this has failed. */
const secondsMax = 60

interface CheckInput extends ProjectRef {
  readonly text: string
  readonly environmentId?: string | undefined
  readonly signal: AbortSignal
}

/**
 * Tries the streams that the manifest's `check` names, or all of them when it names none: each until
 * its first record, or until the API has said that there is none.
 *
 * @throws AppError `not_found`
 * @throws EngineError for what is wrong with the manifest or the configuration
 */
export async function checkStreams(input: CheckInput): Promise<ConnectionCheck> {
  const { environmentId } = input
  const values =
    environmentId === undefined ? undefined : await testValues.configOf({ ...input, environmentId })
  const redactor = createRedactor(values?.secrets ?? {})
  const signal = AbortSignal.any([input.signal, AbortSignal.timeout(secondsMax * 1000)])
  const context = engineContext({
    transport: transportFor(await egressOf(input)),
    sleep: createSkippableSleep(),
    signal,
    options: { pagesPerSlice: 1 },
  })
  const { connector, manifest } = connect(input.text, values?.config ?? {}, context)
  const names = namesIn(manifest) ?? (await connector.streamNames())
  const streams = await inTurns(names.slice(0, triedMax), async (stream): Promise<StreamCheck> => {
    const failure = await failureOf(connector, stream, signal)
    if (failure === undefined) return { stream, outcome: 'succeeded', message: 'It answers.' }
    const { code, blame } = failure
    return { stream, outcome: 'failed', message: redactor.text(failure.message), code, blame }
  })
  return { ...summaryOf(streams), streams }
}

function namesIn(manifest: JsonObject): readonly string[] | undefined {
  const check = manifest.check as JsonObject | undefined
  const names = check?.stream_names
  return Array.isArray(names) && names.length > 0 ? names.map(String) : undefined
}

function summaryOf(streams: readonly StreamCheck[]): Pick<ConnectionCheck, 'outcome' | 'message'> {
  const failed = streams.filter((each) => each.outcome === 'failed')
  if (streams.length === 0) return { outcome: 'failed', message: 'There is no stream to try.' }
  if (failed.length === 0) {
    const all =
      streams.length === 1 ? 'The stream answers.' : `All ${streams.length} streams answer.`
    return { outcome: 'succeeded', message: all }
  }
  return { outcome: 'failed', message: `${failed.length} of ${streams.length} streams failed.` }
}

type Reason = Pick<Failure, 'code' | 'blame' | 'message'>

async function failureOf(
  connector: Connector,
  stream: string,
  signal: AbortSignal,
): Promise<Reason | undefined> {
  try {
    for await (const event of connector.readStream({ stream, slices: { first: 1 } })) {
      if (event.kind === 'error') return event
      if (event.kind === 'records' && event.stream === stream) return undefined
    }
    return undefined
  } catch (error) {
    if (signal.aborted) return { code: 'timeout', blame: 'api', message: 'It took too long.' }
    const failure = describeFailure(error, stream)
    if (failure.blame === 'engine') console.error(error)
    return failure
  }
}

/** Does work on all items, a few at a time; results are in the order of the items. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  const pending = [...items.entries()]
  const worker = async () => {
    for (let next = pending.shift(); next; next = pending.shift()) {
      const [index, item] = next
      results[index] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: triedTogether }, worker))
  return results
}
