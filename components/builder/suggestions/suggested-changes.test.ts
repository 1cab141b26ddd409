import { expect, it } from 'vitest'
import type { DeclaredStream } from '@/lib/contracts/declared'
import type { JsonObject } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { proofOf } from '@/lib/testread/proof'
import { signalsOf } from '@/lib/testread/signals'
import { streamInfo } from '@/lib/testread/stream-info'
import type { TestRead } from '@/lib/testread/test-read'
import type { StreamRun } from '../../testing/run-store'
import { valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import { streamEntries } from '../streams'
import { applyChanges, suggestedChanges, withChanges } from './suggested-changes'

const text = `# mine
streams:
  - $ref: '#/definitions/orders' # kept
definitions:
  orders:
    type: DeclarativeStream
    name: orders
    retriever:
      type: SimpleRetriever
      requester: {type: HttpRequester, url_base: https://shop.example, path: /orders}
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: [data]}
`

const found = [{ id: 1 }, { id: 2 }]
const url = 'https://shop.example/orders'
const headers = [['Link', '<https://shop.example/orders?page=2>; rel="next"']] as const
const body = { data: found, total: 9 }
const bodyText = JSON.stringify(body)

const read: TestRead = {
  stream: 'orders',
  status: 'completed',
  limits: [],
  slices: [
    {
      slice: 0,
      partition: {},
      window: {},
      end: 'pages-ended',
      pages: [
        {
          slice: 0,
          page: 0,
          call: 1,
          foundCount: 2,
          recordCount: 2,
          signals: { ...signalsOf(body, headers, 2), fingerprint: 'x' },
        },
      ],
    },
  ],
  records: found.map((data) => ({ slice: 0, page: 0, data })),
  calls: [
    {
      call: 1,
      request: 1,
      attempt: 1,
      purpose: 'data',
      place: { stream: 'orders', slice: 0, page: 0 },
      sent: { method: 'GET', url, headers: [] },
      path: [],
      startMs: 0,
      waits: [],
      action: 'accept',
      response: {
        status: 200,
        headers,
        url,
        redirects: [],
        bodyText,
        bodyBytes: bodyText.length,
        isTruncated: false,
      },
    },
  ],
  notes: [],
  errors: [],
  bytes: bodyText.length,
  elapsedMs: 5,
}

function changesOf(
  document: ManifestDocument,
  of = read,
  declared: readonly DeclaredStream[] = [],
) {
  const manifest = resolvedManifest(document.getSnapshot().manifest)
  const entry = streamEntries(manifest).find(({ name }) => name === 'orders')
  if (!entry) throw new Error('no stream')
  const stream = valueAt(manifest, ...entry.path) as JsonObject
  const run = { request: { text }, read: of, proof: proofOf(of, streamInfo(stream)) }
  return suggestedChanges(document, entry, run as unknown as StreamRun, declared)
}

it('finds the token that a body gives', () => {
  const given = signalsOf({ ...body, meta: { next_cursor: 'abc' } }, [], 2)
  const [slice] = read.slices
  const [page] = slice?.pages ?? []
  if (!slice || !page) throw new Error('no page')
  const pages = [{ ...page, signals: { ...given, fingerprint: 'x' } }]
  const token = { ...read, slices: [{ ...slice, pages }] }
  const found = changesOf(new ManifestDocument(text), token)
  expect(found.find(({ station }) => station === 'pages')?.suggestion.value).toMatchObject({
    page_token_option: { field_name: 'cursor' },
    pagination_strategy: { cursor_value: expect.stringContaining("'meta'") },
  })
})

it('says what a station says now, and what it would say', () => {
  const pages = changesOf(new ManifestDocument(text)).find(({ station }) => station === 'pages')
  expect(pages).toMatchObject({
    id: 'retriever/paginator',
    before: expect.stringMatching(/^One page/),
    after: expect.stringContaining('Link'),
    suggestion: { confidence: 'certain', evidence: [{ document: 'call 1' }] },
  })
})

it('changes the shared part where it stands, as one undo step, and nothing else of the text', () => {
  const document = new ManifestDocument(text)
  applyChanges(
    document,
    changesOf(document).filter(({ station }) => station === 'pages'),
  )
  const snapshot = document.getSnapshot()
  expect(
    snapshot.text.startsWith("# mine\nstreams:\n  - $ref: '#/definitions/orders' # kept\n"),
  ).toBe(true)
  expect(
    valueAt(snapshot.manifest, 'definitions', 'orders', 'retriever', 'paginator', 'type'),
  ).toBe('DefaultPaginator')
  expect(snapshot.undoName).toMatch(/^Accept: /)
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

const declaredPages = (stream: string, value: null): DeclaredStream => ({
  stream,
  suggestions: [
    {
      path: '/retriever/paginator',
      value,
      title: 'one page',
      confidence: 'likely',
      evidence: [{ document: 'shop.json', pointer: '/paths/~1orders/get', quote: 'All orders' }],
    },
  ],
})
const moved = text.replace(
  'streams:\n',
  `streams:
  - type: DeclarativeStream
    name: goods
    retriever: {type: SimpleRetriever}
`,
)

it.each([
  ['where it stood', text],
  ['at another place', moved],
])('shows what a document declares of the stream otherwise, %s', (_, manifest) => {
  const evidenceFrom = (stream: string) =>
    changesOf(new ManifestDocument(manifest), read, [declaredPages(stream, null)])
      .find(({ station }) => station === 'pages')
      ?.suggestion.evidence.map(({ document, isAgainst }) => [document, isAgainst])
  expect(evidenceFrom('orders')).toEqual([
    ['call 1', undefined],
    ['shop.json', true],
  ])
  expect(evidenceFrom('goods')).toEqual([['call 1', undefined]])
})

it('makes no suggestion again that was accepted', () => {
  const document = new ManifestDocument(text)
  const before = changesOf(document)
  applyChanges(document, before)
  const after = changesOf(document).map(({ id }) => id)
  expect(before.length).toBeGreaterThan(1)
  expect(after.filter((id) => before.some((change) => change.id === id))).toEqual([])
})

it('applies changes to a copy for a run that is not saved', () => {
  const document = new ManifestDocument(text)
  const trial = withChanges(text, changesOf(document))
  expect(trial.getSnapshot().text).not.toBe(text)
  expect(document.getSnapshot().text).toBe(text)
})
