// One schema, two databases. prisma/schema.prisma is written for SQLite; the PostgreSQL variant
// differs in the provider and the output folder only, and is derived, never edited.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export const targets = ['sqlite', 'postgresql'] as const
export type Target = (typeof targets)[number]

const source = 'prisma/schema.prisma'

/** Where a target's schema stands, for tools that want a path. */
export function schemaPath(target: Target): string {
  return target === 'sqlite' ? source : 'generated/prisma/schema.postgresql.prisma'
}

/** The schema as a target sees it. */
export function schemaText(target: Target, file = source): string {
  const text = readFileSync(file, 'utf8')
  if (target === 'sqlite') return text
  return text
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('"../generated/prisma/sqlite"', '"./postgresql"')
}

/** Writes the derived schema file. */
export function writeDerivedSchema(): void {
  const path = schemaPath('postgresql')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, schemaText('postgresql'))
}
