// One entrance for `npm start`, `setup`, `dev`, `test` and `check`. Plain JavaScript without
// dependencies, since it runs before they are installed, on whatever Node started npm.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const mode = process.argv[2] ?? 'start'
process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..'))
process.env.PATH = `${join(process.cwd(), 'node_modules', '.bin')}${delimiter}${process.env.PATH}`
process.env.NEXT_TELEMETRY_DISABLED = '1'
process.env.CHECKPOINT_DISABLE = '1'

const isWindows = process.platform === 'win32'
const say = (text) => console.log(`plumbline: ${text}`)

/** Ends with a sentence about what failed and what to do about it. */
function fail(what, remedy) {
  console.error(`\nplumbline: ${what}\n           ${remedy}`)
  process.exit(1)
}

function run(command, args, remedy) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: isWindows })
  if (status === 0) return
  fail(`${[command, ...args].join(' ')} failed${error ? ` (${error.message})` : ''}.`, remedy)
}

const time = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** When anything below a path was changed last. */
function newest(path) {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  const inside = readdirSync(path).map((name) => newest(join(path, name)))
  return Math.max(stat.mtimeMs, ...inside)
}

function install() {
  if (time('node_modules/.package-lock.json') >= time('package-lock.json')) return
  say('installing dependencies (once, about a minute)…')
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'],
    'Check the network and the registry (npm ping), then run the same command again.',
  )
}

/** From here on `node` is the pinned one where its package exists, else the one that is installed. */
function requireNode() {
  const { stdout } = spawnSync('node', ['--version'], { encoding: 'utf8', shell: isWindows })
  const [major = 0, minor = 0] = (stdout ?? '').replace('v', '').split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 18)) return
  fail(
    `Node ${stdout?.trim()} is too old here.`,
    'Install Node 24 (https://nodejs.org) and run again.',
  )
}

function generate() {
  const client = time('generated/prisma/postgresql/client.ts')
  if (client >= Math.max(time('prisma/schema.prisma'), time('node_modules/.package-lock.json')))
    return
  say('generating the database client…')
  run('node', ['scripts/prisma-generate.ts'], 'Run `npm ci` and try again.')
}

const sources = ['app', 'components', 'lib', 'public', 'prisma', 'connectors', 'next.config.mjs']

function buildStudio() {
  const built = time('.next/standalone/server.js')
  const changed = Math.max(...sources.map(newest), time('node_modules/.package-lock.json'))
  if (built >= changed && built > 0) return
  say('building the studio (a minute or two)…')
  run('next', ['build'], 'The lines above say what does not compile.')
}

function buildCli() {
  const changed = Math.max(
    newest('lib'),
    newest('scripts'),
    time('node_modules/.package-lock.json'),
  )
  if (time('dist/plumbline.mjs') >= changed) return
  say('building the command line…')
  run('node', ['scripts/build-cli.ts'], 'The lines above say what does not compile.')
}

/** A browser for the end-to-end tests: the system's, else the one that Playwright fetches. */
function browser() {
  const paths = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser']
  if (paths.some((path) => path && existsSync(path))) return
  say('no Chromium found; installing the one that Playwright brings…')
  run(
    'playwright',
    ['install', 'chromium'],
    'Install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  )
}

/** Runs the last step so that Ctrl-C and SIGTERM reach it. */
function hand(command, args) {
  const child = spawn(command, args, { stdio: 'inherit', shell: isWindows })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 0 : 1)))
}

function setup() {
  install()
  requireNode()
  generate()
}

setup()
switch (mode) {
  case 'start':
    buildStudio()
    buildCli()
    hand('node', ['scripts/start.ts'])
    break
  case 'setup':
    buildStudio()
    buildCli()
    say('ready. `npm start` starts it, `npm test` tests it.')
    break
  case 'dev':
    hand('node', ['scripts/dev.ts'])
    break
  case 'check':
    hand('node', ['scripts/test.ts', 'check'])
    break
  case 'test':
    buildStudio()
    buildCli()
    browser()
    hand('node', ['scripts/test.ts', 'all', ...process.argv.slice(3)])
    break
  default:
    fail(`There is no mode called ${mode}.`, 'Use start, setup, dev, check or test.')
}
