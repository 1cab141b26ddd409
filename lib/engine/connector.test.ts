import { describe, expect, it } from 'vitest'
import { createConnector } from './connector'
import type { ReadEvent } from './events'
import {
  aConnector,
  aRequester,
  aStream,
  byDate,
  inParameter,
  list,
  parentOf,
  read,
  stateOf,
} from './testing/fake-connector'
import { fakeEngine } from './testing/fake-context'
import type { JsonObject } from './values/value'

const regions: JsonObject = {
  type: 'ListPartitionRouter',
  values: ['eu', 'us'],
  cursor_field: 'region',
  request_option: inParameter('region'),
}

it('reads a stream and says so in the order of the reference engine', async () => {
  const reading = await read({
    streams: [aStream('items')],
    exchanges: [{ request: 'GET /items', json: list({ id: 1 }) }],
  })
  expect(reading.events.map((event) => event.kind)).toEqual([
    'stream',
    'slice',
    'stream',
    'records',
    'page',
    'slice-end',
    'stream',
    'state',
  ])
  expect(reading.statuses).toEqual(['STARTED', 'RUNNING', 'COMPLETE'])
  expect(reading.state).toEqual({ __ab_no_cursor_state_message: true })
})

it('reads a slice for each value of a list', async () => {
  const reading = await read({
    streams: [aStream('items', {}, { partition_router: regions })],
    exchanges: [
      { request: 'GET /items?region=eu', json: list({ id: 1 }) },
      { request: 'GET /items?region=us', json: list({ id: 2 }) },
    ],
  })
  expect(reading.records).toEqual([{ id: 1 }, { id: 2 }])
})

it('reads the other slices when one fails, and is then incomplete', async () => {
  const reading = await read({
    streams: [aStream('items', {}, { partition_router: regions })],
    exchanges: [
      { request: 'GET /items?region=eu', status: 403 },
      { request: 'GET /items?region=us', json: list({ id: 2 }) },
    ],
  })
  expect(reading.records).toEqual([{ id: 2 }])
  expect(reading.statuses).toEqual(['STARTED', 'RUNNING', 'INCOMPLETE'])
  expect(reading.errors).toHaveLength(1)
})

it('keeps a date for each partition and one for all', async () => {
  const reading = await read({
    streams: [aStream('items', { incremental_sync: byDate }, { partition_router: regions })],
    exchanges: [
      { request: 'GET /items?region=eu', json: list({ u: '2024-01-05' }) },
      { request: 'GET /items?region=us', json: list({ u: '2024-01-03' }) },
    ],
  })
  expect(reading.state).toEqual({
    use_global_cursor: false,
    states: [
      { partition: { region: 'eu' }, cursor: { u: '2024-01-05' } },
      { partition: { region: 'us' }, cursor: { u: '2024-01-03' } },
    ],
    state: { u: '2024-01-05' },
    lookback_window: 1,
  })
})

it('keeps no date for all when a partition fails', async () => {
  const reading = await read({
    streams: [aStream('items', { incremental_sync: byDate }, { partition_router: regions })],
    exchanges: [
      { request: 'GET /items?region=eu', json: list({ u: '2024-01-05' }) },
      { request: 'GET /items?region=us', status: 403 },
    ],
  })
  expect(reading.state).toEqual({
    use_global_cursor: false,
    states: [
      { partition: { region: 'eu' }, cursor: { u: '2024-01-05' } },
      { partition: { region: 'us' }, cursor: { u: '2024-01-01' } },
    ],
    lookback_window: 0,
  })
})

it('starts new partitions at the date for all, less the time the last read took', async () => {
  const cursor = {
    ...byDate,
    start_time_option: inParameter('from'),
  }
  const reading = await read({
    streams: [aStream('items', { incremental_sync: cursor }, { partition_router: regions })],
    exchanges: [
      { request: 'GET /items?region=eu&from=2024-01-02', json: list() },
      { request: 'GET /items?region=us&from=2024-01-07', json: list() },
    ],
    state: stateOf('items', {
      states: [{ partition: { region: 'eu' }, cursor: { u: '2024-01-02' } }],
      state: { u: '2024-01-08' },
      lookback_window: 86400,
    }),
  })
  expect(reading.state).toMatchObject({ state: { u: '2024-01-08' }, lookback_window: 86400 })
})

