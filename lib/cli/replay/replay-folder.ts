import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ReplayAnswer, ReplayTask } from './replay-worker'

interface ReplayOptions {
  readonly folder: string
  readonly out: string
  readonly only?: string | undefined
  readonly workers?: number | undefined
  readonly caseMs: number
}

interface ReplayCount {
  readonly cases: number
  readonly failed: number
}

/**
 * Reads every case below a folder, several at a time. A case that takes too long ends with its
 * worker, and the next case gets a new one.
 */
export async function replayFolder(options: ReplayOptions): Promise<ReplayCount> {
  const files = await casesBelow(options.folder)
  const wanted = files.filter((file) => options.only === undefined || file.includes(options.only))
  const queue = wanted.values()
  let failed = 0
  const count = Math.min(options.workers ?? availableParallelism(), Math.max(1, wanted.length))
  await Promise.all(
    Array.from({ length: count }, async () => {
      const lane = new Lane(options)
      for (const file of queue) if (!(await lane.read(file))) failed += 1
      await lane.close()
    }),
  )
  return { cases: wanted.length, failed }
}

/** The case files of all connectors below a folder; a connector is what holds a folder `cases`. */
async function casesBelow(folder: string): Promise<string[]> {
  const cases = join(folder, 'cases')
  if (existsSync(cases)) {
    const names = (await readdir(cases)).filter((name) => name.endsWith('.json')).sort()
    return names.map((name) => join(cases, name))
  }
  const entries = await readdir(folder, { withFileTypes: true })
  const below = entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .map((entry) => casesBelow(join(folder, entry.name)))
  return (await Promise.all(below)).flat()
}

/** One worker after the other, reading one case at a time. */
class Lane {
  readonly #options: ReplayOptions
  #worker: Worker | undefined

  constructor(options: ReplayOptions) {
    this.#options = options
  }

  async read(file: string): Promise<boolean> {
    this.#worker ??= new Worker(new URL('./replay-worker.mjs', import.meta.url))
    const answer = await this.#ask(this.#worker, { file, out: this.#options.out })
    if (answer) return answer.isComplete
    await this.close()
    await this.#writeTimeout(file)
    return false
  }

  /** The worker's answer, or nothing when it took too long or died. */
  #ask(worker: Worker, task: ReplayTask): Promise<ReplayAnswer | undefined> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle(undefined), this.#options.caseMs)
      const onError = (error: unknown) => {
        process.stderr.write(`${task.file}: ${String(error)}\n`)
        settle(undefined)
      }
      const settle = (answer: ReplayAnswer | undefined) => {
        clearTimeout(timer)
        worker.off('message', settle).off('error', onError)
        resolve(answer)
      }
      worker.on('message', settle).on('error', onError)
      worker.postMessage(task)
    })
  }

  async #writeTimeout(file: string): Promise<void> {
    const folder = join(this.#options.out, basename(dirname(dirname(file))))
    await mkdir(folder, { recursive: true })
    const raised = {
      message: 'The case took too long or ended its worker',
      failure_type: 'system_error',
    }
    const nothing = { records: [], state: null, statuses: [], errors: [], requests: [], waits: [] }
    await writeFile(
      join(folder, basename(file)),
      JSON.stringify({ ...nothing, raised, unmatched: [] }),
    )
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = undefined
  }
}
