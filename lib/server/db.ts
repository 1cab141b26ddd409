import 'server-only'
import { createDb, type Db } from './database/client'
import { env } from './env'

// On globalThis, so that a hot reload does not open another client.
const holder = globalThis as unknown as { plumblineDb?: Db | undefined }

/** The client of this process's database. */
export function db(): Db {
  holder.plumblineDb ??= createDb(env().databaseUrl)
  return holder.plumblineDb
}

/** Puts another client in place, as the tests do that run on both databases. */
export function setDb(client: Db | undefined): void {
  holder.plumblineDb = client
}
