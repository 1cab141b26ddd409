import { describe, expect, it } from 'vitest'
import { AppError } from '../errors'
import { aMember, onEachDatabase } from '../testing/test-databases'
import * as drafts from './drafts'
import * as environments from './environments'
import * as permissions from './permissions'
import * as projects from './projects'
import * as runs from './runs'
import { type FinishedRun, store } from './runs'
import * as versions from './versions'

const limits = { records: 10, pagesPerSlice: 5, slices: 3, seconds: 60, bytes: 1_000_000 }

const aRun = (run: Partial<FinishedRun> = {}): FinishedRun => ({
  stream: 'orders',
  environmentName: 'Sandbox',
  outcome: 'completed',
  proof: { level: 'complete', isSample: false, title: 'Proved complete', text: 'All of it.' },
  records: 2,
  calls: 1,
  bytes: 10,
  elapsedMs: 12.4,
  limits,
  text: 'a: 1',
  startedAt: new Date('2026-01-01T00:00:00Z'),
  endedAt: new Date('2026-01-01T00:00:01Z'),
  lines: ['{"kind":"end","outcome":"completed","atMs":1}'],
  isEventsCut: false,
  ...run,
})

async function aProject(text = 'a: 1') {
  const user = await aMember()
  const projectId = await projects.create(user, { name: 'Shop', text })
  return { ...user, projectId }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  )

