import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { createDb } from '../database/client'
import { prepareDatabase } from '../database/prepare'
import { db, setDb } from '../db'

type Kind = 'SQLite' | 'PostgreSQL'

/** Runs the same tests on SQLite and on PostgreSQL, each on a database of its own. */
export function onEachDatabase(title: string, tests: () => void): void {
  describe.each(['SQLite', 'PostgreSQL'] satisfies Kind[])(`${title} on %s`, (kind) => {
    let drop: () => Promise<void> = async () => undefined

    beforeAll(async () => {
      const { url, remove } = await aDatabase(kind)
      await prepareDatabase(url, process.cwd())
      const client = createDb(url)
      setDb(client)
      drop = async () => {
        await client.$disconnect()
        setDb(undefined)
        await remove()
      }
    }, 60_000)

    afterAll(() => drop())
    tests()
  })
}

/** A member of a workspace of its own. */
export async function aMember(name = 'Ada') {
  const workspaceId = crypto.randomUUID()
  const id = crypto.randomUUID()
  await db().workspace.create({ data: { id: workspaceId, name } })
  await db().member.create({ data: { id, workspaceId, name, role: 'owner' } })
  return { id, workspaceId, name }
}

/** An empty database, and how it is removed again. */
export async function aDatabase(kind: Kind) {
  return kind === 'SQLite' ? sqlite() : postgres()
}

function sqlite() {
  const file = join(tmpdir(), `plumbline-test-${crypto.randomUUID()}.db`)
  const remove = async () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  }
  return { url: `file:${file}`, remove }
}

async function postgres() {
  const server = inject('postgresUrl')
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const remove = async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
  }
  return { url: url.href, remove }
}
