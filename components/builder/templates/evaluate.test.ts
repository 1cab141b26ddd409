import { expect, test } from 'vitest'
import type { TemplateNames } from './completion'
import { evaluateTemplate } from './evaluate'

const names: TemplateNames = new Map<string, unknown>([
  ['config', { start_date: '2026-01-01', api_key: undefined }],
  ['response', { next_cursor: 'abc', total: 250, data: [1, 2], empty: '' }],
  ['last_page_size', 50],
  ['record', undefined],
])

test.each([
  ['{{ response.next_cursor }}', { kind: 'value', text: 'abc', type: 'text' }],
  ["{{ response['total'] }}", { kind: 'value', text: '250', type: 'number' }],
  ['{{ response.total > last_page_size }}', { kind: 'value', text: 'true', type: 'true or false' }],
  ['{{ response.data }}', { kind: 'value', text: '[1,2]', type: 'list of 2' }],
  ['from {{ config.start_date }}', { kind: 'value', text: 'from 2026-01-01', type: 'text' }],
  ['{{ response.empty }}', { kind: 'nothing' }],
  ['{{ response.missing }}', { kind: 'nothing' }],
  ['{{ record.id }}', { kind: 'not-run' }],
  ["Bearer {{ config['api_key'] }}", { kind: 'input', names: ['api_key'] }],
  ['{{ respons.next }}', { kind: 'unknown-name', name: 'respons', meant: 'response' }],
  ['{{ frobnicate }}', { kind: 'unknown-name', name: 'frobnicate', meant: undefined }],
])('%s', (template, result) => expect(evaluateTemplate(template, names)).toEqual(result))

test('a mistake is explained and never thrown', () => {
  expect(evaluateTemplate('{{ response. }}', names).kind).toBe('mistake')
  expect(evaluateTemplate('{{ 1 / 0 }}', names).kind).toBe('mistake')
})