it('reads a slice for each record of a parent, and skips parents without a key', async () => {
  const parent = aStream('parents')
  const reading = await read({
    streams: [aStream('items', {}, { partition_router: parentOf(parent) })],
    exchanges: [
      { request: 'GET /parents', json: list({ id: 1 }, { id: null }, {}, { id: 3 }) },
      { request: 'GET /items?pid=1', json: list({ id: 10 }) },
      { request: 'GET /items?pid=3', json: list({ id: 30 }) },
    ],
  })
  expect(reading.records).toEqual([{ id: 10 }, { id: 30 }])
  expect(reading.errors).toEqual([])
})

it('goes on with parents from where their children left them', async () => {
  const parent = aStream('parents', {
    incremental_sync: { ...byDate, start_time_option: inParameter('from') },
  })
  const reading = await read({
    streams: [
      aStream(
        'items',
        { incremental_sync: byDate },
        { partition_router: parentOf(parent, { incremental_dependency: true }) },
      ),
    ],
    exchanges: [
      { request: 'GET /parents?from=2024-01-04', json: list({ id: 1, u: '2024-01-06' }) },
      { request: 'GET /items?pid=1', json: list({ u: '2024-01-05' }) },
    ],
    state: stateOf('items', { states: [], parent_state: { parents: { u: '2024-01-04' } } }),
  })
  expect(reading.state).toMatchObject({ parent_state: { parents: { u: '2024-01-06' } } })
})

it('asks for parents that several streams need once', async () => {
  const parent = aStream('parents')
  const child = (name: string) => aStream(name, {}, { partition_router: parentOf(parent) })
  const reading = await read({
    streams: [child('items'), child('notes')],
    exchanges: [
      { request: 'GET /parents', json: list({ id: 1 }) },
      { request: 'GET /items?pid=1', json: list() },
      { request: 'GET /notes?pid=1', json: list() },
    ],
  })
  expect(reading.errors).toEqual([])
})

it('reads the other streams when one needs custom code', async () => {
  const custom = aStream('custom', {}, { type: 'CustomRetriever', class_name: 'components.Own' })
  const reading = await read({
    streams: [custom, aStream('items')],
    exchanges: [{ request: 'GET /items', json: list({ id: 1 }) }],
  })
  expect(reading.records).toEqual([{ id: 1 }])
  expect(reading.errors).toEqual([expect.stringContaining('CustomRetriever')])
})

it('reads only as far as the consumer follows, and ends when it leaves', async () => {
  const { api, connector } = aConnector({
    streams: [aStream('items', {}, { partition_router: regions })],
    exchanges: [{ request: 'GET /items?region=eu', json: list({ id: 1 }) }],
  })
  for await (const event of connector.readStream({ stream: 'items', slices: { first: 1 } })) {
    if (event.kind === 'records') break
  }
  expect(api.log).toEqual(['GET /items?region=eu'])
})

it('reads the slices that were chosen', async () => {
  const { api, connector } = aConnector({
    streams: [aStream('items', {}, { partition_router: regions })],
    exchanges: [{ request: 'GET /items?region=us', json: list({ id: 2 }) }],
  })
  const choice = { partitions: [{ region: 'us' }] }
  const kinds: string[] = []
  for await (const event of connector.readStream({ stream: 'items', slices: choice })) {
    kinds.push(event.kind)
  }
  expect(api.log).toEqual(['GET /items?region=us'])
  expect(kinds).toContain('records')
})

