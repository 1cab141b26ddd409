import type { StreamSlice } from '../slice'
import type { Json } from '../values/value'
import type { JobStatus } from './async-job-status-map'

/** A job that the API runs for a slice. */
export interface AsyncJob {
  readonly slice: StreamSlice
  /** The answer to the request that created it; absent when that failed. */
  readonly creation: Json | undefined
  readonly startedMs: number
  status: JobStatus
  /** The last answer about its status. */
  polling: Json | undefined
  /** From when on a failed job may be tried again, in milliseconds; absent until it failed. */
  retryAtMs?: number | undefined
}

/** The jobs of a slice: one after the other until one comes to an end. */
export interface JobAttempts {
  job: AsyncJob
  count: number
}

/** How many jobs may run at the same time, in all streams of a read together. */
export class JobBudget {
  #free: number

  constructor(places: number) {
    this.#free = places
  }

  take(): boolean {
    if (this.#free === 0) return false
    this.#free -= 1
    return true
  }

  release(): void {
    this.#free += 1
  }
}
