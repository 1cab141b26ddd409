import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import {
  errorReply,
  type ServedReply,
  startModelServer,
} from '../../assistant/testing/model-server'
import {
  deleteModelSettings,
  getModelSettings,
  permitModelTarget,
  saveModelSettings,
  tryModel,
} from '../../contracts/model-settings'
import { db } from '../db'
import { signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-model-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
vi.stubEnv('OPENAI_BASE_URL', 'https://models.example/v1/')
vi.stubEnv('OPENAI_API_KEY', 'env-canary-7c1f')
vi.stubEnv('OPENAI_MODEL', 'from-the-environment')
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const key = 'sk-canary-2b61f0'
const anApi = async () => {
  const member = await aMember()
  return { ...(await signedIn(member.id)), workspaceId: member.workspaceId }
}
const codeOf = async (response: Response) => (await response.json()).code

async function withModel(
  answer: () => ServedReply,
  work: (url: string, received: readonly { authorization: string | undefined }[]) => Promise<void>,
  options: { key?: string } = {},
) {
  const server = await startModelServer({ answer, ...options })
  await work(server.url, server.received).finally(() => server.close())
}

const ready = (): ServedReply => ({ text: '{"answer":"ready"}' })

onEachDatabase('the settings of the model', () => {
  it('are the environment variables until something is saved, and again after it is deleted', async () => {
    const { call } = await anApi()
    const fromVariables = {
      source: 'environment',
      baseUrl: 'https://models.example/v1',
      model: 'from-the-environment',
      key: { isSet: true, source: 'environment' },
      isReady: true,
    }
    expect(await call(getModelSettings)).toEqual(fromVariables)
    const body = { baseUrl: 'https://other.example/v1/', model: 'mine', key }
    const saved = await call(saveModelSettings, { body })
    expect(saved).toMatchObject({
      source: 'saved',
      baseUrl: 'https://other.example/v1',
      model: 'mine',
      key: { isSet: true, source: 'saved' },
    })
    expect(await call(getModelSettings)).toEqual(saved)
    expect(await call(deleteModelSettings)).toEqual(fromVariables)
  })

  it('take a key and never give it back, in no answer and not in plain in the database', async () => {
    const { ask, workspaceId } = await anApi()
    const body = { baseUrl: 'https://other.example/v1', model: 'mine', key }
    const answers = [await ask(saveModelSettings, { body }), await ask(getModelSettings)]
    const texts = await Promise.all(answers.map((answer) => answer.text()))
    expect(texts.join()).not.toMatch(/canary/)
    const row = await db().modelSettings.findUniqueOrThrow({ where: { workspaceId } })
    const stored = Buffer.from(row.envelope ?? []).toString('latin1')
    expect([stored.length > key.length, stored.includes('canary')]).toEqual([true, false])
  })

  it('keep the key when only the model changes, and not when the origin does', async () => {
    const { call } = await anApi()
    const body = { baseUrl: 'https://other.example/v1', model: 'mine' }
    await call(saveModelSettings, { body: { ...body, key } })
    const renamed = await call(saveModelSettings, { body: { ...body, model: 'another' } })
    expect(renamed.key).toMatchObject({ source: 'saved' })
    const elsewhere = { ...body, baseUrl: 'https://evil.example/v1' }
    expect((await call(saveModelSettings, { body: elsewhere })).key).toBeUndefined()
    expect((await call(saveModelSettings, { body })).key).toBeUndefined()
  })

  it('give the environment’s key to its own origin alone', async () => {
    const { call } = await anApi()
    const body = { baseUrl: 'https://models.example/other', model: 'mine' }
    const saved = await call(saveModelSettings, { body })
    expect(saved.key).toEqual({ isSet: true, source: 'environment' })
  })

  it.each([
    ['http://169.254.169.254/v1', 'target_never_allowed'],
    ['http://127.0.0.1:3000/v1', 'target_never_allowed'],
    ['ftp://models.example/v1', 'invalid_request'],
    ['https://user:pass@models.example/v1', 'invalid_request'],
    ['https://models.example/v1?key=1', 'invalid_request'],
    ['nothing', 'invalid_request'],
  ])('refuse %s as %s', async (baseUrl, code) => {
    const { ask } = await anApi()
    const answer = await ask(saveModelSettings, { body: { baseUrl, model: 'm' } })
    expect([answer.status, await codeOf(answer)]).toEqual([422, code])
  })

  it('refuse dots and blanks for a key', async () => {
    const { ask } = await anApi()
    const body = { baseUrl: 'https://other.example/v1', model: 'm' }
    const dots = await ask(saveModelSettings, { body: { ...body, key: '••••' } })
    expect(await codeOf(dots)).toBe('secret_is_mask')
    const lines = await ask(saveModelSettings, { body: { ...body, key: 'a\nb' } })
    expect(await codeOf(lines)).toBe('invalid_request')
  })

  it('stay in their workspace', async () => {
    const ada = await anApi()
    const eve = await anApi()
    const body = { baseUrl: 'https://other.example/v1', model: 'mine', key }
    await ada.call(saveModelSettings, { body })
    expect((await eve.call(getModelSettings)).source).toBe('environment')
    await db().modelSettings.update({
      where: { workspaceId: ada.workspaceId },
      data: { workspaceId: eve.workspaceId },
    })
    const moved = await eve.ask(tryModel)
    expect([moved.status, await codeOf(moved)]).toEqual([422, 'secret_damaged'])
  })

  it('call a model on this machine only after a person permits it', () =>
    withModel(ready, async (url, received) => {
      const { ask, call } = await anApi()
      const { host } = new URL(url)
      const saved = await call(saveModelSettings, { body: { baseUrl: url, model: 'local' } })
      expect(saved.needsPermission).toBe(host)
      expect(await call(tryModel)).toMatchObject({
        outcome: 'failed',
        code: 'not-permitted',
        needsPermission: host,
      })
      expect(received).toEqual([])
      const other = await ask(permitModelTarget, { body: { target: '127.0.0.1:9' } })
      expect(await codeOf(other)).toBe('invalid_request')
      const permitted = await call(permitModelTarget, { body: { target: host } })
      expect(permitted.needsPermission).toBeUndefined()
      expect(await call(tryModel)).toMatchObject({ outcome: 'answered' })
    }))

  it('send the saved key, and no key where none is set', () =>
    withModel(ready, async (url, received) => {
      const { call } = await anApi()
      const body = { baseUrl: url, model: 'local' }
      await call(saveModelSettings, { body: { ...body, key } })
      await call(permitModelTarget, { body: { target: new URL(url).host } })
      await call(tryModel)
      await call(saveModelSettings, { body: { ...body, key: null } })
      const before = received.length
      await call(tryModel)
      expect(received.slice(0, before).map(({ authorization }) => authorization)).toContain(
        `Bearer ${key}`,
      )
      const later = received.slice(before).map(({ authorization }) => authorization)
      expect(new Set(later)).toEqual(new Set([undefined]))
    }))

  it.each([
    ['a proxy page', 'not-compatible', { status: 200, body: '<!doctype html><p>Sign in</p>' }],
    ['a redirect', 'not-compatible', { status: 307, body: '', headers: { location: '/v1/x' } }],
    ['an unknown model', 'unknown-model', errorReply(404, 'no', 'model_not_found')],
    ['a refusal', 'declined', { refusal: 'no' }],
  ] satisfies [string, string, ServedReply][])('say what %s means', (_, code, reply) =>
    withModel(
      () => reply,
      async (url) => {
        const { call } = await anApi()
        await call(saveModelSettings, { body: { baseUrl: url, model: 'm' } })
        await call(permitModelTarget, { body: { target: new URL(url).host } })
        expect(await call(tryModel)).toMatchObject({ outcome: 'failed', code })
      },
    ),
  )

  it('never repeat a key that the endpoint echoes', () =>
    withModel(
      ready,
      async (url) => {
        const { ask, call } = await anApi()
        await call(saveModelSettings, { body: { baseUrl: url, model: 'm', key } })
        await call(permitModelTarget, { body: { target: new URL(url).host } })
        const answer = await (await ask(tryModel)).text()
        expect(answer).toContain('"code":"unauthorised"')
        expect(answer).not.toContain('canary')
      },
      { key: 'another' },
    ))
})
