import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createConnector } from '../lib/engine/connector'
import type { EngineRecord } from '../lib/engine/events'
import { fakeEngine } from '../lib/engine/testing/fake-context'
import type { HttpResponse, Transport } from '../lib/engine/transport'
import { parseJson, stringifyJson } from '../lib/engine/values/json'
import type { Json, JsonObject } from '../lib/engine/values/value'
import { loadManifest } from '../lib/manifest/load'
import { resolveManifest } from '../lib/manifest/refs'
import { practiceApi } from '../lib/practice-api/practice-api'
import { createReplay } from '../lib/recording/replay'

/**
 * Every sample reads what was recorded: the same requests in the same order, the same records.
 * `UPDATE_CASES=1` records anew from the practice API.
 */
const root = new URL('.', import.meta.url).pathname
const address = 'http://practice.test'
const config = {
  base_url: address,
  token: 'practice-token',
  api_key: 'practice-key',
  start_date: '2026-01-01T00:00:00Z',
  end_date: '2026-04-01T00:00:00Z',
}
const nowMs = Date.parse('2026-06-01T00:00:00Z')

interface Entry {
  readonly request: { readonly method: string; readonly url: string }
  readonly response: {
    readonly status: number
    readonly headers: readonly { readonly name: string; readonly value: string }[]
    readonly content: { readonly text: string }
  }
}

/** Asks the practice API in this process and keeps what was said. */
function recorder(entries: Entry[]): Transport {
  // Rate limits count by a clock: here it moves by an hour for each call that has to be made again.
  let refusals = 0
  const now = () => nowMs + refusals * 3_600_000
  const api = practiceApi({ now, wait: async () => {} })
  return async ({ method, url, headers }): Promise<HttpResponse> => {
    const request = new Request(url, {
      method,
      headers: headers.map(([k, v]) => [k, v] as [string, string]),
    })
    const response = await api(request)
    const text = await response.text()
    if (response.status === 429) refusals += 1
    entries.push({
      request: { method, url },
      response: {
        status: response.status,
        headers: [...response.headers].map(([name, value]) => ({ name, value })),
        content: { text },
      },
    })
    return {
      status: response.status,
      headers: [...response.headers],
      url,
      redirects: [],
      body: (async function* () {
        yield new TextEncoder().encode(text)
      })(),
    }
  }
}

async function read(manifest: JsonObject, stream: string, transport: Transport) {
  const engine = fakeEngine({ transport, nowMs })
  const connector = createConnector({ manifest, config, context: engine })
  const records: EngineRecord[] = []
  let state: JsonObject | undefined
  for await (const event of connector.readStream({ stream })) {
    if (event.kind === 'records') records.push(...event.records)
    if (event.kind === 'state') state = event.state
    if (event.kind === 'error') throw new Error(event.message)
  }
  return { records, state: state ?? null }
}

const samples = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)

describe.each(samples)('the sample %s', (name) => {
  const text = readFileSync(join(root, name, 'manifest.yaml'), 'utf8')
  const manifest = resolveManifest(loadManifest(text)).resolved
  const streams = (manifest.streams as JsonObject[]).map((stream) => String(stream.name))

  it.each(streams)('reads %s as it was recorded', async (stream) => {
    const file = join(root, name, 'cases', `${stream}.json`)
    if (process.env.UPDATE_CASES) {
      const entries: Entry[] = []
      const result = await read(manifest, stream, recorder(entries))
      const recorded = { log: { entries }, ...result } as unknown as Json
      mkdirSync(join(root, name, 'cases'), { recursive: true })
      writeFileSync(file, `${stringifyJson(recorded)}\n`)
    }
    expect(existsSync(file)).toBe(true)
    const recorded = parseJson(readFileSync(file, 'utf8')) as JsonObject
    const replay = createReplay(recorded as unknown as Parameters<typeof createReplay>[0])
    const result = await read(manifest, stream, replay.transport)
    expect(replay.unmatched).toEqual([])
    expect(stringifyJson(result.records)).toBe(stringifyJson(recorded.records as Json))
    expect(stringifyJson(result.state)).toBe(stringifyJson(recorded.state as Json))
    const entries = (recorded.log as unknown as { entries: readonly Entry[] }).entries
    expect(replay.requests.length).toBe(entries.length)
  })
})
