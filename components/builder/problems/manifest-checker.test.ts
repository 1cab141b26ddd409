import { expect, test } from 'vitest'
import { checkManifest } from '@/lib/manifest/check'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { type CheckReply, type CheckRequest, ManifestChecker } from './manifest-checker'
import { postable, withFix } from './postable-problem'

function open() {
  const posted: string[] = []
  const shown: number[] = []
  const threads: { reply: (revision: number) => void; fail: () => void }[] = []
  const start = (name: string) => (onReply: (reply: CheckReply) => void, onFailure: () => void) => {
    threads.push({ reply: (revision) => onReply({ revision, problems: [] }), fail: onFailure })
    return {
      post: ({ revision }: CheckRequest) => void posted.push(`${name} ${revision}`),
      close: () => undefined,
    }
  }
  const checker = new ManifestChecker({
    start: start('worker'),
    startFallback: start('page'),
    onReply: ({ revision }) => void shown.push(revision),
  })
  return { checker, posted, shown, threads }
}
const ask = (revision: number) => ({ text: '', revision })

test('no thread is started before there is something to check', () => {
  expect(open().threads).toEqual([])
})

test('of the texts that come during a check only the last is checked', () => {
  const { checker, posted, shown, threads } = open()
  for (const revision of [1, 2, 3]) checker.check(ask(revision))
  expect(posted).toEqual(['worker 1'])
  threads[0]?.reply(1)
  expect(posted).toEqual(['worker 1', 'worker 3'])
  threads[0]?.reply(3)
  expect(shown).toEqual([1, 3])
})

test('when a thread fails, the page checks the last text itself', () => {
  const { checker, posted, shown, threads } = open()
  checker.check(ask(1))
  checker.check(ask(2))
  threads[0]?.fail()
  threads[1]?.reply(2)
  expect(posted).toEqual(['worker 1', 'page 2'])
  expect(shown).toEqual([2])
})

test('an answer after closing is not shown', () => {
  const { checker, shown, threads } = open()
  checker.check(ask(1))
  checker.close()
  threads[0]?.reply(1)
  expect(shown).toEqual([])
})

test('a problem that went through a thread still mends the manifest', () => {
  const document = new ManifestDocument(`version: 6.0.0
type: DeclarativeSource
check:
  type: CheckStream
  stream_names: [a]
streams:
  - type: DeclarativeStream
    name: a
    retriever:
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url_base: https://api.example.com # live
        path: /a
      record_selector:
        type: RecordSelector
        extractor:
          type: DpathExtractor
          field_path: []
    schema_loader:
      type: InlineSchemaLoader
      schema: {}
`)
  const found = checkManifest(document.getSnapshot().manifest).map(postable)
  const [problem] = structuredClone(found).filter(({ fixTitle }) => fixTitle !== undefined)
  if (problem === undefined) throw new Error('no problem with a fix')
  document.transact('Mend', (edits) => withFix(problem, document).fix?.apply(edits))
  expect(document.getSnapshot().text).toContain('url: https://api.example.com/a')
})
