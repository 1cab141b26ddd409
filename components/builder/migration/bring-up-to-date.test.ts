import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { migrateManifest } from '@/lib/manifest/migrate'
import { resolveManifest } from '@/lib/manifest/refs'
import { planUpdate } from './bring-up-to-date'

const at = '2026-01-01T00:00:00Z'
const stream = (requester: string) => `version: 6.0.0
type: DeclarativeSource
definitions:
  base:
    type: HttpRequester
    url_base: https://api.example.com/v1 # live
streams:
  - type: DeclarativeStream
    name: orders
    retriever:
      type: SimpleRetriever
      requester:
${requester}
      record_selector:
        type: RecordSelector
        extractor: { type: DpathExtractor, field_path: [data] } # one line
`
const own = stream(`        type: HttpRequester
        # The address of the sandbox.
        url_base: https://api.example.com/
        path: /orders # all of them
        http_method: POST
        request_body_json:
          a: 1 # first`)
const shared = stream(`        $ref: "#/definitions/base"
        path: /orders # all of them`)

function updated(text: string): string {
  const document = new ManifestDocument(text)
  const plan = planUpdate(document, at)
  if (plan.kind !== 'changes') throw new Error(JSON.stringify(plan))
  plan.apply(document)
  const after = document.getSnapshot().text
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
  return after
}

test('older fields become the present ones in one step, and comments elsewhere stay', () => {
  const after = updated(own)
  expect(after).toContain('url: https://api.example.com/orders')
  expect(after).toContain('type: RequestBodyJsonObject')
  expect(after).toContain('# The address of the sandbox.')
  expect(after).toContain('a: 1 # first')
  expect(after.slice(after.indexOf('streams:'))).not.toMatch(/url_base|_json|\bpath:/)
  expect(after).toContain('field_path: [data] } # one line')
  expect(after).toContain('migrated_at')
})

test('a shared address stays shared, and the stream says its whole own one', () => {
  const after = updated(shared)
  expect(after).toContain('    url: https://api.example.com/v1 # live')
  expect(after).toContain('url: https://api.example.com/v1/orders # all of them')
})

test('nothing is offered for a manifest that is up to date', () => {
  const text = stream('        type: HttpRequester\n        url: https://api.example.com/orders')
  expect(planUpdate(new ManifestDocument(text), at).kind).toBe('nothing')
})

test('the plan shows the lines before and after', () => {
  const plan = planUpdate(new ManifestDocument(shared), at)
  const lines = plan.kind === 'changes' ? plan.changes : []
  const before = lines.flatMap((change) => change.before.map((line) => line.trim()))
  const after = lines.flatMap((change) => change.after.map((line) => line.trim()))
  expect(before).toContain('path: /orders')
  expect(after).toContain('url: https://api.example.com/v1/orders')
})

const folder = join(process.env.PLUMBLINE_SHARED ?? '', 'corpus/dev')
const corpus = process.env.PLUMBLINE_SHARED && existsSync(folder) ? readdirSync(folder) : []

test.skipIf(corpus.length === 0)(
  'real manifests read as the migration says, or are left alone',
  () => {
    let count = 0
    for (const name of corpus.filter((_, index) => index % 12 === 0)) {
      const text = readFileSync(join(folder, name, 'manifest.yaml'), 'utf8')
      if (text.length > 150_000) continue
      const document = new ManifestDocument(text)
      const plan = planUpdate(document, at)
      if (plan.kind !== 'changes') continue
      const target = migrateManifest(
        resolveManifest(document.getSnapshot().manifest as JsonObject).resolved,
        at,
      )
      plan.apply(document)
      const after = resolveManifest(document.getSnapshot().manifest as JsonObject).resolved
      expect(after.streams).toEqual(target.streams)
      count++
    }
    expect(count).toBeGreaterThan(0)
  },
)
