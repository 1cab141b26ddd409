import 'server-only'
import { type ChildProcess, spawn } from 'node:child_process'
import { parseJson } from '../../engine/values/json'
import type { ObservedEvent } from '../../testread/test-read'
import {
  creditsTogether,
  type FromChild,
  packJob,
  type ToChild,
  unpackMessage,
} from './child-protocol'
import { KeptLines } from './kept-lines'
import { MessageQueue } from './message-queue'
import { RunLog } from './run-log'
import { type RunHandle, type RunJob, type RunMessage, RunRefused } from './run-protocol'

/** Times in milliseconds that a process is given before it is killed. */
export interface Patience {
  /** To read a manifest and say its first event. */
  readonly startMs: number
  /** Beyond the run's own limit of seconds. */
  readonly limitMs: number
  /** To end after Cancel. */
  readonly cancelMs: number
  /** To judge what was read. */
  readonly finishMs: number
}

export const patience: Patience = {
  startMs: 30_000,
  limitMs: 1_000,
  cancelMs: 250,
  finishMs: 10_000,
}

interface ChildOptions {
  readonly script: string
  readonly environment: Readonly<Record<string, string>>
  readonly memoryMegabytes: number
  readonly patience?: Patience | undefined
}

type Finished = Extract<FromChild, { kind: 'finished' }>

/** The run that a process is busy with. */
interface Busy {
  readonly job: RunJob
  readonly signal: AbortSignal
  readonly queue: MessageQueue<RunMessage>
  /** What was said so far, for judging a run whose process is gone. */
  readonly kept: KeptLines
  readonly begun: PromiseWithResolvers<void>
  readonly finished: PromiseWithResolvers<Finished>
  skipped: PromiseWithResolvers<number> | undefined
}

/** A process that runs jobs, one at a time. */
export class RunnerProcess {
  readonly #process: ChildProcess
  readonly #patience: Patience
  #busy: Busy | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isGone = false
  #runs = 0
  #memory = 0

