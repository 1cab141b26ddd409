// The mock API of ../shared/perf, started on a port of its own for as long as a bench runs.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'

/** Where the workloads lie; a bench that finds nothing there says so and ends. */
export function perfFolder(): string {
  const folder = resolve(process.env.PLUMBLINE_SHARED ?? '../shared', 'perf')
  if (existsSync(folder)) return folder
  console.log('bench: the folder with the workloads is not here, so there is nothing to measure.')
  process.exit(0)
}

/** Starts the mock API and resolves to its origin once it answers. It ends with this process. */
export async function startMockApi(folder: string): Promise<string> {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const server = spawn(process.execPath, [join(folder, 'server.mjs'), '--port', String(port)], {
    stdio: 'ignore',
  })
  process.on('exit', () => server.kill())
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const isUp = await fetch(`${origin}/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (isUp) return origin
    await new Promise((settle) => setTimeout(settle, 50))
  }
  throw new Error('The mock API did not start')
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((settle) => probe.listen(0, '127.0.0.1', settle))
  const address = probe.address()
  await new Promise((settle) => probe.close(settle))
  if (address === null || typeof address === 'string') throw new Error('There is no free port')
  return address.port
}
