// Reads a response of two gigabytes and half a million partitions with the command line, and says how
// much memory each took at most. Both are made up as they are asked for, by a server in this process.
//
//   node scripts/build-cli.ts
//   node bench/limits.ts [--only lines,partitions] [--gigabytes 2] [--partitions 500000]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benchFolder, cliFile, type Measures } from './measured-process.ts'
import { freePort } from './mock-api.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'lines,partitions' },
    gigabytes: { type: 'string', default: '2' },
    partitions: { type: 'string', default: '500000' },
  },
})
const goalMegabytes = 300
const bytesWanted = Number(values.gigabytes) * 1024 ** 3
const partitions = Number(values.partitions)
const parentsPerPage = 5000

const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', origin)
  if (url.pathname === '/lines') sendLines(response).catch(() => response.destroy())
  else if (url.pathname === '/parents')
    sendJson(response, parents(Number(url.searchParams.get('page'))))
  else sendJson(response, [childOf(Number(url.pathname.split('/').at(-1)))])
})
await new Promise<void>((settle) => server.listen(port, '127.0.0.1', settle))

function sendJson(response: ServerResponse, data: unknown): void {
  const body = JSON.stringify({ data })
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

/** A thousand records of about 200 bytes, again and again, until there is enough. */
async function sendLines(response: ServerResponse): Promise<void> {
  const block = Buffer.from(
    Array.from({ length: 1000 }, (_, i) => {
      const record = { ...childOf(i), note: 'Delivered to the side door. '.repeat(4) }
      return `${JSON.stringify(record)}\n`
    }).join(''),
  )
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  for (let sent = 0; sent < bytesWanted; sent += block.length) {
    if (!response.write(block)) await once(response, 'drain')
  }
  response.end()
}

function parents(page: number): { id: number }[] {
  const first = page * parentsPerPage
  const count = Math.max(0, Math.min(parentsPerPage, partitions - first))
  return Array.from({ length: count }, (_, i) => ({ id: first + i }))
}

function childOf(id: number) {
  const updated_at = new Date(Date.UTC(2024, 0, 1) + (id % 31_536_000) * 1000).toISOString()
  return { id, name: `Customer ${id}`, status: 'active', updated_at: `${updated_at.slice(0, 19)}Z` }
}

const requester = (path: string) => ({ type: 'HttpRequester', url_base: origin, path })
const selector = (fieldPath: readonly string[]) => ({
  type: 'RecordSelector',
  extractor: { type: 'DpathExtractor', field_path: fieldPath },
})
const schemaLoader = {
  type: 'InlineSchemaLoader',
  schema: { type: 'object', properties: { id: { type: 'integer' } } },
}

const linesStream = {
  type: 'DeclarativeStream',
  name: 'lines',
  retriever: {
    type: 'SimpleRetriever',
    requester: requester('/lines'),
    decoder: { type: 'JsonlDecoder' },
    record_selector: selector([]),
  },
  schema_loader: schemaLoader,
}

const parentStream = {
  type: 'DeclarativeStream',
  name: 'parents',
  retriever: {
    type: 'SimpleRetriever',
    requester: requester('/parents'),
    record_selector: selector(['data']),
    paginator: {
      type: 'DefaultPaginator',
      page_token_option: {
        type: 'RequestOption',
        inject_into: 'request_parameter',
        field_name: 'page',
      },
      pagination_strategy: {
        type: 'PageIncrement',
        page_size: parentsPerPage,
        inject_on_first_request: true,
      },
    },
  },
  schema_loader: schemaLoader,
}

const partitionsStream = {
  type: 'DeclarativeStream',
  name: 'children',
  retriever: {
    type: 'SimpleRetriever',
    requester: requester('/children/{{ stream_partition.parent_id }}'),
    record_selector: selector(['data']),
    partition_router: {
      type: 'SubstreamPartitionRouter',
      parent_stream_configs: [
        {
          type: 'ParentStreamConfig',
          stream: parentStream,
          parent_key: 'id',
          partition_field: 'parent_id',
        },
      ],
    },
  },
  // A cursor of its own for each partition, which is what makes many of them expensive.
  incremental_sync: {
    type: 'DatetimeBasedCursor',
    cursor_field: 'updated_at',
    datetime_format: '%Y-%m-%dT%H:%M:%SZ',
    start_datetime: '2024-01-01T00:00:00Z',
    end_datetime: '2025-01-01T00:00:00Z',
  },
  schema_loader: schemaLoader,
}

/** Reads a stream, counts its records and returns what that took. */
async function read(stream: typeof linesStream | typeof partitionsStream): Promise<Measures> {
  const files = {
    manifest: {
      version: '6.60.0',
      type: 'DeclarativeSource',
      check: { type: 'CheckStream', stream_names: [stream.name] },
      concurrency_level: { type: 'ConcurrencyLevel', default_concurrency: 8 },
      streams: [stream],
      spec: { type: 'Spec', connection_specification: { type: 'object', properties: {} } },
    },
    config: {},
    catalog: {
      streams: [
        {
          stream: {
            name: stream.name,
            json_schema: {},
            supported_sync_modes: ['full_refresh', 'incremental'],
          },
          sync_mode: 'incremental_sync' in stream ? 'incremental' : 'full_refresh',
          destination_sync_mode: 'append',
        },
      ],
    },
  }
  const given = Object.entries(files).flatMap(([name, content]) => {
    const file = join(benchFolder, `${name}.json`)
    writeFileSync(file, JSON.stringify(content))
    return [`--${name}`, file]
  })
  const measures = join(benchFolder, 'measures.json')
  const started = performance.now()
  const child = spawn(
    process.execPath,
    [
      ...['--import', resolve('bench/measure.mjs')],
      ...[cliFile, 'read', '--allow-private', ...given],
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, BENCH_MEASURES: measures },
    },
  )
  const [lines, code] = await Promise.all([countLines(child.stdout), once(child, 'close')])
  if (code[0] !== 0) throw new Error(`Reading ${stream.name} ended with ${code[0]}`)
  const wall = (performance.now() - started) / 1000
  const result: Measures = { ...JSON.parse(readFileSync(measures, 'utf8')), wall }
  console.log(
    `${stream.name}: ${lines} messages, ${result.memory.toFixed(0)} MB (goal ${goalMegabytes}), ` +
      `${result.cpu.toFixed(0)} s CPU, ${wall.toFixed(0)} s`,
  )
  return result
}

async function countLines(output: AsyncIterable<Buffer>): Promise<number> {
  let lines = 0
  for await (const chunk of output) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1
  }
  return lines
}

const streams = { lines: linesStream, partitions: partitionsStream }
let isFine = true
for (const name of values.only.split(',')) {
  const stream = name === 'lines' ? streams.lines : streams.partitions
  const { memory } = await read(stream)
  if (memory > goalMegabytes) isFine = false
}
process.exit(isFine ? 0 : 1)
