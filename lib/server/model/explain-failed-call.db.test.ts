import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { type ServedReply, startModelServer } from '../../assistant/testing/model-server'
import { createEnvironment, saveTestValues } from '../../contracts/environments'
import { explainFailedCall, previewExplanation } from '../../contracts/explanations'
import { permitModelTarget, saveModelSettings } from '../../contracts/model-settings'
import { createProject } from '../../contracts/projects'
import { signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-explain-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const words = 'The parameter per_page is unknown, use page_size.'

const body = {
  at: '/streams/0',
  stream: {
    retriever: {
      requester: { url_base: 'https://shop.example', path: 'orders' },
      paginator: { page_size_option: { inject_into: 'request_parameter', field_name: 'per_page' } },
    },
  },
  failed: {
    call: 3,
    sent: {
      method: 'GET',
      url: 'https://shop.example/orders?per_page=50&account=canary-account-1&k=canary-secret-1',
      headers: [
        ['Authorization', 'Bearer canary-secret-1'],
        ['X-Session', 'canary-secret-1'],
      ],
    },
    response: {
      status: 400,
      headers: [['content-type', 'application/json']],
      bodyText: JSON.stringify({ error: words, account: 'canary-account-1' }),
    },
  },
}

const answered: ServedReply = {
  text: JSON.stringify({
    cause: 'unknown-parameter',
    name: 'per_page',
    evidence: { part: 'response', quote: 'The parameter per_page is unknown' },
    change: { path: '/retriever/paginator/page_size_option/field_name', value: 'page_size' },
  }),
}

async function aProject(reply: ServedReply) {
  const server = await startModelServer({ answer: () => reply })
  const api = await signedIn((await aMember()).id)
  const source = { kind: 'blank' }
  const { id } = await api.call(createProject, { body: { name: 'Shop', source } })
  const params = { projectId: id }
  const environment = await api.call(createEnvironment, { params, body: { name: 'Sandbox' } })
  await api.call(saveTestValues, {
    params: { ...params, environmentId: environment.id },
    body: { values: { account: 'canary-account-1' }, secrets: { token: 'canary-secret-1' } },
  })
  const model = { baseUrl: server.url, model: 'reader' }
  await api.call(saveModelSettings, { body: model })
  await api.call(permitModelTarget, { body: { target: new URL(server.url).host } })
  return { ...api, params, server }
}

onEachDatabase('a failed call', () => {
  it('is explained by the model with a change that would mend it', async () => {
    const { call, params, server } = await aProject(answered)
    try {
      expect(await call(explainFailedCall, { params, body })).toMatchObject({
        outcome: 'explained',
        model: 'reader',
        explanation: {
          cause: expect.stringContaining('per_page'),
          suggestion: {
            path: '/streams/0/retriever/paginator/page_size_option/field_name',
            value: 'page_size',
            confidence: 'guess',
          },
        },
      })
    } finally {
      await server.close()
    }
  })

  it('goes to the model without secrets and test values, as the preview shows it', async () => {
    const { call, params, server } = await aProject(answered)
    try {
      const { prompts } = await call(previewExplanation, { params, body })
      expect(server.received).toEqual([])
      await call(explainFailedCall, { params, body })
      const sent = JSON.stringify(server.received.map(({ body: asked }) => asked))
      expect(sent).toContain('per_page is unknown')
      expect(sent + JSON.stringify(prompts)).not.toContain('canary')
      const [question] = server.received
      for (const { text } of prompts[0]?.parts ?? []) expect(question?.prompt).toContain(text)
    } finally {
      await server.close()
    }
  })

  it('stays unexplained where the model’s words do not stand in the exchange', async () => {
    const invented = {
      cause: 'wrong-path',
      name: null,
      evidence: { part: 'response', quote: 'nobody said this' },
      change: null,
    }
    const { call, params, server } = await aProject({ text: JSON.stringify(invented) })
    try {
      const { outcome, explanation } = await call(explainFailedCall, { params, body })
      expect([outcome, explanation]).toEqual(['unknown', undefined])
    } finally {
      await server.close()
    }
  })

  it('says why the model did not answer', async () => {
    const { call, params, server } = await aProject({ status: 200, body: '<html>' })
    try {
      const { outcome, message } = await call(explainFailedCall, { params, body })
      expect([outcome, message]).toEqual(['failed', expect.stringContaining('compatible')])
    } finally {
      await server.close()
    }
  })

  it('of another workspace is not found', async () => {
    const { params, server } = await aProject(answered)
    await server.close()
    const eve = await signedIn((await aMember()).id)
    expect((await eve.ask(explainFailedCall, { params, body })).status).toBe(404)
  })
})