  constructor(options: ChildOptions) {
    const { script, environment, memoryMegabytes } = options
    this.#patience = options.patience ?? patience
    this.#process = spawn(
      process.execPath,
      [`--max-old-space-size=${memoryMegabytes}`, script],
      // Typings of `env` ask for NODE_ENV, which is among what is passed on.
      {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
        serialization: 'advanced',
        env: environment as NodeJS.ProcessEnv,
      },
    )
    this.#process.on('message', (message) => this.#take(message as FromChild))
    this.#process.on('exit', () => this.#leave())
    this.#process.on('error', () => this.#leave())
    // A studio that ends does not wait for its processes: they end when the channel closes.
    this.#process.unref()
    this.#process.channel?.unref()
  }

  get isGone(): boolean {
    return this.#isGone
  }

  /** Runs that this process was given. */
  get runs(): number {
    return this.#runs
  }

  /** Bytes that it held after its last run. */
  get memory(): number {
    return this.#memory
  }

  /** Ends the process at once; a run that is under way fails. */
  kill(): void {
    this.#process.kill('SIGKILL')
  }

  /** Runs a job; see `StartRun`. `onFree` is called once, when the process has nothing to do again. */
  async start(job: RunJob, signal: AbortSignal, onFree: () => void): Promise<RunHandle> {
    const busy: Busy = {
      job,
      signal,
      queue: new MessageQueue(),
      kept: new KeptLines(),
      begun: Promise.withResolvers(),
      finished: Promise.withResolvers(),
      skipped: undefined,
    }
    this.#busy = busy
    this.#runs += 1
    this.#process.channel?.ref()
    const cancel = () => {
      this.#send({ kind: 'cancel' })
      this.#killIn(this.#patience.cancelMs)
    }
    signal.addEventListener('abort', cancel)
    const release = () => {
      signal.removeEventListener('abort', cancel)
      clearTimeout(this.#timer)
      this.#busy = undefined
      this.#process.channel?.unref()
      onFree()
    }
    this.#send({ kind: 'start', job: packJob(job) })
    this.#killIn(this.#patience.startMs)
    if (signal.aborted) cancel()
    try {
      await busy.begun.promise
    } catch (error) {
      release()
      throw error
    }
    if (!signal.aborted) this.#killIn(job.limits.seconds * 1000 + this.#patience.limitMs)
    return this.#handle(busy, release)
  }

  #handle(busy: Busy, release: () => void): RunHandle {
    return {
      messages: this.#messages(busy),
      skip: () => {
        busy.skipped ??= Promise.withResolvers()
        this.#send({ kind: 'skip' })
        if (this.#isGone) busy.skipped.resolve(0)
        return busy.skipped.promise
      },
      finish: async () => {
        this.#send({ kind: 'cancel' })
        this.#send({ kind: 'finish' })
        this.#killIn(this.#patience.finishMs)
        const { rest, summary, memory } = await busy.finished.promise
        release()
        this.#memory = memory
        return { rest: [...busy.queue.drain(), ...rest.map(unpackMessage)], summary }
      },
    }
  }

  async *#messages({ queue }: Busy): AsyncGenerator<RunMessage> {
    let taken = 0
    for await (const message of queue.read()) {
      taken += 1
      if (taken === creditsTogether) {
        this.#send({ kind: 'credit', count: taken })
        taken = 0
      }
      yield message
    }
  }

  #take(message: FromChild): void {
    const busy = this.#busy
    if (!busy) return
    switch (message.kind) {
      case 'begun':
        busy.begun.resolve()
        break
      case 'refused':
        busy.begun.reject(new RunRefused(message.problem))
        break
      case 'messages':
        for (const each of message.messages) this.#takeMessage(busy, unpackMessage(each))
        break
      case 'done':
        busy.queue.end()
        break
      case 'skipped':
        busy.skipped?.resolve(message.count)
        busy.skipped = undefined
        break
      case 'finished':
        busy.finished.resolve(message)
    }
  }

  #takeMessage({ kept, queue }: Busy, message: RunMessage): void {
    if (message.kind === 'line') kept.add(message.event, message.text)
    queue.push(message)
  }

  /** The process is gone: whoever waits for it gets an answer, and a run says that it was stopped. */
  #leave(): void {
    if (this.#isGone) return
    this.#isGone = true
    const busy = this.#busy
    if (!busy) return
    busy.begun.reject(new RunRefused(stoppedProblem))
    busy.skipped?.resolve(0)
    const { last, summary } = judge(busy)
    for (const message of last) busy.queue.push(message)
    busy.queue.end()
    busy.finished.resolve({ kind: 'finished', rest: [], summary, memory: 0 })
  }

  #send(message: ToChild): void {
    if (this.#process.connected) this.#process.send(message, () => undefined)
  }

  #killIn(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.kill(), ms)
    this.#timer.unref()
  }
}

/** Says how a run ended whose process is gone. */
function judge({ job, kept, signal }: Busy) {
  const { stream } = job
  const log = new RunLog({
    name: stream ?? '',
    primaryKey: [],
    hasPagination: true,
    hasPartitions: false,
  })
  // Its own process wrote these lines.
  for (const line of kept.lines) log.add(parseJson(line) as unknown as ObservedEvent)
  const { code, title: message, blame } = stoppedProblem
  const atMs = log.lastMs
  const failure = { kind: 'error', stream, code, message, blame, path: [], atMs } as const
  const said = signal.aborted ? [] : [log.add({ ...failure, failureType: 'system_error' })]
  const end = log.end(signal.aborted)
  return { last: end === undefined ? said : [...said, end], summary: log.summary() }
}

const stoppedProblem = {
  type: 'urn:plumbline:problem:run_stopped',
  status: 422,
  code: 'run_stopped',
  title:
    'The run took more time or memory than a run may and was stopped. Read less, or look for a template or pattern that never ends.',
  blame: 'manifest',
} as const
