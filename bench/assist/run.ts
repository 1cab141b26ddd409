// Scores `plumbline suggest`: see docs/assistant.md. First the invented APIs of this folder, read
// completely by the engine; then, where it lies beside the checkout, the set of public APIs: its
// field score, and with --behaviour what the reference engine reads (Python, some minutes).
//
//   node scripts/build-cli.ts
//   node bench/assist/run.ts [--only a,b] [--misses] [--behaviour] [--write]
//
// --write puts the numbers and every miss with its reason into docs/assistant-numbers.md.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import type { Behaviour, FieldScore } from './numbers.ts'
import { numbersPage } from './numbers.ts'
import type { OwnScore } from './score-own.ts'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    misses: { type: 'boolean' },
    behaviour: { type: 'boolean' },
    write: { type: 'boolean' },
  },
})
const root = join(import.meta.dirname, '../..')
const shared = process.env.PLUMBLINE_SHARED || join(root, '../shared')
const folder = join(shared, 'assist')
const cli = join(root, 'dist/plumbline.mjs')
const out = mkdtempSync(join(tmpdir(), 'plumbline-assist-'))

const own = await scoreOwn()
process.stdout.write(`Invented APIs: ${own.complete} of ${own.lists} lists are read completely\n`)
for (const { rule, list, why } of own.misses) process.stdout.write(`  ${rule}: ${list}: ${why}\n`)

if (existsSync(folder)) scorePublic()
else process.stdout.write(`There are no public APIs in ${folder}; PLUMBLINE_SHARED says where.\n`)

/** The sources import each other as a bundler has it, so they are bundled first. */
async function scoreOwn(): Promise<OwnScore> {
  const outfile = join(out, 'score-own.cjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'score-own.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
  })
  const { default: module } = await import(outfile)
  return await module.scoreOwnApis()
}

function scorePublic(): void {
  if (!existsSync(cli)) fail('Build the command line first: node scripts/build-cli.ts')
  const only = values.only === undefined ? [] : ['--only', values.only]
  const fields = join(out, 'fields.json')
  const behaviour = join(out, 'behaviour.json')
  run('node', [join(folder, 'run-all.mjs'), out, ...only, '--', 'node', cli])
  const listed = values.misses || values.write ? ['--misses'] : []
  const misses = run('node', [join(folder, 'score.mjs'), out, ...only, '--json', fields, ...listed])
  if (values.behaviour) run(join(folder, 'behave.sh'), [out, ...only, '--json', behaviour])
  if (!values.write) return
  const page = numbersPage({
    folder: join(folder, 'dev'),
    out,
    own,
    fields: readJson<FieldScore>(fields),
    misses: [...misses.matchAll(/^ {2}miss (\S+) (.+): ([^:\n]+)$/gm)].map((match) => ({
      connector: match[1] ?? '',
      stream: match[2] ?? '',
      field: match[3] ?? '',
    })),
    behaviour: existsSync(behaviour) ? readJson<Behaviour>(behaviour) : undefined,
  })
  writeFileSync(join(root, 'docs/assistant-numbers.md'), page)
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

/** Runs a program, shows what it writes and returns it. */
function run(command: string, args: readonly string[]): string {
  const { status, error, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  })
  process.stdout.write(stdout ?? '')
  if (status !== 0) fail(`${command} failed${error ? ` (${error.message})` : ''}.`)
  return stdout
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
