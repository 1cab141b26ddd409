import { type BuildContext, type ComponentConfig, defineComponent } from '../component'
import { decoderKind } from '../decoders/decoder'
import { plainJson } from '../decoders/json-decoder'
import { ConfigInvalid, ManifestInvalid } from '../errors'
import type { EngineRecord } from '../events'
import { interpolatedString } from '../interpolate'
import { singlePage } from '../pagination/no-pagination'
import { paginatorKind } from '../pagination/paginator'
import type { PageSource } from '../read-page'
import { readPages } from '../read-pages'
import { type Requester, requesterKind } from '../requesters/requester'
import { runOf } from '../run'
import { recordExtractorKind } from '../selectors/record-extractor'
import { type RecordSelector, recordSelectorKind } from '../selectors/record-selector'
import type { StreamSlice } from '../slice'
import type { StreamScope } from '../stream-scope'
import { isTruthy } from '../values/compare'
import { type AsyncJob, JobBudget } from './async-job'
import { JobApi } from './async-job-api'
import { jobStatusMapKind } from './async-job-status-map'
import { AsyncOrchestrator } from './async-orchestrator'
import { type AsyncRetrieverConfig, asyncRetrieverSchema } from './async-retriever-schema'
import { PaginationTracker } from './pagination-tracker'
import type { Retriever, SliceScope } from './retriever'

export const asyncRetriever = defineComponent({
  schema: asyncRetrieverSchema,
  create: (config, context): Retriever => new JobRetriever(config, context),
})

class JobRetriever implements Retriever {
  readonly #context: BuildContext
  readonly #api: JobApi
  readonly #selector: RecordSelector
  readonly #download: PageSource
  readonly #retryWaitMs: number | undefined
  readonly #jobs = new WeakMap<StreamSlice, AsyncJob>()

  constructor(config: AsyncRetrieverConfig, context: BuildContext) {
    this.#context = context
    if (config.download_target_requester && !config.download_target_extractor) {
      throw new ManifestInvalid('download_target_requester needs download_target_extractor', {
        path: context.path,
      })
    }
    // Filters by date are for pages; jobs take their window with them.
    const scope = context.stream && { ...context.stream, cursor: undefined }
    this.#selector = context.build(
      recordSelectorKind,
      config.record_selector,
      'record_selector',
      scope,
    )
    this.#retryWaitMs = retryWait(config.failed_retry_wait_time_in_seconds, context)
    this.#api = createApi(config, context)
    this.#download = createDownload(config, context)
  }

  async *slices(source: () => AsyncGenerator<StreamSlice>): AsyncGenerator<StreamSlice> {
    const { engine, path, stream } = this.#context
    const orchestrator = new AsyncOrchestrator({
      engine,
      path,
      streamName: stream?.name ?? '',
      api: this.#api,
      budget: runOf(engine).share(JOB_BUDGET, () => new JobBudget(1)),
      retryWaitMs: this.#retryWaitMs,
    })
    for await (const job of orchestrator.completed(source())) {
      this.#jobs.set(job.slice, job)
      yield job.slice
    }
  }

  async *read(slice: StreamSlice, scope: SliceScope): AsyncGenerator<readonly EngineRecord[]> {
    const job = this.#jobs.get(slice)
    if (!job) return
    const { engine, stream } = this.#context
    const report = (end: 'pages-ended' | 'page-limit' | 'failed') =>
      engine.report({
        kind: 'slice-end',
        stream: stream?.name ?? '',
        slice: scope.index,
        end,
        atMs: runOf(engine).atMs(),
      })
    let end: 'pages-ended' | 'page-limit'
    try {
      end = yield* this.#readJob(job, scope)
    } catch (error) {
      report('failed')
      throw error
    }
    report(end)
  }

  async *#readJob(job: AsyncJob, scope: SliceScope) {
    const pages = { count: 0 }
    let end: 'pages-ended' | 'page-limit' = 'pages-ended'
    for (const target of await this.#api.targets(job)) {
      const rows = readPages(this.#download, {
        origin: target,
        window: target,
        purpose: 'job-download',
        signal: scope.signal,
        index: scope.index,
        pages,
        tracker: new PaginationTracker(undefined, undefined, {
          engine: this.#context.engine,
          stream: this.#download.streamName,
          path: this.#context.path,
        }),
        reducer: undefined,
      })
      let step = await rows.next()
      while (!step.done) {
        const { records, failure } = await this.#selector.refine(step.value, job.slice)
        yield records
        if (failure) throw failure.error
        step = await rows.next()
      }
      if (step.value === 'page-limit') end = step.value
    }
    await this.#api.delete(job)
    return end
  }
}

