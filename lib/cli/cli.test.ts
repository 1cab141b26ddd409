import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bakerySpecification } from '../assistant/testing/bakery-api'
import { startModelServer } from '../assistant/testing/model-server'

let folder: string
let api: Server
let port: number

/** The command line as it ships, with an API on this machine that has two pages of users. */
beforeAll(async () => {
  // Beside the sources, so that packages which are not bundled are found.
  folder = await mkdtemp(join(import.meta.dirname, '..', '..', 'node_modules', '.cli-test-'))
  await build({
    entryPoints: { plumbline: join(import.meta.dirname, 'main.ts') },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    banner: {
      js: "import { createRequire as createRequireOf } from 'node:module'\nconst require = createRequireOf(import.meta.url)",
    },
  })
  api = createServer(({ url = '', headers }, response) => {
    const isKnown = headers.authorization === 'Bearer hush-hush'
    const page = new URL(url, 'http://local').searchParams.get('page')
    response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
    const data = page === '2' ? [{ id: 3 }] : [{ id: 1 }, { id: 2, none: null }]
    response.end(JSON.stringify(isKnown ? { data } : { message: 'no' }))
  })
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
  port = (api.address() as AddressInfo).port
  await write('manifest.yaml', manifest())
  await write('config.json', '{"token":"hush-hush"}')
  await write('wrong.json', '{"token":"wrong-token"}')
  await write('empty.json', '{}')
  await write('catalog.json', '{"streams":[{"stream":{"name":"users"}}]}')
}, 30_000)

afterAll(async () => {
  await new Promise((resolve) => api.close(resolve))
  await rm(folder, { recursive: true })
})

const write = (name: string, text: string) => writeFile(join(folder, name), text)

const manifest = () => `
version: 6.60.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [users]}
streams:
  - type: DeclarativeStream
    name: users
    primary_key: id
    schema_loader: {type: InlineSchemaLoader, schema: {type: object}}
    retriever:
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url: http://127.0.0.1:${port}/users
        authenticator: {type: BearerAuthenticator, api_token: "{{ config['token'] }}"}
      record_selector: {extractor: {field_path: [data]}}
      paginator:
        type: DefaultPaginator
        pagination_strategy: {type: PageIncrement, start_from_page: 1, page_size: 2}
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
spec:
  type: Spec
  connection_specification:
    type: object
    required: [token]
    properties: {token: {type: string, airbyte_secret: true}}
`

interface Run {
  readonly code: number | null
  readonly text: string
  readonly errors: string
  readonly messages: { readonly type: string; readonly [key: string]: unknown }[]
}

const run = (...args: string[]) => runWith({}, ...args)

async function runWith(variables: Record<string, string>, ...args: string[]): Promise<Run> {
  const child = spawn(process.execPath, [join(folder, 'plumbline.mjs'), ...args], {
    cwd: folder,
    env: { ...process.env, ...variables },
  })
  let text = ''
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  child.stdout.on('data', (chunk) => {
    text += String(chunk)
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const lines = text.split('\n').filter((line) => line.startsWith('{"type"'))
  return { code, text, errors, messages: lines.map((line) => JSON.parse(line)) }
}

const onto = (config: string) => ['--manifest', 'manifest.yaml', '--config', config]

it('lists its commands', async () => {
  const { code, text } = await run('--help')
  expect(code).toBe(0)
  expect(text).toContain('replay')
})

it('says how it is used when it is used in another way', async () => {
  expect((await run('read', '--manifest', 'manifest.yaml')).code).toBe(2)
  expect((await run('unheard-of')).code).toBe(2)
})

it('prints the specification', async () => {
  const { messages } = await run('spec', '--manifest', 'manifest.yaml')
  expect(messages).toMatchObject([
    { type: 'SPEC', spec: { connectionSpecification: { required: ['token'] } } },
  ])
})

it('reads a stream and ends with its state', async () => {
  const { code, messages } = await run(
    'read',
    ...onto('config.json'),
    '--catalog',
    'catalog.json',
    '--allow-private',
  )
  expect(code).toBe(0)
  const records = messages.filter((message) => message.type === 'RECORD')
  expect(records).toMatchObject([
    { record: { stream: 'users', data: { id: 1 } } },
    { record: { data: { id: 2 } } },
    { record: { data: { id: 3 } } },
  ])
  expect(messages.findLast((message) => message.type === 'STATE')).toMatchObject({
    state: { type: 'STREAM', sourceStats: { recordCount: 3 } },
  })
})

it('calls no address of this machine unless it is allowed to', async () => {
  const { code, messages } = await run('read', ...onto('config.json'), '--catalog', 'catalog.json')
  expect(code).toBe(1)
  expect(messages.filter((message) => message.type === 'RECORD')).toEqual([])
})

it('checks the connection and keeps secrets out of what it says', async () => {
  const good = await run('check', ...onto('config.json'), '--allow-private')
  expect(good.messages.at(-1)).toMatchObject({ connectionStatus: { status: 'SUCCEEDED' } })

  const bad = await run('check', ...onto('wrong.json'), '--allow-private')
  expect(bad.messages.at(-1)).toMatchObject({ connectionStatus: { status: 'FAILED' } })
  expect(bad.text).not.toContain('wrong-token')

  const empty = await run('check', ...onto('empty.json'))
  expect(empty.messages.at(-1)).toMatchObject({
    connectionStatus: { message: "Config validation error: 'token' is a required property" },
  })
})

it('fails with a trace when a file cannot be read', async () => {
  const { code, messages } = await run('discover', ...onto('missing.json'))
  expect(code).toBe(1)
  expect(messages.at(-1)).toMatchObject({
    type: 'TRACE',
    trace: { error: { failure_type: 'config_error' } },
  })
})

it('adds what a model finds in the documents to a connector', async () => {
  await write('bakery.json', JSON.stringify(bakerySpecification))
  const claim = {
    streams: ['loaves'],
    fact: { kind: 'key', fields: ['stamp'] },
    source: {
      document: 'bakery.json',
      pointer: '/components/schemas/Loaf/properties/stamp',
      quote: 'unique among all loaves',
    },
  }
  const keyOfLoaves = /primary_key:\s*(?:\[\s*|- )?"?stamp/
  const server = await startModelServer({
    answer: () => ({ text: JSON.stringify({ claims: [claim] }) }),
    key: 'sk-canary-123456',
  })
  const args = ['suggest', '--openapi', 'bakery.json', '--out', 'out']
  const variables = {
    OPENAI_BASE_URL: server.url,
    OPENAI_MODEL: 'm-1',
    OPENAI_API_KEY: 'sk-canary-123456',
  }
  const manifestOf = async () => readFile(join(folder, 'out', 'manifest.yaml'), 'utf8')
  try {
    expect((await runWith(variables, ...args, '--offline')).code).toBe(0)
    expect(await manifestOf()).not.toMatch(keyOfLoaves)
    const refused = await runWith(variables, ...args, '--model')
    expect(refused.errors).toContain('The findings are those of the rules.')
    expect(server.received).toEqual([])
    const asked = await runWith(variables, ...args, '--model', '--allow-private')
    expect(asked).toMatchObject({ code: 0, text: '' })
    expect(asked.errors).toContain('facts used')
    expect(asked.errors + (await manifestOf())).not.toContain('sk-canary')
    expect(await manifestOf()).toMatch(keyOfLoaves)
    expect((await runWith(variables, ...args, '--model', '--offline')).code).toBe(2)
    expect((await runWith({ OPENAI_MODEL: '' }, ...args, '--model')).code).toBe(2)
  } finally {
    await server.close()
  }
})
