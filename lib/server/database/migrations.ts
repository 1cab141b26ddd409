import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SqlDriverAdapterFactory, SqlQueryable } from '@prisma/driver-adapter-utils'
import type { Provider } from './adapter'

export interface Migration {
  readonly name: string
  readonly sql: string
}

/** Migrations on disk, oldest first: `<dir>/<timestamp>_<name>/migration.sql`. */
export function readMigrations(dir: string): Migration[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(dir, name, 'migration.sql'), 'utf8') }))
}

/** The table that `prisma migrate` keeps, so that either tool can carry on after the other. */
const migrationsTable = (timestamp: string) => `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" ${timestamp},
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" ${timestamp},
  "started_at" ${timestamp} NOT NULL DEFAULT current_timestamp,
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

/**
 * Applies what is not applied yet, each migration in a transaction of its own, and names what it
 * applied. The row is written first and its id follows from the name, so of two processes that
 * start together one waits and then finds the work done.
 *
 * @throws Error when a migration was changed after it had been applied, or its SQL fails
 */
export async function applyMigrations(
  factory: SqlDriverAdapterFactory,
  provider: Provider,
  migrations: readonly Migration[],
): Promise<string[]> {
  const db = await factory.connect()
  const isSqlite = provider === 'sqlite'
  try {
    if (isSqlite) await db.executeScript('PRAGMA journal_mode = WAL')
    const table = migrationsTable(isSqlite ? 'DATETIME' : 'TIMESTAMPTZ')
    // PostgreSQL's IF NOT EXISTS fails for one of two that make a table at the same time.
    await db.executeScript(table).catch(() => db.executeScript(table))
    const done = await appliedChecksums(db)
    const names: string[] = []
    for (const { name, sql } of migrations) {
      const checksum = sha256(sql)
      const found = done.get(name)
      if (found === checksum) continue
      if (found) throw new Error(`Migration ${name} was changed after it had been applied.`)
      try {
        await db.executeScript(script({ name, sql, checksum }, isSqlite))
        names.push(name)
      } catch (error) {
        await db.executeScript('ROLLBACK').catch(() => undefined)
        if ((await appliedChecksums(db)).get(name) !== checksum) throw error
      }
    }
    return names
  } finally {
    await db.dispose()
  }
}

async function appliedChecksums(db: SqlQueryable): Promise<Map<string, string>> {
  const sql = `SELECT migration_name, checksum FROM "_prisma_migrations"
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const { rows } = await db.queryRaw({ sql, args: [], argTypes: [] })
  return new Map(rows.map(([name, checksum]) => [String(name), String(checksum)]))
}

/**
 * SQLite ignores `PRAGMA foreign_keys` inside a transaction, and dropping a table (its way to
 * alter one) deletes the rows that refer to it: the keys are off before BEGIN.
 */
function script(migration: Migration & { checksum: string }, isSqlite: boolean): string {
  const { name, sql, checksum } = migration
  const row = `INSERT INTO "_prisma_migrations"
    ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
    VALUES (${quote(sha256(name).slice(0, 32))}, '${checksum}', ${quote(name)}, current_timestamp, 1)`
  return isSqlite
    ? `PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; ${row}; ${sql}; COMMIT; PRAGMA foreign_keys = ON;`
    : `BEGIN; ${row}; ${sql}; COMMIT;`
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
