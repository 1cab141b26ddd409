// Reads the workloads of ../shared/perf with the command line, beside the raw loop of the same work,
// in interleaved rounds, and prints medians of ratios. Content is compared before a time counts.
//
//   node bench/read.ts [--rounds 6] [--only a,b]
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'

interface Measures {
  readonly cpu: number
  readonly wall: number
  readonly memory: number
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '6' },
    only: { type: 'string', default: 'a,b' },
  },
})
const perf = resolve(process.env.PLUMBLINE_SHARED ?? '../shared', 'perf')
if (!existsSync(perf)) {
  console.log(`bench: ${perf} is not here, so there are no workloads to read.`)
  process.exit(0)
}

const port = 18_931
const base = `http://127.0.0.1:${port}`
const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'))
const measuresFile = join(folder, 'measures.json')

/** Runs a measured process to its end. With `digest` its records are read and hashed. */
async function run(args: readonly string[], digest: boolean): Promise<[Measures, string]> {
  const child = spawn(process.execPath, ['--import', resolve('bench/measure.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_MEASURES: measuresFile },
  })
  const seen = digest ? digestOf(child) : drain(child)
  const code = await new Promise((settle) => child.once('close', settle))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`)
  return [JSON.parse(readFileSync(measuresFile, 'utf8')), await seen]
}

async function drain(child: ChildProcess): Promise<string> {
  child.stdout?.resume()
  return ''
}

/** Order of records and keys does not count: hashes of canonical records are added up. */
async function digestOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) return ''
  let count = 0
  let sum = 0n
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.includes('"RECORD"')) continue
    const { record } = JSON.parse(line)
    const hash = createHash('sha1').update(canonical(record.data)).digest('hex')
    sum = (sum + BigInt(`0x${hash}`)) & ((1n << 160n) - 1n)
    count += 1
  }
  return `${count} records, ${sum.toString(16)}`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(Reflect.get(value, key))}`).join()}}`
}

const median = (list: readonly number[]) =>
  [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)] ?? Number.NaN

const server = spawn(process.execPath, [join(perf, 'server.mjs'), '--port', String(port)], {
  stdio: 'ignore',
})
process.on('exit', () => {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
})

async function whenUp(): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const up = await fetch(`${base}/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (up) return
    await new Promise((settle) => setTimeout(settle, 50))
  }
  throw new Error('The mock API did not start')
}

await whenUp()
for (const workload of values.only.split(',')) {
  const config = join(folder, `${workload}.json`)
  writeFileSync(config, JSON.stringify({ base_url: base, token: 'perf-token', num_workers: 1 }))
  const ours = [
    'dist/plumbline.mjs',
    'read',
    '--allow-private',
    ...['--manifest', join(perf, `manifests/${workload}.yaml`)],
    ...['--catalog', join(perf, `catalogs/${workload}.json`)],
    ...['--config', config],
  ]
  const loop = ['bench/raw-loop.mjs', workload, base]
  const [, expected] = await run(loop, true)
  const [, found] = await run(ours, true)
  if (expected !== found) throw new Error(`(${workload}) differs: ${found} instead of ${expected}`)

  const ratios: { cpu: number; wall: number; memory: number }[] = []
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const [raw] = await run(loop, false)
    const [own] = await run(ours, false)
    ratios.push({
      cpu: own.cpu / raw.cpu,
      wall: own.wall / raw.wall,
      memory: own.memory / raw.memory,
    })
    console.log(
      `(${workload}) round ${round + 1}: loop ${raw.cpu.toFixed(2)} s CPU, ${raw.memory.toFixed(0)} MB;` +
        ` plumbline ${own.cpu.toFixed(2)} s CPU, ${own.memory.toFixed(0)} MB`,
    )
  }
  const of = (name: 'cpu' | 'wall' | 'memory') =>
    median(ratios.map((each) => each[name])).toFixed(2)
  console.log(
    `(${workload}) ${expected.split(',')[0]}: CPU ${of('cpu')} ×, wall ${of('wall')} ×, memory ${of('memory')} × the raw loop\n`,
  )
}
process.exit(0)
