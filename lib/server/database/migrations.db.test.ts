import { describe, expect, it } from 'vitest'
import { aDatabase } from '../testing/test-databases'
import { createAdapter, providerOf } from './adapter'
import { applyMigrations, type Migration } from './migrations'

const start: Migration = {
  name: '1_start',
  sql: `CREATE TABLE "parent" ("id" TEXT PRIMARY KEY);
    CREATE TABLE "child" ("id" TEXT PRIMARY KEY, "parent" TEXT NOT NULL REFERENCES "parent" ("id") ON DELETE CASCADE);
    INSERT INTO "parent" VALUES ('p'); INSERT INTO "child" VALUES ('c', 'p');`,
}

/** As SQLite alters a table. */
const rebuild: Migration = {
  name: '2_rebuild',
  sql: `CREATE TABLE "new_parent" ("id" TEXT PRIMARY KEY, "more" TEXT);
    INSERT INTO "new_parent" ("id") SELECT "id" FROM "parent";
    DROP TABLE "parent";
    ALTER TABLE "new_parent" RENAME TO "parent";`,
}

async function count(url: string, table: string) {
  const connection = await createAdapter(url).connect()
  const sql = `SELECT count(*) FROM "${table}"`
  const { rows } = await connection.queryRaw({ sql, args: [], argTypes: [] })
  await connection.dispose()
  return Number(rows[0]?.[0])
}

describe.each(['SQLite', 'PostgreSQL'] as const)('migrations on %s', (kind) => {
  async function withDatabase(work: (url: string) => Promise<void>) {
    const { url, remove } = await aDatabase(kind)
    await work(url).finally(remove)
  }
  const apply = (url: string, ...migrations: Migration[]) =>
    applyMigrations(createAdapter(url), providerOf(url), migrations)

  it('are applied once, in their order', () =>
    withDatabase(async (url) => {
      expect(await apply(url, start)).toEqual(['1_start'])
      expect(await apply(url, start)).toEqual([])
      expect(await count(url, 'child')).toBe(1)
    }))

  it('are applied by one of several that start together', () =>
    withDatabase(async (url) => {
      const applied = await Promise.all([apply(url, start), apply(url, start), apply(url, start)])
      expect(applied.flat()).toEqual(['1_start'])
      expect(await count(url, 'child')).toBe(1)
    }))

  it('are refused when one was changed after it had been applied', () =>
    withDatabase(async (url) => {
      await apply(url, start)
      const changed = { ...start, sql: `${start.sql} -- changed` }
      await expect(apply(url, changed)).rejects.toThrow(/1_start was changed/)
    }))

  it('leave no trace when their SQL fails', () =>
    withDatabase(async (url) => {
      const broken = { name: '2_broken', sql: 'CREATE TABLE "half" ("id" TEXT); nonsense' }
      await expect(apply(url, start, broken)).rejects.toThrow()
      await expect(count(url, 'half')).rejects.toThrow()
      const repaired = { name: '2_broken', sql: 'CREATE TABLE "half" ("id" TEXT)' }
      expect(await apply(url, start, repaired)).toEqual(['2_broken'])
    }))

  // PostgreSQL alters tables in place.
  if (kind === 'SQLite') {
    it('keep the rows that refer to a table which is rebuilt', () =>
      withDatabase(async (url) => {
        await apply(url, start, rebuild)
        expect(await count(url, 'child')).toBe(1)
      }))
  }
})
