import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { PrismaPg } from '@prisma/adapter-pg'

export type Provider = 'sqlite' | 'postgresql'

/** Which database an address means: `postgres://…` is PostgreSQL, `file:…` SQLite. */
export function providerOf(url: string): Provider {
  return /^postgres(ql)?:/.test(url) ? 'postgresql' : 'sqlite'
}

/** The driver adapter for an address. Creates the folder of a SQLite file. */
export function createAdapter(url: string): PrismaLibSql | PrismaPg {
  if (providerOf(url) === 'postgresql') return new PrismaPg({ connectionString: url, max: 10 })
  mkdirSync(dirname(url.replace(/^file:(\/\/)?/, '')), { recursive: true })
  // A transaction takes the connection with it and the next query opens a new one, so settings
  // must hold for every connection: `timeout` (busy wait) does, a PRAGMA would not.
  return new PrismaLibSql({ url, timeout: 5_000 })
}
