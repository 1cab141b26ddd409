// What a model that is mostly wrong does to the scores: for every public API the facts of the rules are
// merged with thousands of false claims, and the connectors before and after are scored. Fails when
// anything that was right became wrong. See docs/assistant.md.
//
//   node bench/assist/faulty-model.ts [--rounds 20] [--seed 1] [--only a,b]
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const shared = process.env.PLUMBLINE_SHARED || join(import.meta.dirname, '../../../shared')
const folder = join(shared, 'assist')
if (!existsSync(folder)) {
  process.stderr.write(`There is no test data in ${folder}; PLUMBLINE_SHARED says where it is.\n`)
  process.exit(1)
}
const out = mkdtempSync(join(tmpdir(), 'plumbline-faulty-'))
const entry = join(out, 'code.mjs')
await build({
  stdin: {
    contents: `export { runWithFaults } from './lib/assistant/testing/faulty-run'
      export { manifestFromFacts } from './lib/assistant/manifest-from-facts'
      export { suggestionsFrom } from './lib/assistant/suggestions'`,
    resolveDir: join(import.meta.dirname, '../..'),
    loader: 'ts',
  },
  outfile: entry,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module'\nconst require = createRequireOf(import.meta.url)",
  },
})
const code = (await import(entry)) as {
  runWithFaults: typeof import('../../lib/assistant/testing/faulty-run').runWithFaults
  manifestFromFacts: typeof import('../../lib/assistant/manifest-from-facts').manifestFromFacts
  suggestionsFrom: typeof import('../../lib/assistant/suggestions').suggestionsFrom
}

const only = values.only?.split(',')
const sums = { made: 0, used: 0, fields: 0 }
for (const name of readdirSync(join(folder, 'dev')).sort()) {
  if (only && !only.includes(name)) continue
  const from = join(folder, 'dev', name)
  const documents = readdirSync(from)
    .filter((file) => file.startsWith('openapi'))
    .map((file) => ({ name: file, text: readFileSync(join(from, file), 'utf8') }))
  const run = code.runWithFaults(documents, Number(values.rounds), Number(values.seed))
  write('offline', name, run.offline)
  write('faulty', name, run.merged)
  const changed = run.merged.streams.filter((stream, at) => stream !== run.offline.streams[at])
  sums.made += run.made
  sums.used += run.used
  process.stdout.write(
    `${name}: ${run.made} claims, ${run.used} used, ${changed.length} of ${run.offline.streams.length} streams changed\n`,
  )
}

function write(kind: string, name: string, facts: Parameters<typeof code.manifestFromFacts>[0]) {
  const to = join(out, kind, name)
  const { resolved } = code.manifestFromFacts(facts)
  mkdirSync(to, { recursive: true })
  writeFileSync(join(to, 'manifest.json'), JSON.stringify(resolved))
  writeFileSync(join(to, 'suggestions.json'), JSON.stringify(code.suggestionsFrom(facts, resolved)))
}

const before = missesOf('offline')
const after = missesOf('faulty')
const worse = [...after].filter((miss) => !before.has(miss))
const better = [...before].filter((miss) => !after.has(miss))
process.stdout.write(
  `${sums.made} claims, ${sums.used} used. Fields that became right: ${better.length}, wrong: ${worse.length}.\n`,
)
process.stdout.write(`Connectors are in ${out}.\n`)
for (const miss of worse) process.stdout.write(`  worse: ${miss}\n`)
for (const miss of better) process.stdout.write(`  better: ${miss}\n`)
process.exit(worse.length > 0 ? 1 : 0)

/** The fields that the shared score calls wrong, and its invented parameters. */
function missesOf(kind: string): Set<string> {
  const args = [join(folder, 'score.mjs'), join(out, kind), '--misses']
  if (values.only !== undefined) args.push('--only', values.only)
  const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  const lines = stdout.split('\n').map((line) => line.trim())
  return new Set(lines.filter((line) => /^miss |^source-\S+: \S+ /.test(line)))
}
