// Runs a process to its end and says what it used.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { digestOf } from './digest.ts'

/** Seconds of CPU, seconds from start to end, megabytes at the highest point. */
export interface Measures {
  readonly cpu: number
  readonly wall: number
  readonly memory: number
}

export type Runtime = 'node' | 'reference'

/** A folder for what a bench writes; it goes when the process ends. */
export const benchFolder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
process.on('exit', () => rmSync(benchFolder, { recursive: true, force: true }))

/** The command line as it was built; PLUMBLINE_CLI names another build to measure. */
export const cliFile = process.env.PLUMBLINE_CLI ?? 'dist/plumbline.mjs'

const measuresFile = join(benchFolder, 'measures.json')

/** Python with the reference engine, as the environment names it. */
export const referencePython = process.env.REFERENCE_PYTHON

/** Runs a command to its end; what it prints is read and thrown away. */
export async function measure(runtime: Runtime, args: readonly string[]): Promise<Measures> {
  const started = performance.now()
  const child = start(runtime, args)
  child.stdout?.resume()
  await endOf(child, args)
  const wall = (performance.now() - started) / 1000
  return { ...JSON.parse(readFileSync(measuresFile, 'utf8')), wall }
}

/** Runs a command to its end and returns how many records it printed, and a hash of them. */
export async function recordsOf(runtime: Runtime, args: readonly string[]): Promise<string> {
  const child = start(runtime, args)
  if (!child.stdout) throw new Error('The process has no output')
  const [digest] = await Promise.all([digestOf(child.stdout), endOf(child, args)])
  return digest
}

function start(runtime: Runtime, args: readonly string[]): ChildProcess {
  const [command, prefix] =
    runtime === 'node'
      ? [process.execPath, ['--import', resolve('bench/measure.mjs')]]
      : [referencePython ?? 'python3', [resolve('bench/measure.py')]]
  return spawn(command, [...prefix, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_MEASURES: measuresFile },
  })
}

async function endOf(child: ChildProcess, args: readonly string[]): Promise<void> {
  const code = await new Promise((settle) => child.once('close', settle))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
}