onEachDatabase('projects', () => {
  describe('drafts', () => {
    it('keep any text byte for byte, with a revision that counts up', async () => {
      const ref = await aProject('first')
      const text = 'broken: [\r\n\t# comment 💧\n\n'
      const saved = await drafts.save({ ...ref, text, baseRevision: 1 })
      expect(saved.revision).toBe(2)
      expect(await drafts.latest(ref)).toMatchObject({ text, revision: 2 })
    })

    it('answer a save on an old revision with the newer text', async () => {
      const ref = await aProject('first')
      await drafts.save({ ...ref, text: 'mine', baseRevision: 1 })
      const second = drafts.save({ ...ref, text: 'theirs', baseRevision: 1 })
      await expect(second).rejects.toMatchObject({
        code: 'draft_conflict',
        details: { text: 'mine', revision: 2 },
      })
    })

    it('let one of ten saves at the same time win', async () => {
      const ref = await aProject('first')
      const saves = Array.from({ length: 10 }, (_, index) =>
        codeOf(drafts.save({ ...ref, text: `text ${index}`, baseRevision: 1 })),
      )
      const outcomes = await Promise.all(saves)
      expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
      expect(outcomes.filter((outcome) => outcome === 'draft_conflict')).toHaveLength(9)
    })
  })

  describe('versions', () => {
    it('are numbered from 1 and keep the text of their moment', async () => {
      const ref = await aProject('one')
      await versions.publish({ ...ref, notes: 'First', revision: 1 })
      await drafts.save({ ...ref, text: 'two', baseRevision: 1 })
      await versions.publish({ ...ref, notes: '', revision: 2 })
      expect((await versions.list(ref)).map(({ number }) => number)).toEqual([2, 1])
      expect(await versions.get({ ...ref, number: 1 })).toMatchObject({
        text: 'one',
        notes: 'First',
        characters: 3,
      })
    })

    it('are not made of a draft that moved on', async () => {
      const ref = await aProject('one')
      await drafts.save({ ...ref, text: 'two', baseRevision: 1 })
      expect(await codeOf(versions.publish({ ...ref, notes: '', revision: 1 }))).toBe(
        'draft_conflict',
      )
    })
  })

  describe('runs', () => {
    it('give back their events as they were', async () => {
      const ref = await aProject()
      const lines = ['{"kind":"note","text":"ä\\n"}', '{"kind":"end"}']
      await store(ref, aRun({ lines }))
      const [run] = await runs.list(ref)
      const events = await runs.events({ ...ref, runId: run?.id ?? '' })
      const given: string[] = []
      for await (const line of events) given.push(line)
      expect(given).toEqual(lines)
      expect(run).toMatchObject({ isStale: false, elapsedMs: 12, limits })
    })

    it('are stale once the draft differs from the text that was tested', async () => {
      const ref = await aProject('a: 1')
      await store(ref, aRun())
      await drafts.save({ ...ref, text: 'a: 2', baseRevision: 1 })
      expect((await projects.get(ref)).lastRuns.orders?.isStale).toBe(true)
    })

    it('are kept, at least 20, and the last of each other stream as a summary', async () => {
      const ref = await aProject()
      const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
      await store(ref, aRun({ stream: 'customers', startedAt: at(0) }))
      await store(ref, aRun({ stream: 'customers', startedAt: at(1) }))
      for (let minute = 2; minute < 30; minute += 1)
        await store(ref, aRun({ startedAt: at(minute) }))

      const kept = await runs.list(ref)
      expect(kept).toHaveLength(20)
      expect(kept.at(-1)?.startedAt).toBe(at(10).toISOString())
      const first = runs.events({ ...ref, runId: kept.at(-1)?.id ?? '' })
      expect(await codeOf(first)).toBe('done')

      const { customers } = (await projects.get(ref)).lastRuns
      expect(customers?.proof?.level).toBe('complete')
      const events = runs.events({ ...ref, runId: customers?.runId ?? '' })
      expect(await codeOf(events)).toBe('run_events_missing')
    })

    it('of a project that was deleted meanwhile are dropped', async () => {
      const ref = await aProject()
      await projects.remove(ref)
      await expect(store(ref, aRun())).resolves.toBeUndefined()
    })
  })

  describe('a project of another workspace', () => {
    it('looks like one that is missing, whatever is asked of it', async () => {
      const { projectId, workspaceId } = await aProject()
      const owner = { projectId, workspaceId }
      const environment = await environments.create({ ...owner, name: 'Sandbox' })
      const permission = await permissions.grant({ ...owner, host: 'localhost', port: 80 })
      await versions.publish({ ...owner, notes: '', revision: 1 })
      await store(owner, aRun())
      const [run] = await runs.list(owner)

      const stranger = await aMember('Eve')
      const ref = { workspaceId: stranger.workspaceId, projectId }
      const environmentId = environment.id
      const attempts = {
        get: () => projects.get(ref),
        declared: () => projects.declared(ref),
        rename: () => projects.rename({ ...ref, name: 'Mine' }),
        remove: () => projects.remove(ref),
        draft: () => drafts.latest(ref),
        save: () => drafts.save({ ...ref, text: '', baseRevision: 1 }),
        publish: () => versions.publish({ ...ref, notes: '', revision: 1 }),
        versions: () => versions.list(ref),
        version: () => versions.get({ ...ref, number: 1 }),
        runs: () => runs.list(ref),
        events: () => runs.events({ ...ref, runId: run?.id ?? '' }),
        environments: () => environments.list(ref),
        environment: () => environments.get({ ...ref, environmentId }),
        create: () => environments.create({ ...ref, name: 'Other' }),
        renameEnvironment: () => environments.rename({ ...ref, environmentId, name: 'Other' }),
        removeEnvironment: () => environments.remove({ ...ref, environmentId }),
        permissions: () => permissions.list(ref),
        grant: () => permissions.grant({ ...ref, host: 'localhost', port: 81 }),
        revoke: () => permissions.revoke({ ...ref, permissionId: permission.id }),
      }
      for (const [name, attempt] of Object.entries(attempts)) {
        expect([name, await codeOf(attempt())]).toEqual([name, 'not_found'])
      }
      expect(await projects.list(stranger)).toEqual([])
      expect((await projects.get(owner)).name).toBe('Shop')
      expect(await environments.list(owner)).toHaveLength(1)
      expect(await permissions.list(owner)).toHaveLength(1)
    })
  })

  it('are deleted with everything that belongs to them', async () => {
    const ref = await aProject()
    await environments.create({ ...ref, name: 'Sandbox' })
    await versions.publish({ ...ref, notes: '', revision: 1 })
    await store(ref, aRun())
    await projects.remove(ref)
    expect(await codeOf(projects.get(ref))).toBe('not_found')
    expect(await codeOf(versions.get({ ...ref, number: 1 }))).toBe('not_found')
  })

  it('give two environments of one project different names', async () => {
    const ref = await aProject()
    await environments.create({ ...ref, name: 'Sandbox' })
    expect(await codeOf(environments.create({ ...ref, name: 'Sandbox' }))).toBe('name_taken')
  })

  it('keep numbers of any size in test values', async () => {
    const ref = await aProject()
    const values = { id: 12345678901234567890n, nested: { tags: ['a', null, true] } }
    const { id } = await environments.create({ ...ref, name: 'Sandbox', values })
    expect((await environments.get({ ...ref, environmentId: id })).values).toEqual(values)
  })
})
