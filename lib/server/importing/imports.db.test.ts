import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { getDeclared } from '../../contracts/declared'
import { listEnvironments } from '../../contracts/environments'
import { fetchDocument, importDocuments } from '../../contracts/imports'
import { createProject, duplicateProject } from '../../contracts/projects'
import { validateManifest } from '../../contracts/validation'
import { createShopData } from '../../practice-api/data'
import { openApiDocument } from '../../practice-api/openapi'
import { servePracticeApi } from '../../practice-api/serve'
import { signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-imports-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const shop = JSON.stringify(openApiDocument('http://127.0.0.1:4000', createShopData()))

const anApi = async () => signedIn((await aMember()).id)

onEachDatabase('an import', () => {
  it('says what a document is and what it says, each with its place', async () => {
    const { call } = await anApi()
    const documents = [{ name: 'shop.json', text: shop }]
    const { recognised, findings } = await call(importDocuments, { body: { documents } })
    expect(recognised).toMatchObject([{ name: 'shop.json', title: 'OpenAPI 3.1.0', isRead: true }])
    expect(findings?.streams[0]).toMatchObject({
      name: 'orders',
      isSelected: true,
      records: { value: ['data'], confidence: 'certain' },
      pages: { value: { kind: 'cursor', token: 'cursor', from: 'next_cursor', size: 100 } },
      evidence: { document: 'shop.json', pointer: '/paths/~1v1~1orders/get' },
    })
  })

  it('says the line and column of what cannot be read, and reads the rest', async () => {
    const { call } = await anApi()
    const documents = [
      { name: 'a.yaml', text: 'openapi: 3.1.0\npaths: {a: [}\n' },
      { name: 'b.json', text: shop },
      { text: 'hello' },
    ]
    const { recognised, findings } = await call(importDocuments, { body: { documents } })
    expect(recognised.map(({ isRead }) => isRead)).toEqual([false, true, false])
    expect(recognised[0]?.place).toEqual({ line: 2, column: 13 })
    expect(findings?.title).toBe('Northwind practice API')
  })

  it('gives no findings where nothing can be read', async () => {
    const { ask, call } = await anApi()
    const documents = [{ text: 'streams: []' }]
    const { findings } = await call(importDocuments, { body: { documents } })
    expect(findings).toBeUndefined()
    const source = { kind: 'import', documents, streams: ['orders'] }
    expect((await ask(createProject, { body: { name: 'Shop', source } })).status).toBe(422)
  })

  it('makes a sound draft with the chosen streams and the parents that they need', async () => {
    const { ask, call } = await anApi()
    const documents = [{ name: 'shop.json', text: shop }]
    const source = { kind: 'import', documents, streams: ['items'] }
    const { draft } = await call(createProject, { body: { name: 'Shop', source } })
    const { problems } = await call(validateManifest, { body: { text: draft.text } })
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(draft.text).toContain('#/definitions/streams/orders')
    expect(draft.text).not.toContain('#/definitions/streams/customers')

    const unknown = { ...source, streams: ['nothing'] }
    expect((await ask(createProject, { body: { name: 'Shop', source: unknown } })).status).toBe(404)
  })

  it('keeps what documents declare of the chosen streams, for the copy too and for nobody else', async () => {
    const { ask, call } = await anApi()
    const documents = [{ name: 'shop.json', text: shop }]
    const source = { kind: 'import', documents, streams: ['items'] }
    const { id } = await call(createProject, { body: { name: 'Shop', source } })
    const params = { projectId: id }
    const { streams } = await call(getDeclared, { params })
    expect(streams.map(({ stream }) => stream).toSorted()).toEqual(['items', 'orders'])
    expect(streams.find(({ stream }) => stream === 'orders')?.suggestions).toContainEqual(
      expect.objectContaining({
        path: '/retriever/record_selector/extractor/field_path',
        value: ['data'],
        evidence: expect.arrayContaining([expect.objectContaining({ document: 'shop.json' })]),
      }),
    )

    const copy = await call(duplicateProject, { params, body: { name: 'Copy' } })
    const copied = await call(getDeclared, { params: { projectId: copy.id } })
    expect(copied.streams).toEqual(streams)

    const stranger = await anApi()
    expect((await stranger.ask(getDeclared, { params })).status).toBe(404)
    expect((await ask(getDeclared, { params })).status).toBe(200)
    const blank = await call(createProject, { body: { name: 'B', source: { kind: 'blank' } } })
    expect(await call(getDeclared, { params: { projectId: blank.id } })).toEqual({ streams: [] })
  })

  it('keeps the secrets of a command encrypted, and never in the manifest or an answer', async () => {
    const { ask, call } = await anApi()
    const text = `curl 'https://shop.example/v1/orders?limit=10' -H 'Authorization: Bearer hunter2-hunter2'`
    const documents = [{ name: 'shop.json', text: shop }, { text }]
    const read = await ask(importDocuments, { body: { documents } })
    const answer = await read.text()
    expect(answer).not.toContain('hunter2')
    expect(JSON.parse(answer)).toMatchObject({
      recognised: [{ isRead: true }, { title: 'cURL command', isRead: true }],
      findings: { secrets: ['access_token'] },
    })
    const { findings } = await call(importDocuments, { body: { documents: [{ text }] } })
    const streams = findings?.streams.map(({ name }) => name)
    const source = { kind: 'import', documents: [{ text }], streams }
    const { id, draft } = await call(createProject, { body: { name: 'Shop', source } })
    expect(draft.text).not.toContain('hunter2')
    const listed = await ask(listEnvironments, { params: { projectId: id } })
    const environments = await listed.text()
    expect(environments).toMatch(/"access_token":\{"isSet":true/)
    expect(environments).not.toContain('hunter2')
    const declared = await ask(getDeclared, { params: { projectId: id } })
    expect(await declared.text()).not.toContain('hunter2')
  })

  it('fetches a document from this machine only where a person permits it', async () => {
    const { ask, call } = await anApi()
    const server = await servePracticeApi({ port: 0 })
    try {
      const url = `${server.url}/openapi.json?key=hunter2`
      const refused = await ask(fetchDocument, { body: { url } })
      expect(await refused.json()).toMatchObject({ code: 'target_needs_permission' })
      const allow = `127.0.0.1:${server.port}`
      const { name, text } = await call(fetchDocument, { body: { url, allow } })
      expect([name, text.slice(0, 12)]).toEqual([`${allow}/openapi.json`, '{"openapi":"'])
    } finally {
      await server.close()
    }
  })
})
