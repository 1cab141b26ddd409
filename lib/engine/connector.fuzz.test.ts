import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkManifest } from '../manifest/check'
import { loadManifest } from '../manifest/load'
import { ManifestError } from '../manifest/manifest-error'
import { resolveManifest } from '../manifest/refs'
import { manifestTools } from '../manifest/tools'
import { createConnector } from './connector'
import { EngineError } from './errors'
import {
  aRequester,
  aSelector,
  aStream,
  byDate,
  inParameter,
  parentOf,
} from './testing/fake-connector'
import { fakeEngine } from './testing/fake-context'
import type { Json, JsonObject } from './values/value'

const paginator: JsonObject = {
  type: 'DefaultPaginator',
  page_token_option: inParameter('page'),
  page_size_option: inParameter('size'),
  pagination_strategy: { type: 'PageIncrement', page_size: 2, start_from_page: 1 },
}
const byCursor: JsonObject = {
  type: 'DefaultPaginator',
  page_token_option: { type: 'RequestPath' },
  pagination_strategy: {
    type: 'CursorPagination',
    cursor_value: "{{ response['next'] }}",
    stop_condition: "{{ not response['next'] }}",
  },
}
const requester = aRequester('/orders', {
  http_method: 'POST',
  authenticator: { type: 'BearerAuthenticator', api_token: "{{ config['token'] }}" },
  request_headers: { accept: 'application/json' },
  request_body_json: { from: "{{ stream_interval['start_time'] }}" },
  error_handler: {
    type: 'CompositeErrorHandler',
    error_handlers: [
      {
        type: 'DefaultErrorHandler',
        max_retries: 1,
        backoff_strategies: [{ type: 'WaitTimeFromHeader', header: 'retry-after' }],
        response_filters: [{ type: 'HttpResponseFilter', action: 'IGNORE', http_codes: [404] }],
      },
    ],
  },
})
const transformations: Json = [
  { type: 'AddFields', fields: [{ path: ['a', 'b'], value: "{{ record['id'] * 2 }}" }] },
  { type: 'RemoveFields', field_pointers: [['secret']] },
  { type: 'KeysToSnakeCase' },
]
const manifest: JsonObject = {
  version: '6.60.0',
  type: 'DeclarativeSource',
  check: { type: 'CheckStream', stream_names: ['items'] },
  definitions: { selector: aSelector('data') },
  streams: [
    aStream('items', { transformations }, { paginator }),
    aStream(
      'orders',
      { incremental_sync: { ...byDate, step: 'P3D', cursor_granularity: 'P1D' } },
      {
        requester,
        record_selector: { $ref: '#/definitions/selector' },
        paginator: byCursor,
      },
    ),
    aStream(
      'parts',
      { incremental_sync: byDate },
      {
        partition_router: parentOf(aStream('items')),
        decoder: { type: 'JsonlDecoder' },
      },
    ),
    aStream(
      'regions',
      {},
      {
        partition_router: {
          type: 'ListPartitionRouter',
          values: ['eu', 'us'],
          cursor_field: 'region',
          request_option: inParameter('region'),
        },
        decoder: { type: 'CsvDecoder' },
      },
    ),
  ],
  spec: {
    type: 'Spec',
    connection_specification: { type: 'object', properties: { token: { type: 'string' } } },
  },
}

type Path = readonly (string | number)[]

function placesOf(value: Json, path: Path = []): Path[] {
  const inner =
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, child]) =>
          placesOf(child as Json, [...path, Array.isArray(value) ? Number(key) : key]),
        )
      : []
  return [path, ...inner]
}

function changed(value: Json, path: Path, change: (old: Json) => Json | undefined): Json {
  const [key, ...rest] = path
  if (key === undefined || typeof value !== 'object' || value === null) return value
  const copy = structuredClone(value) as { [key: string]: Json }
  const old = copy[key]
  if (old === undefined) return value
  const next = rest.length === 0 ? change(old) : changed(old, rest, change)
  if (next === undefined) delete copy[key]
  else copy[key] = next
  return Array.isArray(copy) ? copy.filter((each) => each !== undefined) : copy
}

