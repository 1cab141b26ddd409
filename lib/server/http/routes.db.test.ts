import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { saveDraft } from '../../contracts/drafts'
import {
  createEnvironment,
  deleteEnvironment,
  listEnvironments,
  saveTestValues,
} from '../../contracts/environments'
import { exportProject, listExportTargets } from '../../contracts/exports'
import { grantPermission, listPermissions, revokePermission } from '../../contracts/permissions'
import {
  createProject,
  deleteProject,
  duplicateProject,
  getProject,
  listProjects,
  renameProject,
} from '../../contracts/projects'
import { contracts } from '../../contracts/registry'
import { listSamples } from '../../contracts/samples'
import { getHealth, getOpenApi } from '../../contracts/settings'
import { validateManifest } from '../../contracts/validation'
import { getVersion, listVersions, publishVersion } from '../../contracts/versions'
import { askRoute, routeOf, signedIn } from '../testing/test-api'
import { aMember, onEachDatabase } from '../testing/test-databases'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-routes-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const text = '# kept\nstreams: []\n'

async function aStudio(name?: string) {
  const api = await signedIn((await aMember(name)).id)
  const project = await api.call(createProject, {
    body: { name: ' Shop ', source: { kind: 'manifest', text } },
  })
  return { ...api, project, params: { projectId: project.id } }
}

const codeOf = async (response: Response) => (await response.json()).code

