import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { db } from '../db'
import { AppError } from '../errors'
import { SecretsError } from '../secrets/secrets-error'
import { aMember, onEachDatabase } from '../testing/test-databases'
import * as environments from './environments'
import * as projects from './projects'
import * as testValues from './test-values'

const dataDir = mkdtempSync(join(tmpdir(), 'plumbline-values-'))
vi.stubEnv('PLUMBLINE_DATA_DIR', dataDir)
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function anEnvironment() {
  const user = await aMember()
  const projectId = await projects.create(user, { name: 'Shop', text: '' })
  const ref = { workspaceId: user.workspaceId, projectId }
  const { id } = await environments.create({ ...ref, name: 'Sandbox' })
  return { ...ref, environmentId: id }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) =>
      error instanceof AppError || error instanceof SecretsError ? error.code : error,
  )

onEachDatabase('test values', () => {
  it('put secrets into their places for a run, and say of them only that they are set', async () => {
    const ref = await anEnvironment()
    const saved = await testValues.save({
      ...ref,
      values: { limit: 5, credentials: { type: 'oauth' } },
      secrets: { token: 'hunter2', 'credentials.client_secret': 'pässword' },
    })
    expect(saved.values).toEqual({ limit: 5, credentials: { type: 'oauth' } })
    expect(Object.keys(saved.secrets).sort()).toEqual(['credentials.client_secret', 'token'])
    expect(JSON.stringify(saved)).not.toMatch(/hunter2|pässword/)
    expect(await testValues.configOf(ref)).toMatchObject({
      environmentName: 'Sandbox',
      config: {
        limit: 5,
        token: 'hunter2',
        credentials: { type: 'oauth', client_secret: 'pässword' },
      },
    })
  })

  it('keep a secret that is not mentioned, replace one that is, clear one that is null', async () => {
    const ref = await anEnvironment()
    await testValues.save({ ...ref, secrets: { a: '1', b: '2', c: '3' } })
    await testValues.save({ ...ref, values: { plain: true }, secrets: { b: 'new', c: null } })
    expect(await testValues.secretsOf(ref)).toEqual({ a: '1', b: 'new' })
    expect((await environments.get(ref)).values).toEqual({ plain: true })
  })

  it('never store a secret in plain, even when it comes as a plain value too', async () => {
    const ref = await anEnvironment()
    await testValues.save({ ...ref, secrets: { token: 'hunter2' } })
    await testValues.save({ ...ref, values: { token: 'hunter2', other: 1 } })
    const row = await db().environment.findUniqueOrThrow({
      where: { id: ref.environmentId },
      include: { secrets: true },
    })
    expect(row.values).toBe('{"other":1}')
    expect(Buffer.from(row.secrets[0]?.envelope ?? []).toString('latin1')).not.toContain('hunter2')
  })

  it.each(['****', '••••••••', ' ●● '])('refuse the mask %j as a secret', async (mask) => {
    const ref = await anEnvironment()
    expect(await codeOf(testValues.save({ ...ref, secrets: { token: mask } }))).toBe(
      'secret_is_mask',
    )
  })

  it('do not open in another place, environment or workspace, nor after a change', async () => {
    const ref = await anEnvironment()
    const other = await anEnvironment()
    await testValues.save({ ...ref, secrets: { token: 'hunter2' } })
    await testValues.save({ ...other, secrets: { token: 'theirs' } })
    const secret = await db().secret.findFirstOrThrow({
      where: { environmentId: ref.environmentId },
    })
    const change = (data: { place?: string; envelope?: Uint8Array<ArrayBuffer> }) =>
      db().secret.update({ where: { id: secret.id }, data })

    await change({ place: 'elsewhere' })
    expect(await codeOf(testValues.secretsOf(ref))).toBe('secret_damaged')

    const flipped = new Uint8Array(secret.envelope)
    flipped[flipped.length - 20] = (flipped[flipped.length - 20] ?? 0) ^ 1
    await change({ place: 'token', envelope: flipped })
    expect(await codeOf(testValues.secretsOf(ref))).toBe('secret_damaged')

    await change({ envelope: flipped.subarray(0, 40) })
    expect(await codeOf(testValues.secretsOf(ref))).toBe('secret_damaged')

    await db().secret.updateMany({
      where: { environmentId: other.environmentId },
      data: { envelope: secret.envelope },
    })
    expect(await codeOf(testValues.secretsOf(other))).toBe('secret_damaged')
  })

  it('of another workspace look like none', async () => {
    const ref = await anEnvironment()
    await testValues.save({ ...ref, secrets: { token: 'hunter2' } })
    const stranger = { ...ref, workspaceId: (await aMember('Eve')).workspaceId }
    expect(await codeOf(testValues.save({ ...stranger, values: {} }))).toBe('not_found')
    expect(await codeOf(testValues.configOf(stranger))).toBe('not_found')
    expect(await testValues.secretsOf(stranger)).toEqual({})
  })

  it('are encrypted with a key that only its owner can read, outside the database', () => {
    const file = join(dataDir, 'plumbline.key')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(file, 'utf8')).keys).toHaveLength(1)
  })
})
