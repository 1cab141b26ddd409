import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const tree = mkdtempSync(join(tmpdir(), 'plumbline-boundaries-'))

/** A tiny tree that breaks rules on purpose, judged by the project's own rules. */
function cruise(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(tree, dirname(path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  const { stdout } = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['app', 'components', 'lib', '--config', '.dependency-cruiser.mjs', '-T', 'json'],
    { cwd: tree, encoding: 'utf8', maxBuffer: 64e6 },
  )
  const { summary } = JSON.parse(stdout)
  return {
    modules: summary.totalCruised as number,
    rules: summary.violations.map((each: { rule: { name: string } }) => each.rule.name) as string[],
  }
}

cpSync(join(root, '.dependency-cruiser.mjs'), join(tree, '.dependency-cruiser.mjs'))
cpSync(join(root, 'tsconfig.json'), join(tree, 'tsconfig.json'))
writeFileSync(join(tree, 'package.json'), '{"type":"module"}')
symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

describe('boundaries', () => {
  it('catches a planted violation of each rule', { timeout: 60_000 }, () => {
    const { modules, rules } = cruise({
      'app/page.ts': 'export const page = 1\n',
      'lib/client/call.ts': "import '../server/data/projects'\nimport '../../app/page'\n",
      'lib/server/data/projects.ts': 'export const projects = 1\n',
      'lib/engine/read.ts': "import 'node:fs'\nimport '../server/data/projects'\n",
      'lib/manifest/load.ts': "import '../client/call'\n",
      'lib/testread/proof.ts': "import '../server/data/projects'\n",
      'lib/importers/curl.ts': "import '../server/data/projects'\n",
      'lib/contracts/drafts.ts': "import '../server/data/projects'\n",
      'lib/cli/main.ts': "import '../client/call'\n",
      'lib/exports/target.ts': "import 'yaml'\n",
      'components/builder/shell.ts': "import '../../lib/server/data/projects'\nimport './a'\n",
      'components/builder/a.ts': "import { b } from './b'\nexport const a = () => b\n",
      'components/builder/b.ts': "import { a } from './a'\nexport const b = () => a\n",
      'generated/prisma/client.ts': 'export const client = 1\n',
      'lib/recording/har.ts': "import '../../generated/prisma/client'\n",
    })
    expect(modules).toBeGreaterThan(10)
    expect([...new Set(rules)].sort()).toEqual([
      'browser-never-reaches-server',
      'cli-has-no-web-in-it',
      'contracts-are-schemas',
      'descriptions-are-read-without-a-world',
      'engine-is-pure',
      'engine-uses-web-apis-only',
      'lib-does-not-know-routes',
      'manifest-knows-only-the-engine',
      'no-cycles',
      'only-data-talks-to-prisma',
      'only-manifest-reads-yaml',
      'testread-knows-manifest-and-engine',
    ])
  })
})
