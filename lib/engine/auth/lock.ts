/** Lets one task after the other through, in the order in which they came. */
export class Lock {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs a task when all earlier ones have ended, however they ended. */
  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(task, task)
    this.#last = result.catch(() => undefined)
    return result
  }
}
