/** One request as the practice API saw it. Times are milliseconds since 1970. */
export interface LoggedRequest {
  readonly number: number
  readonly method: string
  readonly path: string
  readonly query: string
  readonly startedAt: number
  /** Absent while it is being answered, and for good when the caller left before. */
  status?: number
  answeredAt?: number
  /** When the caller went away before it had the whole answer. */
  abortedAt?: number
}

/** The last requests, oldest first, and how many there were in all. */
export class RequestLog {
  readonly #size: number
  readonly #requests: LoggedRequest[] = []
  #count = 0
  #aborted = 0

  constructor(size: number) {
    this.#size = size
  }

  start(request: Request, url: URL, now: () => number): LoggedRequest {
    this.#count += 1
    const entry: LoggedRequest = {
      number: this.#count,
      method: request.method,
      path: url.pathname,
      query: url.search.slice(1),
      startedAt: now(),
    }
    this.#requests.push(entry)
    if (this.#requests.length > this.#size) this.#requests.shift()
    const onAbort = () => {
      entry.abortedAt = now()
      this.#aborted += 1
    }
    request.signal.addEventListener('abort', onAbort, { once: true })
    return entry
  }

  clear(): void {
    this.#requests.length = 0
    this.#count = 0
    this.#aborted = 0
  }

  toJSON() {
    return {
      count: this.#count,
      aborted: this.#aborted,
      open: this.#requests.filter((each) => !each.answeredAt && !each.abortedAt).length,
      requests: this.#requests,
    }
  }
}
