import { manifestFromFacts } from '../../lib/assistant/manifest-from-facts'
import { createConnector } from '../../lib/engine/connector'
import { fakeEngine } from '../../lib/engine/testing/fake-context'
import type { JsonObject } from '../../lib/engine/values/value'
import type { ApiFacts } from '../../lib/importers/facts'
import { type MockApi, type MockList, MockServer } from './mock-server'

/** How one list of an API was read. `why` is missing when every record came exactly once. */
export interface ReadResult {
  readonly list: string
  readonly why?: string | undefined
}

/**
 * Whether the connector that facts give reads every record of each list exactly once, with
 * different numbers of records, and ends by itself after about as many requests as there are pages.
 */
export async function completeRead(facts: ApiFacts, api: MockApi): Promise<ReadResult[]> {
  const { resolved } = manifestFromFacts(facts)
  const manifest = JSON.parse(JSON.stringify(resolved)) as JsonObject
  const results: ReadResult[] = []
  for (const list of api.lists) {
    const stream = facts.streams.find(
      ({ path, method }) => list.path.endsWith(path) && method === (list.method ?? 'GET'),
    )
    const why = stream ? await readAll(manifest, stream.name, api, list) : 'no stream'
    results.push({ list: `${list.method ?? 'GET'} ${list.path}`, why })
  }
  return results
}

async function readAll(
  manifest: JsonObject,
  name: string,
  api: MockApi,
  list: MockList,
): Promise<string | undefined> {
  const page = list.size ? Math.min(list.size.most, 1000) : 20
  for (const count of [0, 1, page - 1, page, 2 * page, Math.ceil(3.5 * page)]) {
    const server = new MockServer(api, list, count)
    const why = await readOnce(manifest, name, server, count)
    if (why) return `${count} records: ${why}`
  }
  return undefined
}

async function readOnce(
  manifest: JsonObject,
  name: string,
  server: MockServer,
  count: number,
): Promise<string | undefined> {
  const connector = createConnector({
    manifest,
    config: configOf(manifest),
    context: fakeEngine({ transport: server.transport, options: { workers: 1 } }),
  })
  const ids: unknown[] = []
  for await (const event of connector.readStream({ stream: name })) {
    if (event.kind === 'error') return server.refusals[0] ?? event.message
    if (event.kind === 'records') ids.push(...event.records.map(idIn))
  }
  return judge(server, ids, count)
}

function idIn(data: JsonObject): unknown {
  return Object.values(data).find((value) => typeof value === 'string' && /-\d+$/.test(value))
}

function judge(server: MockServer, ids: readonly unknown[], count: number): string | undefined {
  const wanted = server.wanted()
  const got = new Set(ids)
  if (server.partitions.size === 0) return 'it was never asked'
  if (server.refusals[0]) return server.refusals[0]
  if (ids.length > got.size) return `${ids.length - got.size} records came twice`
  if ([...got].some((id) => !wanted.has(String(id)))) return 'other things were taken for records'
  if (got.size < wanted.size) return `${wanted.size - got.size} of ${wanted.size} are missing`
  for (const { requests, size } of server.partitions.values()) {
    if (requests > Math.ceil(count / size) + 2) return `${requests} requests for ${count} records`
  }
  return undefined
}

/** Made-up values for every input that a manifest asks for. */
function configOf(manifest: JsonObject): JsonObject {
  const spec = manifest.spec as { connection_specification?: JsonObject } | undefined
  return madeUp(spec?.connection_specification ?? {}, 'config') as JsonObject
}

interface Schema {
  readonly const?: unknown
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly JsonObject[]
  readonly type?: unknown
  readonly format?: unknown
  readonly properties?: Readonly<Record<string, JsonObject>>
}

function madeUp(schema: JsonObject, name: string): unknown {
  const found = schema as Schema
  if (found.const !== undefined) return found.const
  if (found.default !== undefined) return found.default
  if (found.enum) return found.enum[0]
  const [first] = found.oneOf ?? []
  if (first) return madeUp(first, name)
  if (found.properties) {
    const entries = Object.entries(found.properties)
    return Object.fromEntries(entries.map(([key, each]) => [key, madeUp(each, key)]))
  }
  if (found.type === 'integer' || found.type === 'number') return 7
  if (found.type === 'boolean') return true
  if (found.format === 'date-time') return '2024-01-01T00:00:00Z'
  if (name === 'base_url') return 'https://api.bakery.example'
  return name === 'domain' ? 'flour.bakery.example' : `my-${name.replaceAll('_', '-')}`
}
