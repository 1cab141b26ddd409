import type { EngineContext } from '../context'
import { EngineError, ReadFailed } from '../errors'
import { describeFailure } from '../failure'
import type { ManifestPath } from '../path'
import { runOf } from '../run'
import type { StreamSlice } from '../slice'
import type { AsyncJob, JobAttempts, JobBudget } from './async-job'
import type { JobApi } from './async-job-api'

const POLL_PAUSE_MS = 5000
const ATTEMPTS_MAX = 3

interface OrchestratorParts {
  readonly engine: EngineContext
  readonly path: ManifestPath
  readonly streamName: string
  readonly api: JobApi
  readonly budget: JobBudget
  /** Time between a job's failure and its next try. */
  readonly retryWaitMs: number | undefined
}

/**
 * Runs a job for each slice, as many at a time as the budget allows, and yields those that are done.
 *
 * A job that fails or takes too long is tried again, three times in all. What goes wrong besides is
 * remembered; the other slices come first, and then it is thrown.
 */
export class AsyncOrchestrator {
  readonly #parts: OrchestratorParts
  readonly #failures: string[] = []
  #running: JobAttempts[] = []
  #source: AsyncGenerator<StreamSlice> | undefined
  #waiting: StreamSlice | undefined
  #isSourceDone = false
  /** Pauses between polls, for clocks that do not move while we wait. */
  #pausedMs = 0

  constructor(parts: OrchestratorParts) {
    this.#parts = parts
  }

  /**
   * @throws ReadFailed `async_jobs_failed` after everything that worked
   * @throws EngineError of kind config_error from creating a job, at once
   */
  async *completed(source: AsyncGenerator<StreamSlice>): AsyncGenerator<AsyncJob> {
    this.#source = source
    while (true) {
      await this.#startJobs()
      if (this.#isSourceDone && !this.#waiting && this.#running.length === 0) break
      await this.#pollAll()
      yield* this.#sort()
      await this.#pause()
    }
    if (this.#failures.length === 0) return
    throw new ReadFailed(
      'async_jobs_failed',
      'api',
      'One or more async jobs failed after exhausting all retry attempts.',
      { path: this.#parts.path, internalMessage: this.#failures.join('\n') },
    )
  }

  async #startJobs(): Promise<void> {
    for (const attempts of this.#running) await this.#retry(attempts)
    while (true) {
      const slice = await this.#nextSlice()
      if (!slice) return
      if (!this.#parts.budget.take()) {
        this.#waiting = slice
        return
      }
      this.#running.push({ job: await this.#start(slice), count: 1 })
    }
  }

  async #nextSlice(): Promise<StreamSlice | undefined> {
    const held = this.#waiting
    this.#waiting = undefined
    if (held || this.#isSourceDone) return held
    const step = await this.#source?.next()
    if (step && !step.done) return step.value
    this.#isSourceDone = true
    return undefined
  }

  async #retry(attempts: JobAttempts): Promise<void> {
    const { job } = attempts
    if (job.status !== 'failed' && job.status !== 'timeout') return
    const { retryWaitMs } = this.#parts
    if (retryWaitMs !== undefined && job.status === 'failed' && job.creation) {
      job.retryAtMs ??= this.#nowMs() + retryWaitMs
      if (this.#nowMs() < job.retryAtMs) return
    }
    attempts.job = await this.#start(job.slice)
    attempts.count += 1
  }

  /** A job that cannot be created counts as failed, so that it is tried again like one that ran. */
  async #start(slice: StreamSlice): Promise<AsyncJob> {
    const { api, engine } = this.#parts
    try {
      return await api.create(slice, this.#nowMs())
    } catch (error) {
      engine.signal.throwIfAborted()
      if (error instanceof EngineError && error.failureType === 'config_error') {
        this.#parts.budget.release()
        await this.#giveUp()
        throw error
      }
      const failure = describeFailure(error)
      engine.report({ kind: 'error', ...failure, atMs: runOf(engine).atMs() })
      return { slice, creation: undefined, startedMs: 0, status: 'failed', polling: undefined }
    }
  }

  /** Ends all jobs that run. */
  async #giveUp(): Promise<void> {
    for (const { job } of this.#running) {
      if (job.status === 'running' || job.status === 'timeout') await this.#abort(job)
      this.#parts.budget.release()
    }
    this.#running = []
  }

  async #pollAll(): Promise<void> {
    for (const { job } of this.#running) {
      if (job.status !== 'running') continue
      try {
        await this.#parts.api.poll(job, this.#nowMs())
      } catch (error) {
        this.#parts.engine.signal.throwIfAborted()
        if (!(error instanceof EngineError)) throw error
        if (error.failureType === 'config_error') {
          await this.#giveUp()
          throw error
        }
        const failure = error.internalMessage ?? error.message
        if (!this.#failures.includes(failure)) this.#failures.push(failure)
      }
    }
  }

  /** Passes finished jobs on, gives up or keeps the others. */
  async *#sort(): AsyncGenerator<AsyncJob> {
    const kept: JobAttempts[] = []
    for (const attempts of this.#running) {
      const { job } = attempts
      if (job.status === 'running') kept.push(attempts)
      else if (job.status === 'failed' || job.status === 'timeout') {
        if (await this.#mayRetry(attempts)) kept.unshift(attempts)
      } else {
        this.#parts.budget.release()
        if (job.status === 'completed') yield job
      }
    }
    this.#running = kept
  }

  /** Whether a job that came to no good end is tried again. */
  async #mayRetry({ job, count }: JobAttempts): Promise<boolean> {
    if (job.status === 'timeout') await this.#abort(job)
    if (count < ATTEMPTS_MAX) return true
    this.#parts.budget.release()
    this.#failures.push(`The job ended as ${job.status} ${count} times`)
    return false
  }

  async #abort(job: AsyncJob): Promise<void> {
    const { api, engine, path, streamName } = this.#parts
    try {
      await api.abort(job)
    } catch (error) {
      engine.signal.throwIfAborted()
      if (!(error instanceof EngineError)) throw error
      runOf(engine).note('warn', `A job could not be aborted: ${error.message}`, path, streamName)
    }
  }

  async #pause(): Promise<void> {
    const { engine, streamName } = this.#parts
    engine.report({
      kind: 'wait',
      seconds: POLL_PAUSE_MS / 1000,
      reason: 'poll',
      text: `Waiting for ${this.#running.length} jobs of ${streamName}`,
      place: { stream: streamName },
      atMs: runOf(engine).atMs(),
    })
    await engine.sleep(POLL_PAUSE_MS, engine.signal)
    this.#pausedMs += POLL_PAUSE_MS
  }

  #nowMs(): number {
    return Math.max(this.#parts.engine.monotonicMs(), this.#pausedMs)
  }
}
