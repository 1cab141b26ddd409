import 'server-only'
import { type Patience, RunnerProcess } from './child-process'
import type { RunHandle, RunJob, StartRun } from './run-protocol'

interface PoolOptions {
  readonly script: string
  readonly environment: Readonly<Record<string, string>>
  readonly patience?: Patience | undefined
  /** Processes at the same time; more runs wait. */
  readonly processesMax?: number | undefined
  readonly memoryMegabytes?: number | undefined
}

/** Runs after which a process is replaced. */
const runsMax = 200

/** Milliseconds after which an idle process is ended; one always stays, so that a run starts warm. */
const idleMs = 60_000

/** Long-lived processes that run jobs. Each runs one at a time, so no two workspaces ever share one. */
export class RunnerPool {
  readonly #options: PoolOptions
  readonly #processesMax: number
  readonly #memoryMegabytes: number
  readonly #idle: RunnerProcess[] = []
  readonly #waiting: (() => void)[] = []
  #count = 0
  #isClosed = false

  constructor(options: PoolOptions) {
    this.#options = options
    this.#processesMax = options.processesMax ?? 8
    this.#memoryMegabytes = options.memoryMegabytes ?? 1_024
  }

  /** Starts a process ahead of the first run. */
  warm(): void {
    if (this.#count === 0 && !this.#isClosed) this.#idle.push(this.#spawn())
  }

  readonly start: StartRun = async (job: RunJob, signal: AbortSignal): Promise<RunHandle> => {
    const runner = await this.#take()
    return runner.start(job, signal, () => this.#giveBack(runner))
  }

  /** Ends all processes that are idle, and those that run as soon as they are. */
  close(): void {
    this.#isClosed = true
    for (const runner of this.#idle.splice(0)) this.#end(runner)
  }

  async #take(): Promise<RunnerProcess> {
    while (true) {
      const runner = this.#idle.pop()
      if (runner && !runner.isGone) return runner
      if (runner) this.#count -= 1
      if (this.#count < this.#processesMax) return this.#spawn()
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  #spawn(): RunnerProcess {
    this.#count += 1
    const memoryMegabytes = this.#memoryMegabytes
    return new RunnerProcess({ ...this.#options, memoryMegabytes })
  }

  #giveBack(runner: RunnerProcess): void {
    const isWorn = runner.runs >= runsMax || runner.memory > this.#memoryMegabytes * 500_000
    if (runner.isGone || isWorn || this.#isClosed) this.#end(runner)
    else {
      this.#idle.push(runner)
      const timer = setTimeout(() => this.#endIdle(runner), idleMs)
      timer.unref()
    }
    this.#waiting.shift()?.()
    this.warm()
  }

  #endIdle(runner: RunnerProcess): void {
    const at = this.#idle.indexOf(runner)
    if (at < 0 || this.#idle.length === 1) return
    this.#idle.splice(at, 1)
    this.#end(runner)
  }

  #end(runner: RunnerProcess): void {
    this.#count -= 1
    runner.kill()
  }
}
