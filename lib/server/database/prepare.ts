import 'server-only'
import { join } from 'node:path'
import { createAdapter, providerOf } from './adapter'
import { applyMigrations, readMigrations } from './migrations'

/**
 * Brings a database up to date with the migrations that lie in a folder.
 *
 * @throws Error when there are none, or one fails
 */
export async function prepareDatabase(url: string, rootDir: string): Promise<void> {
  const provider = providerOf(url)
  const dir = join(rootDir, 'prisma', 'migrations', provider)
  const migrations = readMigrations(dir)
  if (migrations.length === 0) throw new Error(`There are no migrations in ${dir}`)
  await applyMigrations(createAdapter(url), provider, migrations)
}