const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, false, 0, -1, 1.5, 1e308, '', [], {}, [null], {
    type: 'NoAuth',
  }),
  fc.constantFrom<Json>('{{ config }}', '{{ 1 / 0 }}', '{{', "{{ record['x'].y.z }}", '{% for %}'),
  fc.constantFrom<Json>('#/definitions/selector', '*', '..', 'P1X', '%Q', '(', 'constructor'),
  fc.constantFrom<Json>({ $ref: '#/streams/0' }, { $ref: '#/nowhere' }, { $parameters: { a: 1 } }),
  fc.constantFrom<Json>({ type: 'CustomRetriever', class_name: 'a.B' }, { type: 'constructor' }),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
  fc.constantFrom(...placesOf(manifest).slice(1)).map((path) => at(manifest, path)),
)

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, key) => (inner as { [key: string]: Json })[key] ?? null, value)
}

/** A manifest with up to three of its values left out, replaced or swapped for others of its own. */
function mutantsOf(source: JsonObject): fc.Arbitrary<Json> {
  const places = fc.constantFrom(...placesOf(source).slice(1))
  const own = places.map((path) => at(source, path))
  const value = fc.option(fc.oneof(values, own), { nil: undefined, freq: 4 })
  const edits = fc.array(fc.tuple(places, value), { minLength: 1, maxLength: 3 })
  return edits.map((list) =>
    list.reduce<Json>((mutant, [path, next]) => changed(mutant, path, () => next), source),
  )
}

const folder = new URL('../../connectors/', import.meta.url)
const samples = readdirSync(folder)
  .map((name) => new URL(`${name}/manifest.yaml`, folder))
  .filter((file) => existsSync(file))
  .map((file) => loadManifest(readFileSync(file, 'utf8')))
const sources = [manifest, ...samples]
const mutants = fc.oneof(...sources.map(mutantsOf))

const answers = [
  '{"data":[{"id":1,"u":"2024-01-02"},{"id":2,"u":"2024-01-03"}],"next":null}',
  '{"data":[{"id":"x","u":5}],"next":"/orders?page=2"}',
  '{"data":{"id":1}}\n{"data":[null]}',
  'id,u\n1,2024-01-02\n',
  '[]',
  '<html>',
]

/** An API that answers a few calls with something and then says that there is nothing. */
function moodyEngine(seed: number) {
  let calls = 0
  return fakeEngine({
    options: { workers: 2, pagesPerSlice: 3, capture: { bodyBytesMax: 1000 } },
    transport: async ({ url }) => {
      calls += 1
      const text = calls > 60 ? '{"data":[]}' : (answers[(seed + calls) % answers.length] ?? '')
      const status = [200, 200, 200, 404, 500, 429][(seed * 7 + calls) % 6] ?? 200
      async function* body() {
        yield new TextEncoder().encode(text)
      }
      return { status, headers: [['retry-after', '1']], url, redirects: [], body: body() }
    },
  })
}

/** What may be thrown: errors made on purpose. Anything else is a fault of the engine. */
function isOnPurpose(error: unknown): boolean {
  return error instanceof EngineError || error instanceof ManifestError
}

async function tryOut(mutant: Json, seed: number): Promise<void> {
  const { resolved } = resolveManifest(mutant as JsonObject)
  const connector = createConnector({
    manifest: resolved,
    config: {
      token: 'secret-token',
      api_key: 'key',
      base_url: 'https://api.example.com',
      start: '2024-01-01',
      start_date: '2024-01-01T00:00:00Z',
      end_date: '2024-02-01T00:00:00Z',
    },
    context: moodyEngine(seed),
    tools: manifestTools,
  })
  connector.spec()
  await connector.check()
  const { streams } = await connector.discover()
  for (const { name } of streams.slice(0, 4)) {
    let events = 0
    for await (const event of connector.readStream({
      stream: String(name),
      slices: { first: 4 },
    })) {
      events += 1
      if (event.kind === 'error')
        expect(event, JSON.stringify(event)).not.toMatchObject({ blame: 'engine' })
      if (events > 300) break
    }
  }
}

describe('a manifest that is bent at random', () => {
  it('is checked without a crash', () => {
    fc.assert(
      fc.property(mutants, (mutant) => {
        expect(Array.isArray(checkManifest(mutant as JsonObject))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it.each(sources.map((source, index) => [index, source] as const))(
    'reads as it stands: %i',
    async (_, source) => {
      await expect(tryOut(source, 0)).resolves.toBeUndefined()
    },
  )

  it('builds, reads and ends, or fails on purpose', async () => {
    await fc.assert(
      fc.asyncProperty(mutants, fc.nat(1000), async (mutant, seed) => {
        try {
          await tryOut(mutant, seed)
        } catch (error) {
          if (!isOnPurpose(error)) throw error
        }
      }),
      { numRuns: 300 },
    )
  })
})
