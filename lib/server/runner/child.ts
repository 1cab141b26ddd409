// A process that runs jobs, one at a time. It has no database, no key and no environment; what a
// manifest does to it, the studio survives.
import { toProblem } from '../http/problem'
import {
  creditsAtStart,
  type FromChild,
  packMessage,
  type SentMessage,
  type ToChild,
  unpackJob,
} from './child-protocol'
import { startLocalRun } from './local-run'
import type { RunHandle } from './run-protocol'

/** A job from its start until the studio has its summary. */
class Job {
  readonly #abort = new AbortController()
  #run: RunHandle | undefined
  #credits = creditsAtStart
  #wake: (() => void) | undefined
  #isOver = false

  async run(job: string): Promise<void> {
    try {
      this.#run = await startLocalRun(unpackJob(job), this.#abort.signal)
    } catch (error) {
      const problem = toProblem(error)
      if (problem.status >= 500 && !this.#abort.signal.aborted) console.error(error)
      send({ kind: 'refused', problem })
      return
    }
    send({ kind: 'begun' })
    for await (const message of this.#run.messages) {
      await this.#room()
      if (this.#isOver) return
      this.#credits -= 1
      post(packMessage(message))
    }
    send({ kind: 'done' })
  }

  credit(count: number): void {
    this.#credits += count
    this.#wake?.()
  }

  cancel(): void {
    this.#abort.abort(new DOMException('Cancelled', 'AbortError'))
  }

  async skip(): Promise<void> {
    send({ kind: 'skipped', count: (await this.#run?.skip()) ?? 0 })
  }

  async finish(): Promise<void> {
    if (!this.#run || this.#isOver) return
    this.#isOver = true
    const { rest, summary } = await this.#run.finish()
    this.#wake?.()
    const { rss: memory } = process.memoryUsage()
    send({ kind: 'finished', rest: rest.map(packMessage), summary, memory })
  }

  async #room(): Promise<void> {
    while (this.#credits === 0 && !this.#isOver) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}

let current = new Job()

async function obey(command: ToChild): Promise<void> {
  switch (command.kind) {
    case 'start':
      current = new Job()
      return current.run(command.job)
    case 'skip':
      return current.skip()
    case 'finish':
      return current.finish()
    case 'cancel':
      current.cancel()
      return
    case 'credit':
      current.credit(command.count)
  }
}

let outbox: SentMessage[] = []

/**
 * Sends a message of a run together with what else comes in this turn of the event loop. A page is
 * several messages at once, and the request for the next page is on its way before they are sent.
 */
function post(message: SentMessage): void {
  if (outbox.length === 0) setImmediate(flush)
  outbox.push(message)
}

function flush(): void {
  const messages = outbox
  outbox = []
  if (messages.length > 0) process.send?.({ kind: 'messages', messages } satisfies FromChild)
}

function send(message: FromChild): void {
  flush()
  process.send?.(message)
}

process.on('message', (command: ToChild) => {
  obey(command).catch((error: unknown) => {
    console.error(error)
    process.exit(1)
  })
})
process.on('disconnect', () => process.exit(0))
// A terminal sends Ctrl-C to every process of the studio; the studio decides when this one ends.
process.on('SIGINT', () => undefined)
