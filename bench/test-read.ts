// Starts the built studio and measures a warm test read over its HTTP API: five pages at 20 ms each,
// beside the same five calls made by hand. Prints what the studio adds, in milliseconds.
//
//   npm run setup && npx next build && node scripts/build-cli.ts
//   node bench/test-read.ts [--rounds 30]
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startStudio } from '../e2e/fixtures/server.ts'
import { perfFolder, startMockApi } from './mock-api.ts'
import { type StudioClient, signIn } from './studio-client.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '30' } } })
const rounds = Number(values.rounds)
const goals = { oneAtATimeMs: 15, tenAtATimeMs: 100, firstPageMs: 40 }
const pages = 5

if (!existsSync('.next/standalone/server.js')) {
  console.log('bench: the studio is not built, so its test read is not measured.')
  process.exit(0)
}
const perf = perfFolder()
const text = readFileSync(join(perf, 'manifests/testread.yaml'), 'utf8')
const upstream = await startMockApi(perf)
const studio = await startStudio()

/** Makes a project whose environment knows the mock API, which the project may call. */
async function createProject(client: StudioClient): Promise<{ id: string; environmentId: string }> {
  const created = await client.send('POST', '/api/projects', {
    name: 'Bench',
    source: { kind: 'manifest', text },
  })
  const { id } = await created.json()
  const path = `/api/projects/${id}`
  const { hostname, port } = new URL(upstream)
  await client.send('POST', `${path}/permissions`, { host: hostname, port: Number(port) })
  const { environments } = await (await client.send('GET', `${path}/environments`)).json()
  const environment =
    environments[0] ??
    (await (await client.send('POST', `${path}/environments`, { name: 'Bench' })).json())
  await client.send('PUT', `${path}/environments/${environment.id}/values`, {
    values: { base_url: upstream, num_workers: 1 },
    secrets: { token: 'perf-token' },
  })
  return { id, environmentId: environment.id }
}

interface Timing {
  /** From the request to the line that says how the run ended, which is the last one. */
  readonly totalMs: number
  /** From there until the answer is closed: the run has been stored. */
  readonly storedMs: number
  /** From the request to the line that says the first page was read. */
  readonly firstPageMs: number
}

async function testRead(
  client: StudioClient,
  project: { id: string; environmentId: string },
  tab: string,
): Promise<Timing> {
  const started = performance.now()
  const response = await client.send('POST', `/api/projects/${project.id}/test-read`, {
    text,
    stream: 'items',
    environmentId: project.environmentId,
    limits: { records: 500, pagesPerSlice: pages, slices: 5, seconds: 60, bytes: 50_000_000 },
    proofCall: false,
    tab,
  })
  let firstPageMs = Number.NaN
  let totalMs = Number.NaN
  let received = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    received += decoder.decode(chunk, { stream: true })
    if (Number.isNaN(firstPageMs) && received.includes('"kind":"page"')) {
      firstPageMs = performance.now() - started
    }
    if (Number.isNaN(totalMs) && received.includes('"kind":"end"')) {
      totalMs = performance.now() - started
    }
  }
  const storedMs = performance.now() - started - totalMs
  const records = received
    .split('\n')
    .filter((line) => line.includes('"kind":"records"'))
    .reduce((sum, line) => sum + JSON.parse(line).records.length, 0)
  if (records !== 500)
    throw new Error(`The test read brought ${records} records: ${received.slice(-500)}`)
  return { totalMs, storedMs, firstPageMs }
}

/** The same calls by hand: the time that nothing can be faster than. */
async function byHand(): Promise<number> {
  const started = performance.now()
  let cursor = ''
  for (let page = 0; page < pages; page += 1) {
    const url = `${upstream}/v1/items?shape=narrow&n=20000&size=100&paging=cursor&latency=20${cursor}`
    const response = await fetch(url, { headers: { authorization: 'Bearer perf-token' } })
    const { next_cursor } = await response.json()
    cursor = `&cursor=${encodeURIComponent(next_cursor)}`
  }
  return performance.now() - started
}

const median = (list: readonly number[]) =>
  [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)] ?? Number.NaN

let isFine = true
function report(what: string, ms: number, goal: number): void {
  if (ms > goal) isFine = false
  console.log(`${what}: ${ms.toFixed(1)} ms (goal ${goal})`)
}

async function measure(client: StudioClient): Promise<void> {
  const project = await createProject(client)
  for (let warm = 0; warm < 10; warm += 1) {
    await testRead(client, project, 'bench')
    await byHand()
  }

  const added: number[] = []
  const firstPages: number[] = []
  const stored: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const hand = await byHand()
    const { totalMs, storedMs, firstPageMs } = await testRead(client, project, 'bench')
    added.push(totalMs - hand)
    firstPages.push(firstPageMs)
    stored.push(storedMs)
  }
  report('one at a time, above the calls by hand', median(added), goals.oneAtATimeMs)
  console.log(`storing the run, after its last line: ${median(stored).toFixed(1)} ms`)
  report('first page on the wire', median(firstPages), goals.firstPageMs)

  const ten = Array.from({ length: 10 }, (_, index) => `bench-${index}`)
  const together: number[] = []
  for (let round = 0; round < Math.ceil(rounds / 5) + 1; round += 1) {
    const hands = await Promise.all(ten.map(() => byHand()))
    const reads = await Promise.all(ten.map((tab) => testRead(client, project, tab)))
    // The first round starts processes that the others find.
    if (round === 0) continue
    const hand = median(hands)
    together.push(...reads.map(({ totalMs }) => totalMs - hand))
  }
  report('ten at a time, above the calls by hand', median(together), goals.tenAtATimeMs)
}

try {
  await measure(await signIn(studio.origin, studio.signInLink))
} finally {
  await studio.stop()
}
process.exit(isFine ? 0 : 1)
