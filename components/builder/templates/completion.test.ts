import { expect, test } from 'vitest'
import { complete, completionsAt, type TemplateNames } from './completion'

const names: TemplateNames = new Map<string, unknown>([
  ['config', { start_date: '2026-01-01', api_key: undefined }],
  ['response', { next_cursor: 'abc', data: [1, 2], meta: { 'total-count': 3 } }],
])
const labels = (text: string) =>
  completionsAt(text, text.length, names)?.items.map(({ label }) => label)

test('nothing is offered outside of braces', () => {
  expect(labels('plain config')).toBeUndefined()
  expect(labels('{{ config }} response')).toBeUndefined()
})

test('inputs come first, then variables and functions', () => {
  expect(labels('{{ ')?.slice(0, 4)).toEqual(['start_date', 'api_key', 'config', 'response'])
})

test('what was typed narrows it down', () => {
  expect(labels('{{ res')).toEqual(['response'])
  expect(labels('{{ response.')).toEqual(['next_cursor', 'data', 'meta'])
  expect(labels("{{ config['sta")).toEqual(['start_date'])
})

test('a field whose name is no word is written in brackets', () => {
  const text = '{{ response.meta.'
  const list = completionsAt(text, text.length, names)
  const [first] = list?.items ?? []
  expect(first?.insert).toBe("['total-count']")
  expect(
    first && list && complete(text, text.length, { from: list.from, completion: first }),
  ).toEqual({
    text: "{{ response.meta['total-count'] }}",
    caret: "{{ response.meta['total-count']".length,
  })
})

test('braces that are there are not closed twice', () => {
  const completion = { label: 'a', detail: '', insert: 'a' }
  expect(complete('{{ x }}', 4, { from: 3, completion }).text).toBe('{{ a }}')
})

test('nothing is offered inside a text', () => {
  expect(labels("{{ 'config")).toBeUndefined()
})
