// Starts the built studio in place and prints the link that signs this browser in.
import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'

const root = '.next/standalone'
const host = process.env.HOST ?? '127.0.0.1'

/** Whether a port can be listened on now. */
function isFree(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(false))
    probe.listen(port, host, () => probe.close(() => settle(true)))
  })
}

/** The port asked for, or the first free one from 3000 on. */
async function choosePort(): Promise<number> {
  const asked = process.env.PORT
  if (asked) {
    if (await isFree(Number(asked))) return Number(asked)
    console.error(
      `plumbline: port ${asked} is taken. Stop what uses it or set PORT to another one.`,
    )
    process.exit(1)
  }
  for (let port = 3000; port < 3050; port += 1) if (await isFree(port)) return port
  console.error('plumbline: no free port between 3000 and 3049. Set PORT to one that is free.')
  process.exit(1)
}

/** The standalone server wants static files beside it. */
function placeStaticFiles() {
  cpSync('.next/static', `${root}/.next/static`, { recursive: true })
  if (existsSync('public')) cpSync('public', `${root}/public`, { recursive: true })
}

placeStaticFiles()
const port = await choosePort()
const dataDir = resolve(process.env.PLUMBLINE_DATA_DIR ?? 'data')
mkdirSync(dataDir, { recursive: true, mode: 0o700 })
// The server changes into its own folder: hand it paths that hold from anywhere.
const databaseUrl = (process.env.DATABASE_URL ?? `file:${dataDir}/plumbline.db`).replace(
  /^file:(?!\/)(\.\/)?/,
  `file:${process.cwd()}/`,
)

const server = spawn(process.execPath, [`${root}/server.js`], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_ENV: 'production',
    HOSTNAME: host,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    PLUMBLINE_DATA_DIR: dataDir,
    PLUMBLINE_CONNECTORS_DIR: resolve('connectors'),
    PLUMBLINE_RUNNER: resolve('dist/runner.mjs'),
    PLUMBLINE_PRINT_LINK: '1',
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