it('checks the connection with the first record of a stream', async () => {
  const good = aConnector({
    streams: [aStream('items')],
    exchanges: [{ request: 'GET /items', json: list() }],
  })
  expect(await good.connector.check()).toEqual({ status: 'SUCCEEDED' })

  const bad = aConnector({
    streams: [aStream('items')],
    exchanges: [{ request: 'GET /items', status: 401 }],
  })
  expect(await bad.connector.check()).toEqual({
    status: 'FAILED',
    message: expect.stringContaining('Stream items is not available'),
  })
})

describe('config_overrides', () => {
  const checked = (
    config_overrides: JsonObject,
    authenticator: JsonObject = { type: 'NoAuth' },
  ) => {
    const requester = aRequester("/{{ config['place'] }}", { authenticator })
    return aConnector({
      streams: [aStream('items', {}, { requester })],
      config: { place: 'a' },
      exchanges: [{ request: `GET /${String(config_overrides.place)}`, json: list() }],
      manifest: {
        check: { type: 'CheckStream', stream_names: ['items'], config_overrides },
        spec: {
          type: 'Spec',
          connection_specification: { properties: {}, oneOf: [{ properties: { place: {} } }] },
        },
      },
    })
  }

  it('replace values of the configuration during the check, and note what nobody knows', async () => {
    const { connector, engine } = checked({ place: 'b', other: 1 })
    expect(await connector.check()).toEqual({ status: 'SUCCEEDED' })
    expect(engine.events).toContainEqual(
      expect.objectContaining({
        kind: 'note',
        level: 'warn',
        text: expect.stringMatching(/other/),
      }),
    )
  })

  it.each([
    [{ __airbyte_check_stream_names: ['x'] }, { type: 'NoAuth' }],
    [{ place: 'b' }, { type: 'CustomAuthenticator', refresh_token_updater: {} }],
  ])('%j are refused beside %j', async (overrides: JsonObject, authenticator: JsonObject) => {
    await expect(checked(overrides, authenticator).connector.check()).rejects.toMatchObject({
      code: 'manifest_invalid',
      path: expect.arrayContaining(['config_overrides']),
    })
  })
})

it('describes its streams as a catalog', async () => {
  const { connector } = aConnector({ streams: [aStream('items', { incremental_sync: byDate })] })
  expect(await connector.discover()).toEqual({
    streams: [
      {
        name: 'items',
        json_schema: {},
        supported_sync_modes: ['full_refresh', 'incremental'],
        source_defined_cursor: true,
        default_cursor_field: ['u'],
        source_defined_primary_key: [['id']],
        is_resumable: true,
        is_file_based: false,
      },
    ],
  })
})

it('reads slices of several streams at the same time and keeps each in order', async () => {
  const streams = [aStream('items', {}, { partition_router: regions }), aStream('notes')]
  const api = new Map([
    ['/items?region=eu', [{ id: 1 }]],
    ['/items?region=us', [{ id: 2 }]],
    ['/notes', [{ id: 3 }]],
  ])
  const engine = fakeEngine({
    options: { workers: 4 },
    transport: async ({ url }) => {
      const { pathname, search } = new URL(url)
      const body = new TextEncoder().encode(JSON.stringify({ data: api.get(pathname + search) }))
      return {
        status: 200,
        headers: [],
        url,
        redirects: [],
        body: (async function* () {
          yield body
        })(),
      }
    },
  })
  const manifest = { type: 'DeclarativeSource', streams }
  const connector = createConnector({ manifest, config: {}, context: engine })
  const catalog = { streams: [{ stream: { name: 'items' } }, { stream: { name: 'notes' } }] }
  const events: ReadEvent[] = []
  for await (const event of connector.read({ catalog })) events.push(event)
  const seen = events.flatMap((event) => (event.kind === 'records' ? event.records : []))
  expect(seen.map((record) => record.id).sort()).toEqual([1, 2, 3])
  const ends = events.filter((event) => event.kind === 'stream' && event.status === 'COMPLETE')
  expect(ends).toHaveLength(2)
})
