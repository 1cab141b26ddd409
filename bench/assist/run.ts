// Scores `plumbline suggest` on public APIs: see docs/assistant.md. Prints the field score, and with
// --behaviour what the reference engine reads with the connectors.
//
//   node scripts/build-cli.ts
//   node bench/assist/run.ts [--only a,b] [--misses] [--behaviour]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    misses: { type: 'boolean' },
    behaviour: { type: 'boolean' },
  },
})
const shared = process.env.PLUMBLINE_SHARED || join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'assist')
const cli = join(import.meta.dirname, '../../dist/plumbline.mjs')
if (!existsSync(folder))
  fail(`There is no test data in ${folder}; PLUMBLINE_SHARED says where it is.`)
if (!existsSync(cli)) fail('Build the command line first: node scripts/build-cli.ts')

const out = mkdtempSync(join(tmpdir(), 'plumbline-assist-'))
const only = values.only === undefined ? [] : ['--only', values.only]
run('node', [join(folder, 'run-all.mjs'), out, ...only, '--', 'node', cli])
run('node', [join(folder, 'score.mjs'), out, ...only, ...(values.misses ? ['--misses'] : [])])
if (values.behaviour) run(join(folder, 'behave.sh'), [out, ...only])

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' })
  if (status !== 0) fail(`${command} failed${error ? ` (${error.message})` : ''}.`)
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
