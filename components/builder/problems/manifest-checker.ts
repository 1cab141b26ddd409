import type { PostableProblem } from './postable-problem'

export interface CheckRequest {
  readonly text: string
  readonly revision: number
}

export interface CheckReply {
  readonly revision: number
  readonly problems: readonly PostableProblem[]
}

/** What looks a text over and answers once for each. */
export interface CheckThread {
  readonly post: (request: CheckRequest) => void
  readonly close: () => void
}

/** Starts a thread; `onFailure` when it cannot work here. */
export type StartThread = (
  onReply: (reply: CheckReply) => void,
  onFailure: () => void,
) => CheckThread

interface CheckerParts {
  readonly start: StartThread
  /** Takes over when threads do not work here. */
  readonly startFallback: StartThread
  readonly onReply: (reply: CheckReply) => void
}

/**
 * Looks over one text at a time. Of those that come meanwhile only the last is looked at, so a slow
 * check never falls behind the typing.
 */
export class ManifestChecker {
  readonly #parts: CheckerParts
  #thread: CheckThread | undefined
  #underWay: CheckRequest | undefined
  #next: CheckRequest | undefined
  #hasFailed = false

  constructor(parts: CheckerParts) {
    this.#parts = parts
  }

  check(request: CheckRequest): void {
    if (this.#underWay === undefined) this.#post(request)
    else this.#next = request
  }

  close(): void {
    this.#thread?.close()
    this.#thread = undefined
    this.#underWay = undefined
    this.#next = undefined
  }

  #post(request: CheckRequest): void {
    this.#underWay = request
    this.#thread ??= this.#start()
    this.#thread.post(request)
  }

  #start(): CheckThread {
    const { start, startFallback } = this.#parts
    const begin = this.#hasFailed ? startFallback : start
    return begin(
      (reply) => this.#answered(reply),
      () => this.#failed(),
    )
  }

  #answered(reply: CheckReply): void {
    // The thread was closed, or another took its place.
    if (this.#underWay?.revision !== reply.revision) return
    this.#underWay = undefined
    const next = this.#next
    this.#next = undefined
    if (next !== undefined) this.#post(next)
    this.#parts.onReply(reply)
  }

  #failed(): void {
    const left = this.#next ?? this.#underWay
    this.close()
    if (this.#hasFailed) return
    this.#hasFailed = true
    if (left !== undefined) this.#post(left)
  }
}
