// The studio with hot reload, for work on the studio itself.
import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

const port = process.env.PORT ?? '3000'
const dataDir = resolve(process.env.PLUMBLINE_DATA_DIR ?? 'data')
const server = spawn('next', ['dev', '--hostname', '127.0.0.1', '--port', port], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: {
    ...process.env,
    PORT: port,
    DATABASE_URL: process.env.DATABASE_URL ?? `file:${dataDir}/plumbline.db`,
    PLUMBLINE_DATA_DIR: dataDir,
    PLUMBLINE_CONNECTORS_DIR: resolve('connectors'),
    PLUMBLINE_PRINT_LINK: '1',
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))