/** The name under which the streams of a run share their budget of jobs. */
export const JOB_BUDGET = 'job budget'

function createApi(config: AsyncRetrieverConfig, context: BuildContext): JobApi {
  const requesterAt = (key: keyof AsyncRetrieverConfig): Requester | undefined =>
    config[key] === undefined ? undefined : buildRequester(config[key], key, context)
  return new JobApi({
    engine: context.engine,
    path: context.path,
    streamName: context.stream?.name ?? '',
    decoder: config.decoder ? context.build(decoderKind, config.decoder, 'decoder') : plainJson,
    creation: buildRequester(config.creation_requester, 'creation_requester', context),
    polling: buildRequester(config.polling_requester, 'polling_requester', context),
    abort: requesterAt('abort_requester'),
    delete: requesterAt('delete_requester'),
    target: requesterAt('download_target_requester'),
    statusExtractor: context.build(
      recordExtractorKind,
      config.status_extractor,
      'status_extractor',
    ),
    targetExtractor:
      config.download_target_extractor &&
      context.build(
        recordExtractorKind,
        config.download_target_extractor,
        'download_target_extractor',
      ),
    statuses: context.build(jobStatusMapKind, config.status_mapping, 'status_mapping'),
    timeoutMs: jobTimeoutMs(config.polling_job_timeout, context),
  })
}

/** @throws ManifestInvalid when its error handler asks for what only pages can do */
function buildRequester(config: unknown, key: string, context: BuildContext): Requester {
  const built = context.build(requesterKind, config, key)
  for (const action of ['REDUCE_PAGE_SIZE', 'SPLIT_REQUEST_WINDOW']) {
    if (built.actions.has(action)) {
      throw new ManifestInvalid(
        `The ${action} action is not supported on the ${key} of an AsyncRetriever. Use another action on that error handler.`,
        { path: [...context.path, key] },
      )
    }
  }
  return built
}

/** How results are read: rows as they are, without the stream's transformations. */
function createDownload(config: AsyncRetrieverConfig, context: BuildContext): PageSource {
  const { stream } = context
  const scope: StreamScope | undefined = stream && {
    ...plainScope(stream),
    schema: async () => ({}),
  }
  const extractor: ComponentConfig = config.download_extractor ?? {
    type: 'DpathExtractor',
    field_path: [],
  }
  return {
    engine: context.engine,
    path: context.path,
    streamName: stream?.name ?? '',
    requester: buildRequester(config.download_requester, 'download_requester', context),
    decoder: config.download_decoder
      ? context.build(decoderKind, config.download_decoder, 'download_decoder')
      : plainJson,
    selector: context.build(
      recordSelectorKind,
      { type: 'RecordSelector', extractor },
      'download_extractor',
      scope,
    ),
    paginator: config.download_paginator
      ? context.build(paginatorKind, config.download_paginator, 'download_paginator')
      : singlePage,
    slicePatcher: undefined,
    cursor: undefined,
    isSliceOnFirstPageOnly: false,
  }
}

function plainScope({ name, primaryKey, state, isIncremental }: StreamScope) {
  return {
    name,
    primaryKey,
    state,
    isIncremental,
    transformations: [],
    slicePatcher: { patch: () => ({}) },
    cursor: undefined,
  }
}

function jobTimeoutMs(minutes: number | string | undefined, context: BuildContext): number {
  if (minutes === undefined) return 60 * 60_000
  const value = typeof minutes === 'string' ? interpolatedString(minutes, context)() : minutes
  if (typeof value === 'number') return value * 60_000
  throw new ConfigInvalid('polling_job_timeout has to give a number of minutes', {
    path: [...context.path, 'polling_job_timeout'],
  })
}

function retryWait(seconds: number | string | undefined, context: BuildContext) {
  if (seconds === undefined) return undefined
  const value = typeof seconds === 'string' ? interpolatedString(seconds, context)() : seconds
  if (!isTruthy(value) && typeof seconds === 'string') return undefined
  if (typeof value === 'number' && value >= 1) return value * 1000
  throw new ConfigInvalid('failed_retry_wait_time_in_seconds has to be at least 1', {
    path: [...context.path, 'failed_retry_wait_time_in_seconds'],
  })
}
