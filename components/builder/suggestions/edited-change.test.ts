import { expect, test } from 'vitest'
import { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { SuggestedChange } from '../../testing/panel-suggestions'
import { suggestionEditing } from './edited-change'
import { applyChanges } from './suggested-changes'

const text = `streams:
  - type: DeclarativeStream
    name: orders # ours
    retriever:
      type: SimpleRetriever
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: []}
`

const change: SuggestedChange = {
  id: 'retriever/record_selector/extractor/field_path',
  stream: 'orders',
  station: 'records',
  suggestion: {
    path: '/streams/0/retriever/record_selector/extractor/field_path',
    value: ['data'],
    title: 'Records at data',
    confidence: 'likely',
    evidence: [],
  },
  before: '',
  after: '',
  streamCount: 1,
}

test('a suggestion is shown as YAML and taken over as it was edited, in one undo step', () => {
  const document = new ManifestDocument(text)
  const editing = suggestionEditing(document)
  expect(editing.textOf(change)).toBe('- data')
  const edited = editing.edited(change, '- data\n- orders')
  if ('why' in edited) throw new Error(edited.why)
  expect(edited.after).toBe('Records at data.orders[]')
  applyChanges(document, [edited])
  expect(document.getSnapshot().manifest).toMatchObject({
    streams: [
      { retriever: { record_selector: { extractor: { field_path: ['data', 'orders'] } } } },
    ],
  })
  document.undo()
  expect(document.getSnapshot().text).toBe(text)
})

test('text that gives no value says why', () => {
  const editing = suggestionEditing(new ManifestDocument(text))
  expect(editing.edited(change, 'a: [')).toHaveProperty('why')
  expect(editing.edited(change, '  ')).toHaveProperty('why')
})
