import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import * as environments from '../data/environments'
import * as projects from '../data/projects'
import * as testValues from '../data/test-values'
import { aMember, onEachDatabase } from '../testing/test-databases'
import { createControlKeeper } from './control-keeper'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-control-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function anEnvironment() {
  const { workspaceId } = await aMember()
  const projectId = await projects.create({ workspaceId }, { name: 'Shop', text: '' })
  const ref = { workspaceId, projectId }
  const { id: environmentId } = await environments.create({ ...ref, name: 'Sandbox' })
  const place = { ...ref, environmentId }
  await testValues.save({
    ...place,
    values: { account: 7, credentials: { type: 'oauth', expires: 'then' } },
    secrets: { 'credentials.refresh_token': 'old-refresh' },
  })
  return place
}

onEachDatabase('new credentials of a run', () => {
  it('are stored before the run is over: tokens as secrets, the rest in plain', async () => {
    const ref = await anEnvironment()
    const keeper = createControlKeeper(ref, await testValues.configOf(ref))
    const credentials = { type: 'oauth', refresh_token: 'new-refresh', access_token: 'access' }
    keeper.take({ account: 7, credentials: { ...credentials, expires: 'later' } })
    await keeper.settled()

    const { values } = await environments.get(ref)
    expect(values).toEqual({ account: 7, credentials: { type: 'oauth', expires: 'later' } })
    expect(await testValues.secretsOf(ref)).toEqual({
      'credentials.refresh_token': 'new-refresh',
      'credentials.access_token': 'access',
    })
  })

  it('of the last change win when there are several', async () => {
    const ref = await anEnvironment()
    const keeper = createControlKeeper(ref, await testValues.configOf(ref))
    for (const token of ['second', 'third']) {
      keeper.take({ account: 7, credentials: { type: 'oauth', refresh_token: token } })
    }
    await keeper.settled()
    expect(await testValues.secretsOf(ref)).toEqual({ 'credentials.refresh_token': 'third' })
  })

  it('go nowhere when the run had no environment', async () => {
    const { workspaceId, projectId } = await anEnvironment()
    const values = { environmentName: '', config: {}, secrets: {} }
    const keeper = createControlKeeper({ workspaceId, projectId }, values)
    keeper.take({ access_token: 'access' })
    await expect(keeper.settled()).resolves.toBeUndefined()
  })
})
