import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { StreamFacts } from '../importers/facts'
import { factsFromOpenApi } from '../importers/openapi/import-openapi'
import { parseOpenApi } from '../importers/openapi/parse'
import { createGuardedTransport } from '../server/egress/guarded-transport'
import { openSources } from './claims/sources'
import { manifestFromFacts } from './manifest-from-facts'
import type { MergedClaims, ModelOutcome, SourceDocument } from './model-run'
import { fetchThrough } from './openai/transport-fetch'
import { createOpenAiModel } from './openai-model'
import { suggestWithModel } from './suggest-with-model'
import { bakerySpecification } from './testing/bakery-api'
import { runWithFaults } from './testing/faulty-run'
import { startFaultyServer } from './testing/faulty-server'

const shared = process.env.PLUMBLINE_SHARED ?? ''
const folder = join(shared, 'assist', 'dev')
const apis = ['source-vercel', 'source-notion', 'source-pandadoc', 'source-lob', 'source-asana']

/** The fields that the shared benchmark scores, as it names them. */
interface Truth {
  readonly excluded: string | null
  readonly kind: string
  readonly operation: { readonly method: string; readonly path: string; readonly document: string }
  readonly paging: {
    readonly token?: { readonly name?: string } | null
    readonly size?: { readonly name?: string } | null
  }
  readonly recordPath: readonly string[]
  readonly primaryKey: readonly string[]
  readonly cursorField: string | null
}

function documentsOf(api: string): SourceDocument[] {
  const from = join(folder, api)
  return readdirSync(from)
    .filter((name) => name.startsWith('openapi'))
    .map((name) => ({ name, text: readFileSync(join(from, name), 'utf8') }))
}

async function throughServer(documents: readonly SourceDocument[], seed: number) {
  const facts = factsFromOpenApi(documents.map(({ text, name }) => parseOpenApi(text, name)))
  const server = await startFaultyServer(facts, openSources(documents), seed)
  const transport = createGuardedTransport({ allow: { loopbackAndPrivate: 'all' } })
  const model = createOpenAiModel({
    baseUrl: server.url,
    apiKey: '',
    model: 'faulty',
    fetch: fetchThrough(transport),
    wait: async () => {},
  })
  try {
    const input = { facts, documents, secrets: [], model, signal: new AbortController().signal }
    let done: (MergedClaims & { outcome: ModelOutcome }) | undefined
    for await (const event of suggestWithModel(input)) if (event.kind === 'done') done = event
    if (!done) throw new Error('The run did not end')
    return { facts, done, asked: server.received.length }
  } finally {
    await server.close()
    await transport.close()
  }
}

const same = (one: readonly string[], other: readonly string[]) =>
  JSON.stringify([...one].sort()) === JSON.stringify([...other].sort())

/** Which of the scored fields are right. */
function rightOf(stream: StreamFacts, truth: Truth) {
  const { pagination, pageSize, records, key, cursor } = stream
  const kind = pagination.value.kind.replace('-', '_')
  const token = 'token' in pagination.value ? pagination.value.token.name : undefined
  const wanted = truth.paging.token?.name
  return {
    kind: kind === truth.kind,
    token: kind === truth.kind && (wanted === undefined || wanted === token),
    size:
      truth.paging.size?.name === undefined ||
      pageSize.value?.place.name === truth.paging.size.name,
    records: same(
      records.value,
      truth.recordPath.filter((part) => part !== '*'),
    ),
    key: truth.primaryKey.length === 0 || same(key.value, truth.primaryKey),
    cursor: truth.cursorField === null || cursor.value?.field === truth.cursorField,
  }
}

function lost(
  api: string,
  before: readonly StreamFacts[],
  after: readonly StreamFacts[],
): string[] {
  const contract = JSON.parse(readFileSync(join(folder, api, 'contract.json'), 'utf8')) as {
    streams: Truth[]
  }
  return contract.streams.flatMap((truth) => {
    const { method, path, document } = truth.operation
    const at = before.findIndex(
      (each) => each.method === method && each.path === path && each.document === document,
    )
    const [one, other] = [before[at], after[at]]
    if (!one || !other || truth.excluded) return []
    const [was, is] = [rightOf(one, truth), rightOf(other, truth)]
    const names = Object.keys(was) as (keyof typeof was)[]
    return names.filter((name) => was[name] && !is[name]).map((name) => `${api} ${path} ${name}`)
  })
}

it.skipIf(!existsSync(folder))(
  'never makes a right field of a public API wrong (needs PLUMBLINE_SHARED)',
  () => {
    for (const api of apis) {
      const { offline, merged, made } = runWithFaults(documentsOf(api), 3)
      expect(made).toBeGreaterThan(500)
      expect(lost(api, offline.streams, merged.streams)).toEqual([])
    }
  },
)

it.skipIf(!existsSync(folder))(
  'never lowers a score through a server either, whatever fails (needs PLUMBLINE_SHARED)',
  async () => {
    let asked = 0
    for (const api of apis.slice(0, 2)) {
      for (const seed of [1, 2]) {
        const run = await throughServer(documentsOf(api), seed)
        asked += run.asked
        expect(lost(api, run.facts.streams, run.done.facts.streams)).toEqual([])
        for (const [at, stream] of run.facts.streams.entries()) {
          const now = run.done.facts.streams[at]
          const fields = [
            'baseUrl',
            'auth',
            'pagination',
            'pageSize',
            'records',
            'key',
            'cursor',
          ] as const
          for (const field of fields) {
            if (stream[field].confidence === 'certain') expect(now?.[field]).toBe(stream[field])
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(5)
  },
)

it('writes no false host, path or name into a manifest', async () => {
  const documents = [{ name: 'api.json', text: JSON.stringify(bakerySpecification) }]
  for (let seed = 1; seed <= 8; seed += 1) {
    const { facts, done } = await throughServer(documents, seed)
    const text = JSON.stringify(manifestFromFacts(done.facts).resolved)
    expect(text).not.toMatch(/evil\.example|invented/)
    expect(done.facts.streams.map(({ name, path, document }) => [name, path, document])).toEqual(
      facts.streams.map(({ name, path, document }) => [name, path, document]),
    )
  }
})
