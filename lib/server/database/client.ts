import { PrismaClient as PostgresClient } from '../../../generated/prisma/postgresql/client'
import { PrismaClient as SqliteClient } from '../../../generated/prisma/sqlite/client'
import { createAdapter, providerOf } from './adapter'

/** The SQLite client's type is the common ground: it has nothing that PostgreSQL lacks. */
export type Db = SqliteClient

/** Opens a client. It connects with its first query. */
export function createDb(url: string): Db {
  const adapter = createAdapter(url)
  return providerOf(url) === 'sqlite'
    ? new SqliteClient({ adapter })
    : (new PostgresClient({ adapter }) as unknown as Db)
}
