import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import {
  errorReply,
  type ModelServer,
  type ServedReply,
  startModelServer,
} from '../../assistant/testing/model-server'
import { getDeclared } from '../../contracts/declared'
import type { ImportDocument } from '../../contracts/imports'
import {
  importWithModel,
  type ModelImportEvent,
  modelImportEventSchema,
  previewPrompts,
} from '../../contracts/model-imports'
import { permitModelTarget, saveModelSettings } from '../../contracts/model-settings'
import { createProject } from '../../contracts/projects'
import { parseJson } from '../../engine/values/json'
import { signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-model-imports-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Says in prose what no rule reads: where the API is and how pages are turned. */
const shop = `# Shop

The API is at https://shop.example/v1.

## Reading lists

Lists are cut into pages. Send the number of the page as \`sheet\`, the first is 1.

## Orders

\`GET /orders\` gives the orders.

\`\`\`json
{"data": [{"id": 1, "total": 5}]}
\`\`\`
`
const documents: ImportDocument[] = [{ name: 'shop.md', text: shop }]

const pages = {
  kind: 'pagination',
  way: 'page',
  token: { in: 'query', name: 'sheet' },
  firstPage: 1,
  from: null,
  more: null,
}
const source = {
  document: 'shop.md',
  pointer: 'line 7',
  quote: 'Send the number of the page as sheet',
}
const claim = { streams: ['orders'], fact: pages, source }
const saying = (...claims: unknown[]): ServedReply => ({ text: JSON.stringify({ claims }) })

async function withModel(
  answer: (count: number) => ServedReply,
  work: (
    api: Awaited<ReturnType<typeof signedIn>>,
    received: ModelServer['received'],
  ) => Promise<void>,
  key?: string,
) {
  const server = await startModelServer({
    answer: (_, count) => answer(count),
    ...(key !== undefined && { key }),
  })
  const api = await signedIn((await aMember()).id)
  try {
    const body = { baseUrl: server.url, model: 'reader', key: 'sk-canary-93ab12' }
    await api.call(saveModelSettings, { body })
    await api.call(permitModelTarget, { body: { target: new URL(server.url).host } })
    await work(api, server.received)
  } finally {
    await server.close()
  }
}

async function eventsOf(response: Response): Promise<ModelImportEvent[]> {
  const lines = (await response.text()).trim().split('\n')
  return lines.map((line) => modelImportEventSchema.parse(parseJson(line)))
}

const doneOf = (events: readonly ModelImportEvent[]) => {
  const last = events.at(-1)
  if (last?.kind !== 'done') throw new Error(`The last event is ${last?.kind}`)
  return last
}

onEachDatabase('an import with a model', () => {
  it('adds what only prose says, with the name of the model and the place', () =>
    withModel(
      () => saying(claim),
      async ({ ask }) => {
        const events = await eventsOf(await ask(importWithModel, { body: { documents } }))
        expect(events.map(({ kind }) => kind)).toEqual(
          expect.arrayContaining(['planned', 'asked', 'answered', 'found', 'done']),
        )
        const { outcome, streams, claims } = doneOf(events)
        expect(outcome).toBe('complete')
        expect(streams).toMatchObject([
          {
            name: 'orders',
            pages: {
              value: { kind: 'page', token: 'sheet' },
              foundBy: 'reader',
              evidence: [{ document: 'shop.md', pointer: 'line 7' }],
            },
          },
        ])
        expect(claims).toEqual([claim])
      },
    ))

  it('asks exactly what the preview shows', () =>
    withModel(
      () => saying(),
      async ({ ask, call }, received) => {
        const { prompts } = await call(previewPrompts, { body: { documents } })
        expect(received).toEqual([])
        await eventsOf(await ask(importWithModel, { body: { documents } }))
        expect(received.length).toBe(prompts.length)
        for (const { system, parts } of prompts) {
          const sent = received.find(({ prompt }) =>
            parts.every(({ text }) => prompt.includes(text)),
          )
          expect(sent?.system).toContain(system)
        }
      },
    ))

  it('makes a project with what the model found, and without what the document does not say', () =>
    withModel(
      () => saying(claim),
      async ({ call }) => {
        const made = async (claims: unknown[]) => {
          const byModel = { model: 'reader', claims }
          const from = { kind: 'import', documents, streams: ['orders'], byModel }
          const body = { name: 'Shop', source: from }
          const { id, draft } = await call(createProject, { body })
          const { streams } = await call(getDeclared, { params: { projectId: id } })
          return { text: draft.text, found: JSON.stringify(streams) }
        }
        const { text, found } = await made([claim])
        expect(text).toContain('PageIncrement')
        expect(found).toContain('"foundBy":"reader"')
        expect(found).toContain(source.quote)
        const invented = { ...claim, source: { ...source, quote: 'Send it as sheet, says nobody' } }
        expect((await made([invented])).text).not.toContain('PageIncrement')
        const elsewhere = {
          ...claim,
          fact: { kind: 'base-url', url: 'https://evil.example' },
        }
        expect(JSON.stringify(await made([elsewhere]))).not.toContain('evil')
      },
    ))

  it('sends no secret that was pasted, and shows none', () =>
    withModel(
      () => saying(),
      async ({ ask, call }, received) => {
        const secret = 'hunter2-canary-55'
        const text = `curl 'https://shop.example/v1/orders' -H 'Authorization: Bearer ${secret}'`
        const page = `${shop}\nSend Authorization: Bearer ${secret} with each page of a list.\n`
        const all = [{ text }, { name: 'shop.md', text: page }]
        const answer = await ask(importWithModel, { body: { documents: all } })
        const shown = await answer.text()
        const preview = await call(previewPrompts, { body: { documents: all } })
        expect(received.length).toBeGreaterThan(0)
        const sent = JSON.stringify(received.map(({ body }) => body))
        for (const everything of [sent, shown, JSON.stringify(preview)]) {
          expect(everything).not.toContain('canary')
        }
      },
    ))

  it.each([
    ['a proxy page', 'not-compatible', { status: 200, body: '<!doctype html><p>Sign in</p>' }],
    ['a server that fails', 'unavailable', errorReply(501, 'no')],
    ['words that are no JSON', 'not-json', { text: 'I cannot say.' }],
  ] satisfies [string, string, ServedReply][])(
    'keeps what the rules found after %s',
    (_, code, reply) =>
      withModel(
        () => reply,
        async ({ ask }) => {
          const events = await eventsOf(await ask(importWithModel, { body: { documents } }))
          expect(events).toContainEqual(expect.objectContaining({ kind: 'failed', code }))
          expect(doneOf(events)).toMatchObject({ outcome: 'offline', streams: [], claims: [] })
        },
      ),
  )

  it('never repeats a key that the endpoint echoes', () =>
    withModel(
      () => saying(),
      async ({ ask }) => {
        const shown = await (await ask(importWithModel, { body: { documents } })).text()
        expect(shown).toContain('"code":"unauthorised"')
        expect(shown).not.toContain('canary')
      },
      'another',
    ))

  it('ends the call to the model when the reader leaves', () =>
    withModel(
      () => ({ silent: true }),
      async ({ ask }, received) => {
        const response = await ask(importWithModel, { body: { documents } })
        const reader = response.body?.getReader()
        await reader?.read()
        await vi.waitFor(() => expect(received).not.toHaveLength(0))
        // It would wait for an answer that never comes.
        expect(await reader?.cancel()).toBeUndefined()
      },
    ))

  it('says that no model is chosen', async () => {
    const { ask } = await signedIn((await aMember()).id)
    const answer = await ask(importWithModel, { body: { documents } })
    expect([answer.status, (await answer.json()).code]).toEqual([409, 'model_missing'])
  })
})
