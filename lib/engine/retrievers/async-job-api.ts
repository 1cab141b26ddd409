import type { EngineContext } from '../context'
import type { Decoder } from '../decoders/decoder'
import { ReadFailed } from '../errors'
import type { CallPurpose } from '../events'
import type { ManifestPath } from '../path'
import type { CallScope, Requester } from '../requesters/requester'
import type { EngineResponse } from '../response'
import type { RecordExtractor } from '../selectors/record-extractor'
import { StreamSlice } from '../slice'
import { toText } from '../values/text'
import { isObject, type Json, type JsonObject } from '../values/value'
import type { AsyncJob } from './async-job'
import type { JobStatusMap } from './async-job-status-map'

/** What talks to the API about jobs. */
export interface JobParts {
  readonly engine: EngineContext
  readonly path: ManifestPath
  readonly streamName: string
  readonly decoder: Decoder
  readonly creation: Requester
  readonly polling: Requester
  readonly abort: Requester | undefined
  readonly delete: Requester | undefined
  readonly target: Requester | undefined
  readonly statusExtractor: RecordExtractor
  readonly targetExtractor: RecordExtractor | undefined
  readonly statuses: JobStatusMap
  readonly timeoutMs: number
}

/** Creates jobs, asks after them, and cleans up. */
export class JobApi {
  readonly #parts: JobParts

  constructor(parts: JobParts) {
    this.#parts = parts
  }

  /** @throws what sending throws, and ReadFailed when the answer is no JSON object */
  async create(slice: StreamSlice, startedMs: number): Promise<AsyncJob> {
    const response = await this.#parts.creation.send({ slice }, this.#scope('job-create'))
    const creation = await this.#described(response)
    return { slice, creation, startedMs, status: 'running', polling: undefined }
  }

  /** Asks for the job's status; one that runs for too long is timed out without asking. */
  async poll(job: AsyncJob, nowMs: number): Promise<void> {
    const { polling, statusExtractor, statuses, timeoutMs } = this.#parts
    if (nowMs - job.startedMs > timeoutMs) {
      job.status = 'timeout'
      return
    }
    const scope = this.#scope('job-poll')
    const response = await polling.send({ slice: withCreation(job) }, scope)
    job.polling = await this.#described(response)
    const [word] = await this.#extract(response, statusExtractor, scope)
    const text = toText(word ?? null)
    const status = statuses.get(text)
    if (!status) {
      throw new ReadFailed(
        'job_status_unknown',
        'manifest',
        `API status ${text} is unknown. Add it to status_mapping.`,
        { path: this.#parts.path },
      )
    }
    job.status = status
  }

  async abort(job: AsyncJob): Promise<void> {
    if (!job.creation) return
    await this.#parts.abort?.send({ slice: withCreation(job) }, this.#scope('job-poll'))
  }

  async delete(job: AsyncJob): Promise<void> {
    await this.#parts.delete?.send({ slice: withCreation(job) }, this.#scope('job-poll'))
  }

  /** The slices to download: one for each place that the API names, or one if it names none. */
  async targets(job: AsyncJob): Promise<readonly StreamSlice[]> {
    const { targetExtractor } = this.#parts
    if (!targetExtractor) return [withTarget(job, '')]
    const found = await this.#findTargets(job, targetExtractor)
    return found.map((target) => withTarget(job, target))
  }

  async #findTargets(job: AsyncJob, extractor: RecordExtractor): Promise<readonly Json[]> {
    const { target } = this.#parts
    const scope = this.#scope('job-download')
    if (!target) {
      const bodies = job.polling === undefined ? [] : [job.polling]
      return (await extractor.extract(bodies, scope)).records
    }
    const slice = new StreamSlice({}, {}, { polling_response: job.polling ?? null })
    return this.#extract(await target.send({ slice }, scope), extractor, scope)
  }

  async #extract(
    response: EngineResponse,
    extractor: RecordExtractor,
    scope: CallScope,
  ): Promise<readonly Json[]> {
    const found: Json[] = []
    if (!response.isOk) return found
    for await (const bodies of this.#parts.decoder.decode(response)) {
      found.push(...(await extractor.extract(bodies, scope)).records)
    }
    return found
  }

  /** The answer as templates see it: its JSON object, with the headers beside it. */
  async #described(response: EngineResponse): Promise<JsonObject> {
    const body = (await response.json()) ?? null
    if (!isObject(body)) {
      throw new ReadFailed(
        'job_answer_unreadable',
        'api',
        'The answer about a job is no JSON object, so it cannot be followed.',
        { path: this.#parts.path },
      )
    }
    const headers = Object.fromEntries(response.headers)
    return { headers, request: { url: response.url }, ...(body as JsonObject) }
  }

  #scope(purpose: CallPurpose): CallScope {
    const { engine, streamName } = this.#parts
    return { purpose, place: { stream: streamName }, signal: engine.signal }
  }
}

function withCreation(job: AsyncJob): StreamSlice {
  const { partition, cursorSlice, extraFields } = job.slice
  return new StreamSlice(partition, cursorSlice, {
    ...extraFields,
    creation_response: job.creation ?? null,
  })
}

function withTarget(job: AsyncJob, target: Json): StreamSlice {
  const { partition, cursorSlice, extraFields } = job.slice
  return new StreamSlice(partition, cursorSlice, {
    ...extraFields,
    download_target: target,
    creation_response: job.creation ?? null,
    polling_response: job.polling ?? null,
  })
}
