import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { linesOf } from '../../client/test-read'
import { listEnvironments } from '../../contracts/environments'
import { createProject } from '../../contracts/projects'
import { getRunEvents, listRuns } from '../../contracts/runs'
import {
  cancelTestRead,
  checkConnection,
  generatedStreams,
  skipWait,
  testRead,
} from '../../contracts/test-reads'
import type { JsonObject } from '../../engine/values/value'
import { loadManifest } from '../../manifest/load'
import { resolveManifest } from '../../manifest/refs'
import { practiceServer, startPracticeApi } from '../practice/practice-server'
import { signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-runs-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
beforeAll(startPracticeApi)
afterAll(async () => {
  await practiceServer()?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const limits = { records: 1_000, pagesPerSlice: 5, slices: 5, seconds: 60, bytes: 50_000_000 }

/** A project for streams of the practice API, ready to run. */
async function aPracticeProject(...streams: string[]) {
  const api = await signedIn((await aMember()).id)
  const source = { kind: 'practice', streams }
  const project = await api.call(createProject, { body: { name: 'Practice', source } })
  const params = { projectId: project.id }
  const { environments } = await api.call(listEnvironments, { params })
  const body = {
    text: project.draft.text,
    stream: streams[0] ?? '',
    environmentId: environments[0]?.id,
    limits,
    tab: 'one',
  }
  const read = (more: object = {}, signal?: AbortSignal) =>
    api.ask(testRead, { params, body: { ...body, ...more }, signal })
  return { ...api, params, body, read }
}

function linesIn(response: Response) {
  return linesOf(response.body as ReadableStream<Uint8Array>)
}

async function allLines(response: Response): Promise<string[]> {
  const lines: string[] = []
  for await (const line of linesIn(response)) lines.push(line)
  return lines
}

const kindsOf = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).kind as string)
const lastOf = (lines: readonly string[]) => JSON.parse(lines.at(-1) ?? '{}')

/** Waits until something holds, looking again after each turn of the event loop. */
async function until(holds: () => boolean | Promise<boolean>) {
  for (const end = Date.now() + 5_000; Date.now() < end; ) {
    if (await holds()) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('It never came to hold')
}

async function practiceLog() {
  const response = await fetch(`${practiceServer()?.url}/_log`)
  return (await response.json()) as {
    aborted: number
    open: number
    requests: { path: string; startedAt: number; abortedAt?: number; answeredAt?: number }[]
  }
}

onEachDatabase('a test read', () => {
  it('streams what happens, proves it and keeps it as it was streamed', async () => {
    const { read, call, ask, params } = await aPracticeProject('orders')
    const response = await read()
    expect(response.headers.get('content-type')).toBe('application/x-ndjson')
    const lines = await allLines(response)
    expect(new Set(kindsOf(lines))).toEqual(
      new Set([
        'stream',
        'slice',
        'call',
        'answer',
        'records',
        'page',
        'slice-end',
        'state',
        'end',
      ]),
    )
    expect(lastOf(lines)).toMatchObject({ kind: 'end', outcome: 'completed' })

    const { runs } = await call(listRuns, { params })
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({
      stream: 'orders',
      environmentName: 'Practice',
      outcome: 'completed',
      isStale: false,
      proof: { isSample: false },
    })
    expect(runs[0]?.records).toBeGreaterThan(100)
    const events = await ask(getRunEvents, { params: { ...params, runId: runs[0]?.id ?? '' } })
    expect(await allLines(events)).toEqual(lines)
  })

  it('never shows a secret, neither as it is sent nor as it is answered', async () => {
    const { read } = await aPracticeProject('products_oauth', 'products_basic')
    const lines = (await allLines(await read())).join('\n')
    expect(lines).toContain('"outcome":"completed"')
    expect(lines).not.toMatch(/practice-secret|practice-access-/)
    expect(lines).not.toContain(Buffer.from('practice:practice-password').toString('base64'))
  })

  it('stops at a limit and says so', async () => {
    const { read, call, params } = await aPracticeProject('orders')
    const lines = await allLines(await read({ limits: { ...limits, records: 10 } }))
    expect(kindsOf(lines)).toContain('limit')
    expect(lastOf(lines)).toMatchObject({ outcome: 'limited' })
    const { runs } = await call(listRuns, { params })
    expect(runs[0]).toMatchObject({ outcome: 'limited', records: 10, proof: { isSample: true } })
  })

  it('closes the call under way within 100 ms when its reader leaves, and is kept', async () => {
    const { read, call, params } = await aPracticeProject('orders_slow')
    const abort = new AbortController()
    const lines = linesIn(await read({}, abort.signal))
    await lines.next()
    await until(async () => (await practiceLog()).open > 0)
    const leftAt = Date.now()
    abort.abort()
    await until(async () => (await practiceLog()).open === 0)
    const cut = (await practiceLog()).requests.findLast(({ abortedAt }) => abortedAt !== undefined)
    expect((cut?.abortedAt ?? Number.POSITIVE_INFINITY) - leftAt).toBeLessThan(100)
    await until(async () => (await call(listRuns, { params })).runs.length === 1)
    expect((await call(listRuns, { params })).runs[0]).toMatchObject({ outcome: 'cancelled' })
  })

  it('gives way to a new run of the same tab', async () => {
    const { read } = await aPracticeProject('orders_slow')
    const first = linesIn(await read())
    await first.next()
    const second = linesIn(await read())
    await second.next()
    const rest: string[] = []
    for await (const line of first) rest.push(line)
    expect(lastOf(rest)).toMatchObject({ kind: 'end', outcome: 'cancelled' })
    await second.return(undefined)
  })

  it('runs beside a run of another tab', async () => {
    const { read } = await aPracticeProject('orders')
    const [one, two] = await Promise.all([read({ tab: 'one' }), read({ tab: 'two' })])
    const ends = await Promise.all([allLines(one), allLines(two)])
    expect(ends.map((lines) => lastOf(lines).outcome)).toEqual(['completed', 'completed'])
  })

  it('can be cancelled from elsewhere', async () => {
    const { read, call, params } = await aPracticeProject('orders_slow')
    const lines = linesIn(await read())
    await lines.next()
    await call(cancelTestRead, { params, body: { tab: 'one' } })
    const rest: string[] = []
    for await (const line of lines) rest.push(line)
    expect(lastOf(rest)).toMatchObject({ outcome: 'cancelled' })
  })

  it('goes on at once when its waits are skipped', async () => {
    const { read, call, params, body } = await aPracticeProject('orders_limited')
    const text = body.text.replace(
      '/v1/limited/orders',
      '"/v1/limited/orders?every=2&retry_after=60"',
    )
    const lines = linesIn(await read({ text }))
    const kinds: string[] = []
    for (let next = await lines.next(); !next.done; next = await lines.next()) {
      kinds.push(JSON.parse(next.value).kind)
      if (kinds.at(-1) !== 'wait') continue
      await until(async () => (await call(skipWait, { params, body: { tab: 'one' } })).skipped > 0)
      break
    }
    expect(kinds.at(-1)).toBe('wait')
    const { value: after } = await lines.next()
    expect(JSON.parse(after ?? '{}')).toMatchObject({ kind: 'call', attempt: 2 })
    await lines.return(undefined)
  })

  it.each([
    ['YAML that cannot be read', { text: 'a: [' }, 'yaml_invalid'],
    ['a reference that leads nowhere', { text: 'streams: ["#/x"]' }, 'reference_missing'],
    ['a stream that is not there', { stream: 'nothing' }, 'manifest_invalid'],
    ['an environment that is not there', { environmentId: 'none' }, 'not_found'],
  ])('is refused with a problem document for %s', async (_, more, code) => {
    const { read } = await aPracticeProject('orders')
    const response = await read(more)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect((await response.json()).code).toBe(code)
  })

  it('says that a private address needs a permission', async () => {
    const { read, body } = await aPracticeProject('orders')
    const text = body.text.replace(`"{{ config['base_url'] }}"`, 'http://127.0.0.1:9')
    const lines = await allLines(await read({ text }))
    const told = lines.find((line) => line.includes('target_needs_permission'))
    expect(told).toContain('127.0.0.1:9')
    expect(lastOf(lines)).toMatchObject({ outcome: 'failed' })
  })

  it('lists the streams that a template makes, and reads one of them', async () => {
    const { call: _, ask, read, params, body } = await aPracticeProject('orders')
    const { resolved } = resolveManifest(loadManifest(body.text))
    const [template] = resolved.streams as JsonObject[]
    const dynamic = {
      type: 'DynamicDeclarativeStream',
      name: 'copies',
      stream_template: template,
      components_resolver: {
        type: 'ParametrizedComponentsResolver',
        stream_parameters: { list_of_parameters_for_stream: [{ n: 'one' }, { n: 'two' }] },
        components_mapping: [
          {
            type: 'ComponentMappingDefinition',
            field_path: ['name'],
            value: '{{ components_values.n }}',
          },
        ],
      },
    }
    const text = JSON.stringify({ ...resolved, streams: [], dynamic_streams: [dynamic] })
    const { environmentId } = body
    const list = await allLines(
      await ask(generatedStreams, { params, body: { text, environmentId } }),
    )
    expect(JSON.parse(list[0] ?? '')).toMatchObject({
      kind: 'generated',
      definition: 'copies',
      streams: [{ name: 'one' }, { name: 'two' }],
    })
    expect(lastOf(list)).toMatchObject({ kind: 'end', outcome: 'completed' })
    const lines = await allLines(await read({ text, stream: 'two' }))
    expect(kindsOf(lines)).toContain('records')
    expect(lastOf(lines)).toMatchObject({ outcome: 'completed' })
  })

  it('checks the connection stream by stream', async () => {
    const { call, params, body } = await aPracticeProject('orders', 'products', 'orders_forbidden')
    const { environmentId } = body
    const text = body.text.replace(
      'stream_names: [orders]',
      'stream_names: [orders, products, orders_forbidden]',
    )
    const result = await call(checkConnection, { params, body: { text, environmentId } })
    expect(result.outcome).toBe('failed')
    expect(result.streams.map(({ stream, outcome }) => [stream, outcome])).toEqual([
      ['orders', 'succeeded'],
      ['products', 'succeeded'],
      ['orders_forbidden', 'failed'],
    ])
    expect(result.streams[2]?.message).toContain('403')
  })
})
