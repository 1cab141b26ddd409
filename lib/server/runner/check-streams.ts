import 'server-only'
import type { ConnectionCheck } from '../../contracts/test-reads'
import type { Failure } from '../../engine/failure'
import { parseJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import { loadManifest } from '../../manifest/load'
import { isMapping } from '../../manifest/text/value'
import type { ProjectRef } from '../data/rows'
import * as testValues from '../data/test-values'
import { toProblem } from '../http/problem'
import { outlineOf } from '../manifest-outline'
import { egressOf } from './egress-of'
import type { RunJob } from './run-protocol'
import { startRun } from './start-run'

type StreamCheck = ConnectionCheck['streams'][number]

/** Streams that are tried at the same time, and at most. */
const triedTogether = 3
const triedMax = 50

/** Enough to see one record, or that there is none. */
const limits = { records: 1, pagesPerSlice: 1, slices: 1, seconds: 60, bytes: 50_000_000 }

interface CheckInput extends ProjectRef {
  readonly text: string
  readonly environmentId?: string | undefined
  readonly signal: AbortSignal
}

/**
 * Tries the streams that the manifest's `check` names, or all that are written out when it names
 * none: each until its first record, or until the API has said that there is none. A manifest whose
 * streams are all made from templates is checked as it says itself.
 *
 * @throws AppError `not_found`
 * @throws ManifestError when the text cannot be read
 */
export async function checkStreams(input: CheckInput): Promise<ConnectionCheck> {
  const { text, environmentId, signal } = input
  const values =
    environmentId === undefined ? undefined : await testValues.configOf({ ...input, environmentId })
  const job: RunJob = {
    text,
    config: values?.config ?? {},
    secrets: values?.secrets ?? {},
    limits,
    proofCall: false,
    egress: await egressOf(input),
  }
  const names = namesIn(text)
  if (names.length === 0) {
    const failure = await failureOf(job, signal)
    if (!failure) return { outcome: 'succeeded', message: 'The connection works.', streams: [] }
    return { outcome: 'failed', message: failure.message, streams: [] }
  }
  const streams = await inTurns(names.slice(0, triedMax), async (stream): Promise<StreamCheck> => {
    const failure = await failureOf({ ...job, stream, slices: { first: 1 } }, signal)
    if (!failure) return { stream, outcome: 'succeeded', message: 'It answers.' }
    return { stream, outcome: 'failed', ...failure }
  })
  return { ...summaryOf(streams), streams }
}

function namesIn(text: string): readonly string[] {
  const { check } = loadManifest(text)
  const names = isMapping(check) ? check.stream_names : undefined
  if (Array.isArray(names) && names.length > 0) return names.map((name: Json) => String(name))
  return outlineOf(text)?.streams ?? []
}

function summaryOf(streams: readonly StreamCheck[]): Pick<ConnectionCheck, 'outcome' | 'message'> {
  const failed = streams.filter((each) => each.outcome === 'failed')
  if (failed.length > 0) {
    return { outcome: 'failed', message: `${failed.length} of ${streams.length} streams failed.` }
  }
  const all = streams.length === 1 ? 'The stream answers.' : `All ${streams.length} streams answer.`
  return { outcome: 'succeeded', message: all }
}

type Reason = Pick<Failure, 'blame' | 'code' | 'message'>

/** Why a job fails; undefined as soon as a record came, or when it ended without a failure. */
async function failureOf(job: RunJob, signal: AbortSignal): Promise<Reason | undefined> {
  try {
    const run = await startRun(job, signal)
    try {
      for await (const message of run.messages) {
        if (message.kind === 'line' && message.event === 'records') return undefined
        if (message.kind === 'line' && message.event === 'error') return reasonIn(message.text)
      }
      return undefined
    } finally {
      await run.finish()
    }
  } catch (error) {
    const { code, title, blame = 'engine', status } = toProblem(error)
    if (status >= 500) console.error(error)
    return { code, blame, message: title }
  }
}

function reasonIn(line: string): Reason {
  const { code, blame, message } = parseJson(line) as unknown as Reason
  return { code, blame, message }
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