onEachDatabase('the HTTP API', () => {
  const guarded = Object.entries(contracts).filter(([, contract]) => !contract.isOpen)

  it.each(Object.entries(contracts))('serves %s', async (_, contract) => {
    expect(await routeOf(contract)).toBeTypeOf('function')
  })

  it.each(guarded)('answers %s only to somebody who is signed in', async (_, contract) => {
    const response = await askRoute(contract, { headers: { cookie: 'plumbline_session_3000=x' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it.each(guarded)('answers %s only under its own name', async (_, contract) => {
    const { ask } = await aStudio()
    const response = await ask(contract, { headers: { host: 'evil.example' } })
    expect([response.status, await codeOf(response)]).toEqual([421, 'host_not_allowed'])
  })

  it.each(guarded.filter(([, { method }]) => method !== 'GET'))(
    'keeps pages of other sites from %s',
    async (_, contract) => {
      const { ask } = await aStudio()
      const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
      expect(await codeOf(await ask(contract, { headers }))).toBe('cross_origin')
    },
  )

  it('takes a project from its first text to its deletion', async () => {
    const { call, project, params } = await aStudio()
    expect(project).toMatchObject({ name: 'Shop', draft: { text, revision: 1 } })
    const renamed = await call(renameProject, { params, body: { name: 'Store' } })
    expect(renamed.name).toBe('Store')
    await call(saveDraft, { params, body: { text: 'streams: [{ name: a }]', baseRevision: 1 } })
    const { projects } = await call(listProjects)
    expect(projects).toMatchObject([
      { name: 'Store', isReadable: true, streams: [{ name: 'a' }], versionCount: 0 },
    ])
    expect(await call(deleteProject, { params })).toEqual({ done: true })
    expect((await call(listProjects)).projects).toEqual([])
  })

  it('gives the newer text to whoever saved an older one', async () => {
    const { ask, call, params } = await aStudio()
    await call(saveDraft, { params, body: { text: 'first', baseRevision: 1 } })
    const late = await ask(saveDraft, { params, body: { text: 'second', baseRevision: 1 } })
    expect(late.status).toBe(409)
    expect(await late.json()).toMatchObject({
      code: 'draft_conflict',
      details: { text: 'first', revision: 2 },
    })
  })

  it('takes secrets and never gives them back', async () => {
    const { ask, call, params } = await aStudio()
    const { id } = await call(createEnvironment, { params, body: { name: 'Sandbox' } })
    const place = { ...params, environmentId: id }
    await call(saveTestValues, {
      params: place,
      body: { values: { limit: 5 }, secrets: { token: 'hunter2-hunter2' } },
    })
    const copy = await call(duplicateProject, { params, body: { name: 'Copy' } })
    const answers = [
      await ask(listEnvironments, { params }),
      await ask(listEnvironments, { params: { projectId: copy.id } }),
      await ask(getProject, { params }),
      await ask(exportProject, { params: { ...params, target: 'manifest' } }),
    ]
    const bodies = await Promise.all(answers.map((answer) => answer.text()))
    expect(bodies[1]).toMatch(/"token":\{"isSet":true/)
    expect(bodies.join()).not.toContain('hunter2')
    expect(await call(deleteEnvironment, { params: place })).toEqual({ done: true })
  })

  it('publishes versions and exports them as they were', async () => {
    const { ask, call, params } = await aStudio()
    await call(publishVersion, { params, body: { notes: 'First', revision: 1 } })
    await call(saveDraft, { params, body: { text: 'later', baseRevision: 1 } })
    const { versions } = await call(listVersions, { params })
    expect(versions).toMatchObject([{ number: 1, notes: 'First' }])
    expect((await call(getVersion, { params: { ...params, number: '1' } })).text).toBe(text)

    const { targets } = await call(listExportTargets, { params })
    expect(targets.map(({ fileName }) => fileName)).toEqual(['manifest.yaml'])
    const target = { ...params, target: 'manifest' }
    const draft = await ask(exportProject, { params: target })
    expect(draft.headers.get('content-disposition')).toBe('attachment; filename="manifest.yaml"')
    expect(await draft.text()).toBe('later')
    const version = await ask(exportProject, { params: target, query: '?version=1' })
    expect(await version.text()).toBe(text)
    expect((await ask(exportProject, { params: { ...params, target: 'none' } })).status).toBe(404)
  })

  it('remembers permissions, except for what can never be called', async () => {
    const { ask, call, params } = await aStudio()
    const granted = await call(grantPermission, { params, body: { host: 'LOCALHOST', port: 8080 } })
    expect(granted).toMatchObject({ host: 'localhost', port: 8080 })
    const again = await call(grantPermission, { params, body: { host: 'localhost', port: 8080 } })
    expect(again.id).toBe(granted.id)
    expect((await call(listPermissions, { params })).permissions).toHaveLength(1)
    const own = { params, body: { host: '127.0.0.1', port: 3000 } }
    expect(await codeOf(await ask(grantPermission, own))).toBe('target_never_allowed')
    const metadata = { params, body: { host: '169.254.169.254', port: 80 } }
    expect(await codeOf(await ask(grantPermission, metadata))).toBe('target_never_allowed')
    const path = { params, body: { host: 'localhost/x', port: 80 } }
    expect(await codeOf(await ask(grantPermission, path))).toBe('invalid_request')
    await call(revokePermission, { params: { ...params, permissionId: granted.id } })
    expect((await call(listPermissions, { params })).permissions).toEqual([])
  })

  it('starts a project from a bundled sample', async () => {
    const { call } = await aStudio()
    const { samples } = await call(listSamples)
    expect(samples.length).toBeGreaterThan(0)
    for (const { name, title, streams } of samples) {
      const source = { kind: 'sample', name }
      const project = await call(createProject, { body: { name: title, source } })
      expect(project.draft.text).toContain(streams[0])
    }
  })

  it('lists what is wrong with a manifest', async () => {
    const { call } = await aStudio()
    const { problems } = await call(validateManifest, { body: { text: 'a: [' } })
    expect(problems[0]).toMatchObject({ severity: 'error' })
  })

  describe('an invalid request', () => {
    it.each([
      ['a missing field', { name: 'x' }],
      ['an unknown field', { name: 'x', source: { kind: 'blank' }, extra: 1 }],
      ['an empty name', { name: '  ', source: { kind: 'blank' } }],
      ['no body', undefined],
    ])('is refused for %s', async (_, body) => {
      const { ask } = await aStudio()
      const response = await ask(createProject, { body })
      expect([response.status, await codeOf(response)]).toEqual([422, 'invalid_request'])
    })

    it.each(["' or 1=1", '../x', 'a\u0000b', 'x'.repeat(65)])(
      'is refused for the id %j',
      async (projectId) => {
        const { ask } = await aStudio()
        const response = await ask(getProject, { params: { projectId } })
        expect([response.status, await codeOf(response)]).toEqual([422, 'invalid_request'])
      },
    )
  })

  it('keeps one member’s projects from another', async () => {
    const { params } = await aStudio('Ada')
    const eve = await aStudio('Eve')
    expect((await eve.ask(getProject, { params })).status).toBe(404)
    expect((await eve.ask(deleteProject, { params })).status).toBe(404)
    expect((await eve.call(listProjects)).projects).toHaveLength(1)
  })

  it('says how it is, to anybody', async () => {
    const health = await askRoute(getHealth)
    expect([health.status, health.headers.get('cache-control')]).toEqual([200, 'no-store'])
    const { call } = await aStudio()
    expect((await call(getOpenApi)).openapi).toBe('3.1.0')
  })
})
