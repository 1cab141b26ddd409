import { describe, expect, it } from 'vitest'
import { createConnector } from './connector'
import type { EngineContext } from './context'
import type { ReadEvent } from './events'
import { aRequester, aSelector, aStream, inParameter, parentOf } from './testing/fake-connector'
import { fakeEngine } from './testing/fake-context'
import type { HttpRequest, Transport } from './transport'
import type { Json, JsonObject } from './values/value'

const bytes = (value: Json) => new TextEncoder().encode(JSON.stringify(value))

async function turns(count: number) {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** An API whose answers take some turns, with the requests that were under way together. */
function slowApi(answer: (url: URL) => Json = ({ search }) => ({ data: [{ id: search }] })) {
  const underWay = new Set<HttpRequest>()
  const together: string[][] = []
  const transport: Transport = async (request) => {
    underWay.add(request)
    together.push([...underWay].map(({ url }) => new URL(url).pathname))
    await turns(20)
    underWay.delete(request)
    async function* body() {
      yield bytes(answer(new URL(request.url)))
    }
    return { status: 200, headers: [], url: request.url, redirects: [], body: body() }
  }
  const most = () => Math.max(0, ...together.map((each) => each.length))
  return { transport, together, most }
}

interface ReadOptions {
  readonly streams: readonly JsonObject[]
  readonly transport: Transport
  readonly manifest?: JsonObject
  readonly config?: JsonObject
}

function connectorOf({ streams, transport, manifest = {}, config = {} }: ReadOptions) {
  const context: EngineContext = fakeEngine({ transport })
  return createConnector({ manifest: { streams, ...manifest }, config, context })
}

async function read(options: ReadOptions): Promise<ReadEvent[]> {
  const catalog = {
    streams: options.streams.map(({ name }) => ({ stream: { name: String(name) } })),
  }
  const events: ReadEvent[] = []
  for await (const event of connectorOf(options).read({ catalog })) events.push(event)
  expect(events.filter(({ kind }) => kind === 'error')).toEqual([])
  return events
}

const regions = (count: number): JsonObject => ({
  type: 'ListPartitionRouter',
  values: Array.from({ length: count }, (_, index) => `r${index}`),
  cursor_field: 'region',
  request_option: inParameter('region'),
})
const wide = (name: string, count = 12) => aStream(name, {}, { partition_router: regions(count) })
const level = (parts: JsonObject): JsonObject => ({
  concurrency_level: { type: 'ConcurrencyLevel', ...parts },
})

describe('the concurrency level', () => {
  it.each<[string, JsonObject, JsonObject, number]>([
    ['two when the manifest says nothing', {}, {}, 2],
    ['a number as it is, whatever the most', { default_concurrency: 5, max_concurrency: 3 }, {}, 5],
    [
      'a template up to the most',
      { default_concurrency: "{{ config['n'] }}", max_concurrency: 4 },
      { n: 9 },
      4,
    ],
    [
      'a template below the most',
      { default_concurrency: "{{ config.get('n', 3) }}", max_concurrency: 9 },
      {},
      3,
    ],
    ['one', { default_concurrency: 1 }, {}, 1],
  ])('is %s', async (_, parts, config, workers) => {
    const { transport, most } = slowApi()
    const manifest = Object.keys(parts).length === 0 ? {} : level(parts)
    await read({ streams: [wide('items')], transport, manifest, config })
    expect(most()).toBe(workers)
  })

  it.each<[JsonObject, RegExp]>([
    [{ default_concurrency: "{{ config['n'] }}" }, /max_concurrency/],
    [{ default_concurrency: "{{ config['n'] }}", max_concurrency: 4 }, /integer/],
  ])('cannot be %j', async (parts, message) => {
    const { transport } = slowApi()
    const options = { streams: [wide('items')], transport, manifest: level(parts) }
    await expect(read({ ...options, config: { n: 'many' } })).rejects.toThrow(message)
  })

  it('is shared by all streams, and records of a slice stay in order', async () => {
    const answer = ({ search }: URL) => ({ data: [1, 2, 3].map((n) => ({ slice: search, n })) })
    const { transport, most } = slowApi(answer)
    const manifest = level({ default_concurrency: 4 })
    const events = await read({ streams: [wide('a'), wide('b'), wide('c')], transport, manifest })
    expect(most()).toBe(4)
    const records = events.flatMap((event) => (event.kind === 'records' ? [event] : []))
    expect(records).toHaveLength(36)
    for (const event of records) expect(event.records.map(({ n }) => n)).toEqual([1, 2, 3])
  })
})

describe('a group of streams', () => {
  const grouped = (...streams: JsonObject[]): JsonObject => ({
    ...level({ default_concurrency: 8 }),
    stream_groups: { shared: { streams, action: { type: 'BlockSimultaneousSyncsAction' } } },
  })

  it('is never read at the same time, while others are', async () => {
    const { transport, together } = slowApi()
    const [a, b, c] = [wide('a', 6), wide('b', 6), wide('c', 6)]
    await read({ streams: [a, b, c], transport, manifest: grouped(a, b) })
    const has = (paths: readonly string[], ...names: string[]) =>
      names.every((name) => paths.includes(`/${name}`))
    expect(together.some((paths) => has(paths, 'a', 'b'))).toBe(false)
    expect(together.some((paths) => has(paths, 'a', 'c'))).toBe(true)
  })

  it('cannot hold a stream and its parent', async () => {
    const parent = aStream('parents')
    const child = aStream(
      'children',
      {
        incremental_sync: {
          type: 'DatetimeBasedCursor',
          cursor_field: 'u',
          datetime_format: '%Y-%m-%d',
          start_datetime: '2024-01-01',
        },
      },
      { partition_router: parentOf(parent) },
    )
    const { transport } = slowApi()
    const options = { streams: [parent, child], transport, manifest: grouped(parent, child) }
    await expect(read(options)).rejects.toThrow(/both in group 'shared'/)
  })
})

describe('a consumer that takes its time', () => {
  it('keeps the socket from sending more than it takes', async () => {
    const chunks = 500
    const line = `${JSON.stringify({ id: 1, text: 'x'.repeat(200) })}\n`
    let sent = 0
    const transport: Transport = async ({ url }) => {
      async function* body() {
        for (; sent < chunks; sent += 1) yield new TextEncoder().encode(line.repeat(100))
      }
      return { status: 200, headers: [], url, redirects: [], body: body() }
    }
    const stream = aStream(
      'lines',
      {},
      {
        requester: aRequester('/lines'),
        decoder: { type: 'JsonlDecoder' },
        record_selector: aSelector(),
      },
    )
    const connector = connectorOf({ streams: [stream], transport })
    const events = connector.read({ catalog: { streams: [{ stream: { name: 'lines' } }] } })
    const batches: number[] = []
    while (batches.length < 5) {
      const { value } = await events.next()
      if (value?.kind === 'records') batches.push(value.records.length)
      await turns(10)
    }
    const sentSoFar = sent
    await turns(200)
    expect(sent).toBe(sentSoFar)
    // A page or two may wait for the consumer; here they are some pieces of the body.
    expect(sent).toBeLessThan(chunks / 10)
    await events.return(undefined)
    expect(sent).toBeLessThanOrEqual(sentSoFar + 1)
  })
})
