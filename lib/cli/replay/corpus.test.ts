import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseJson, stringifyJson } from '../../engine/values/json'
import type { JsonObject } from '../../engine/values/value'
import { loadManifest } from '../load-manifest'
import { replayCase } from './replay-case'

const corpus = join(process.env.PLUMBLINE_SHARED ?? '', 'corpus')
const isPresent = Boolean(process.env.PLUMBLINE_SHARED) && existsSync(corpus)

/** Every so many connectors of a folder, so that the test stays short. */
function sample(folder: string, every: number): string[] {
  const names = readdirSync(join(corpus, folder)).sort()
  return names.filter((_, index) => index % every === 0).map((name) => join(corpus, folder, name))
}

interface Comparator {
  compareCase(recorded: unknown, har: unknown, out: unknown): { verdict: { all: boolean } }
}

async function verdicts(connector: string): Promise<readonly [name: string, isEqual: boolean][]> {
  const { compareCase }: Comparator = await import(pathToFileURL(join(corpus, 'compare.mjs')).href)
  const manifest = await loadManifest(readFileSync(join(connector, 'manifest.yaml'), 'utf8'))
  const config = parseJson(readFileSync(join(connector, 'config.json'), 'utf8')) as JsonObject
  const cases = readdirSync(join(connector, 'cases')).filter((name) => name.endsWith('.json'))
  const results: [string, boolean][] = []
  for (const name of cases) {
    const file = join(connector, 'cases', name)
    const recorded = parseJson(readFileSync(file, 'utf8')) as never
    const har = JSON.parse(readFileSync(file.replace(/\.json$/, '.har'), 'utf8'))
    const signal = AbortSignal.timeout(30_000)
    const result = await replayCase({ manifest, config, recorded, har, signal })
    const out = JSON.parse(stringifyJson(result as unknown as JsonObject))
    const expected = JSON.parse(stringifyJson(recorded))
    results.push([`${basename(connector)}/${name}`, compareCase(expected, har, out).verdict.all])
  }
  return results
}

describe.runIf(isPresent)('recorded reads of the reference engine', () => {
  it.each([
    ['dev', 6],
    ['handmade', 2],
  ])(
    'of a sample of %s come out the same',
    async (folder, every) => {
      const all = []
      for (const connector of sample(folder, every)) all.push(...(await verdicts(connector)))
      const different = all.filter(([, isEqual]) => !isEqual).map(([name]) => name)
      expect(all.length).toBeGreaterThan(50)
      expect(different.length / all.length, different.join('\n')).toBeLessThan(0.02)
    },
    120_000,
  )
})

it.skipIf(isPresent)(
  'recorded reads are skipped: PLUMBLINE_SHARED names no folder with a corpus',
  () => {
    expect(isPresent).toBe(false)
  },
)
