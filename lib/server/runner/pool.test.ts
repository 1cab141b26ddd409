import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeServer, servePracticeApi } from '../../practice-api/serve'
import { practiceManifest } from '../practice/practice-manifest'
import { patience } from './child-process'
import { startLocalRun } from './local-run'
import { RunnerPool } from './pool'
import type { RunHandle, RunJob, RunMessage } from './run-protocol'

let folder = ''
let practice: PracticeServer
let pool: RunnerPool

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-runner-'))
  const script = join(folder, 'runner.mjs')
  await build({
    entryPoints: ['lib/server/runner/child.ts'],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    alias: { 'server-only': './node_modules/server-only/empty.js' },
    banner: {
      js: "import { createRequire as createRequireOf } from 'node:module'\nconst require = createRequireOf(import.meta.url)",
    },
    logLevel: 'error',
  })
  practice = await servePracticeApi()
  pool = new RunnerPool({
    script,
    environment: {},
    patience: { ...patience, startMs: 3_000, limitMs: 300 },
    processesMax: 2,
  })
}, 30_000)

afterAll(async () => {
  pool.close()
  await practice.close()
  await rm(folder, { recursive: true, force: true })
})

function aJob(stream: string, job: Partial<RunJob> = {}): RunJob {
  return {
    text: practiceManifest([stream], practice.url),
    stream,
    config: { base_url: practice.url, token: 'practice-token', start_date: '2026-01-01T00:00:00Z' },
    secrets: { token: 'practice-token' },
    limits: { records: 1_000, pagesPerSlice: 5, slices: 5, seconds: 30, bytes: 50_000_000 },
    proofCall: true,
    egress: { allowed: [`127.0.0.1:${practice.port}`], ownPorts: [] },
    ...job,
  }
}

const never = new AbortController().signal

async function whole({ messages, finish }: RunHandle) {
  const lines: string[] = []
  for await (const message of messages) if (message.kind === 'line') lines.push(message.text)
  return { lines, ...(await finish()) }
}

/** Lines without what differs from run to run. */
const plain = (lines: readonly string[]) =>
  lines.map((line) => line.replaceAll(/"atMs":\d+|"(?:date|x-[\w-]+)","[^"]*"|:\d{4,5}\b/gi, ''))

async function first(messages: AsyncGenerator<RunMessage>, kind: string) {
  for (let next = await messages.next(); !next.done; next = await messages.next()) {
    if (next.value.kind === 'line' && next.value.event === kind) return
  }
  throw new Error(`There was no ${kind}`)
}

describe('a run in a process of its own', () => {
  it('says the same as a run in this process', async () => {
    // Customers have no window that ends now, so two runs can be compared.
    const there = await whole(await pool.start(aJob('customers'), never))
    const here = await whole(await startLocalRun(aJob('customers'), never))
    expect(plain(there.lines)).toEqual(plain(here.lines))
    expect(there.summary).toEqual(here.summary)
    expect(there.summary).toMatchObject({ outcome: 'limited' })
    expect(there.lines.join()).not.toContain('practice-token')
  })

  it('is refused with the problem that the other process names', async () => {
    const start = pool.start(aJob('orders', { text: 'a: [' }), never)
    await expect(start).rejects.toMatchObject({ problem: { code: 'yaml_invalid', status: 422 } })
  })

  it('stops when it is cancelled, and its process serves the next run', async () => {
    const abort = new AbortController()
    const run = await pool.start(aJob('orders_slow'), abort.signal)
    await first(run.messages, 'call')
    abort.abort()
    const { lines, summary } = await whole(run)
    expect(lines.at(-1)).toContain('"cancelled"')
    expect(summary.outcome).toBe('cancelled')
    const next = await whole(await pool.start(aJob('products'), never))
    expect(next.summary.outcome).toBe('completed')
  })

  it('gives what nobody took when its reader leaves', async () => {
    const run = await pool.start(aJob('orders'), never)
    await first(run.messages, 'slice')
    await run.messages.return(undefined)
    const { rest, summary } = await run.finish()
    expect(rest.at(-1)).toMatchObject({ kind: 'line', event: 'end' })
    expect(['cancelled', 'completed']).toContain(summary.outcome)
  })

  it('is stopped, and the studio lives on, when its process never comes back', async () => {
    const script = join(folder, 'endless.mjs')
    await writeFile(
      script,
      `process.on('message', ({ kind }) => {
        if (kind === 'start') process.send({ kind: 'begun' }, () => { for (;;); })
      })`,
    )
    const quick = { startMs: 5_000, limitMs: 100, cancelMs: 100, finishMs: 100 }
    const stuck = new RunnerPool({ script, environment: {}, patience: quick })
    const limits = { ...aJob('products').limits, seconds: 0 }

    const { lines, summary } = await whole(await stuck.start(aJob('products', { limits }), never))
    expect(lines[0]).toContain('"run_stopped"')
    expect(lines[1]).toContain('"end"')
    expect(summary.outcome).toBe('failed')

    const abort = new AbortController()
    const cancelled = await stuck.start(aJob('products'), abort.signal)
    abort.abort()
    expect((await whole(cancelled)).summary.outcome).toBe('cancelled')
    stuck.close()
  })

  it('waits for its turn when all processes are busy', async () => {
    const runs = Array.from({ length: 5 }, async () =>
      whole(await pool.start(aJob('products'), never)),
    )
    const outcomes = (await Promise.all(runs)).map(({ summary }) => summary.outcome)
    expect(outcomes).toEqual(Array.from({ length: 5 }, () => 'completed'))
  })
})
