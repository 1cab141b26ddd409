// node scripts/db.ts migration <name> | check | deploy
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import pg from 'pg'
import { createAdapter, providerOf } from '../lib/server/database/adapter.ts'
import { applyMigrations, readMigrations } from '../lib/server/database/migrations.ts'
import { schemaText, type Target, targets } from './prisma-targets.ts'
import { openSchemaEngine } from './schema-engine.ts'

const filters = { externalTables: [], externalEnums: [] }
const folder = (target: Target) => `prisma/migrations/${target}`
/** schema.prisma as of the newest migration: new SQL is the difference from here. */
const snapshot = 'prisma/migrations/schema.snapshot.prisma'
const emptyDiff = '-- This is an empty migration.'

const datamodel = (content: string) => ({
  tag: 'schemaDatamodel' as const,
  files: [{ path: 'schema.prisma', content }],
})

/** A database that is not there: comparing two schema texts only asks for the server's version. */
function noDatabase(target: Target) {
  const info = {
    provider: target === 'sqlite' ? 'sqlite' : 'postgres',
    adapterName: target === 'sqlite' ? '@prisma/adapter-libsql' : '@prisma/adapter-pg',
  } as const
  const connection = {
    ...info,
    queryRaw: async () => ({ columnNames: [], columnTypes: [], rows: [] }),
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    startTransaction: () => Promise.reject(new Error('no database')),
    dispose: async () => undefined,
  }
  const connect = async () => connection
  return {
    ...info,
    connect,
    connectToShadowDb: connect,
  } satisfies SqlMigrationAwareDriverAdapterFactory
}

/** SQL from one schema text to another. Needs no database. */
async function sqlBetween(target: Target, from: string | undefined, to: string) {
  const engine = await openSchemaEngine(noDatabase(target))
  const { stdout } = await engine.diff({
    from: from === undefined ? { tag: 'empty' } : datamodel(from),
    to: datamodel(to),
    script: true,
    exitCode: true,
    filters,
  })
  return (stdout ?? '').trim()
}

async function createMigration(name: string) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  for (const target of targets) {
    const before = existsSync(snapshot) ? schemaText(target, snapshot) : undefined
    const sql = await sqlBetween(target, before, schemaText(target))
    if (sql === emptyDiff) {
      console.log('schema.prisma has no change since the last migration')
      return
    }
    const dir = join(folder(target), `${stamp}_${name}`)
    mkdirSync(dir, { recursive: true })
    writeFileSync(join(dir, 'migration.sql'), `${sql}\n`)
    writeFileSync(join(folder(target), 'migration_lock.toml'), `provider = "${target}"\n`)
    console.log(`wrote ${dir}/migration.sql`)
  }
  writeFileSync(snapshot, readFileSync('prisma/schema.prisma'))
}

/** A pool that reports the catalogue's "char" columns as a type that adapter-pg can read. */
function catalogPool(connectionString: string) {
  const pool = new pg.Pool({ connectionString })
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryResult>
  return Object.assign(pool, {
    query: async (...args: unknown[]) => {
      const result = await query(...args)
      for (const field of result.fields ?? []) if (field.dataTypeID === 18) field.dataTypeID = 1042
      return result
    },
  })
}

/** Replays the migrations on an empty database and compares what comes out with schema.prisma. */
async function driftOf(target: Target, url: string) {
  const factory =
    target === 'sqlite' ? new PrismaLibSql({ url }) : new PrismaPg(catalogPool(url) as never)
  await applyMigrations(createAdapter(url), target, readMigrations(folder(target)))
  const engine = await openSchemaEngine(factory)
  const to = datamodel(schemaText(target))
  const { stdout } = await engine.diff({
    from: { tag: 'schemaDatasource', files: to.files, configDir: resolve('.') },
    to,
    script: true,
    exitCode: true,
    filters,
  })
  return stdout?.trim() === emptyDiff ? undefined : stdout
}

async function postgresDrift(server: string) {
  const database = `drift_${process.pid}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${database}`)
  const url = new URL(server)
  url.pathname = `/${database}`
  const drift = await driftOf('postgresql', url.href)
  await admin.query(`DROP DATABASE ${database} WITH (FORCE)`)
  await admin.end()
  return drift
}

async function check() {
  const file = join(tmpdir(), `plumbline-drift-${process.pid}.db`)
  const server = process.env.TEST_POSTGRES_URL
  const drifts = [['sqlite', await driftOf('sqlite', `file:${file}`)]]
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true })
  if (server) drifts.push(['postgresql', await postgresDrift(server)])
  for (const [target, drift] of drifts) {
    console.log(
      drift ? `${target}: migrations differ from schema.prisma:\n${drift}` : `${target}: in step`,
    )
  }
  return drifts.some(([, drift]) => drift) ? 1 : 0
}

async function deploy() {
  const url = process.env.DATABASE_URL ?? 'file:./data/plumbline.db'
  const provider = providerOf(url)
  const migrations = readMigrations(folder(provider))
  const names = await applyMigrations(createAdapter(url), provider, migrations)
  console.log(names.length ? `applied ${names.join(', ')}` : 'the database is up to date')
}

const [command, argument] = process.argv.slice(2)
if (command === 'migration' && argument) await createMigration(argument)
else if (command === 'check') process.exit(await check())
else if (command === 'deploy') await deploy()
else {
  console.error('usage: db migration <name> | check | deploy')
  process.exit(2)
}
