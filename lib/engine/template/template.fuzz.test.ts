import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../values/value'
import { evaluateLine } from './evaluate-line'

const words = [
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '{{-',
    '-}}',
    'for',
    'in',
    'if',
    'else',
    'endif',
    'endfor',
  ],
  ...[
    'set',
    'macro',
    'call',
    'filter',
    'raw',
    'endraw',
    'not',
    'is',
    'defined',
    'and',
    'or',
    'loop',
  ],
  ...['config', 'record', 'x', "'a'", '"b"', '1', '0', '-', '1.5', '1e9', 'true', 'none', 'range'],
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '.',
    '|',
    '~',
    '+',
    '*',
    '**',
    '//',
    '%',
    '==',
    '<',
    '=',
  ],
  ...['join', 'replace', 'int', 'string', 'length', 'regex_search', 'format_datetime', 'duration'],
  ...['now_utc', 'timestamp', 'max', 'min', 'sort', 'map', 'list', 'tojson', 'upper', 'center'],
  ...[
    '__class__',
    '__proto__',
    'constructor',
    'mro',
    '999999999',
    "'a' * 999999999",
    '\n',
    ' ',
    'é',
  ],
]
const sentences = fc
  .array(fc.constantFrom(...words), { maxLength: 25 })
  .chain((list) => fc.constantFrom(list.join(' '), `{{ ${list.join(' ')} }}`, list.join('')))
const anyTemplate = fc.oneof({ weight: 3, arbitrary: sentences }, fc.string({ unit: 'binary' }))
const context: JsonObject = {
  config: { start: '2024-01-01', list: [1, 2, 3], nested: { key: 'value' } },
  record: { id: 1, name: 'Ada', tags: ['a', 'b'], amount: 1.5, none: null },
  x: { y: [{ z: 1 }] },
}

describe('templates', () => {
  it('have a value or an error that names its class, whatever is written', () => {
    fc.assert(
      fc.property(anyTemplate, (template) => {
        // Anything that is not on purpose is thrown on.
        const line = evaluateLine({ template, context, nowMicros: 1_705_408_496_000_000 })
        if ('error' in line) expect(line.error.class).not.toBe('')
        else expect(isPlain(line.result)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('leave what they read as it was', () => {
    const before = JSON.stringify(context)
    fc.assert(
      fc.property(sentences, (template) => {
        evaluateLine({ template, context, nowMicros: 0 })
        expect(JSON.stringify(context)).toBe(before)
      }),
      { numRuns: 500 },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each([
    "{{ 'a' * 1000000000 }}",
    '{{ range(1000000000) | list }}',
    '{{ 9 ** 9 ** 9 }}',
    "{{ 'a' | center(1000000000) }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ ('a' * 100000) | replace('a', 'b' * 100000) }}",
    '{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}',
    '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}',
    `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`,
    `{{ ${'['.repeat(20_000)} }}`,
    `{{ ${'not '.repeat(20_000)}1 }}`,
    `{{ ${'-'.repeat(20_000)}1 }}`,
    `{{ x${'.y'.repeat(20_000)} }}`,
    `{{ 1${' + 1'.repeat(20_000)} }}`,
    "{{ 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' | regex_search('^(a+)+$') }}",
  ])('%.60s ends at once with a value or an error', (template) => {
    const line = evaluateLine({ template, context, nowMicros: 0 })
    const size = 'error' in line ? line.error.message.length : JSON.stringify(line.result).length
    // Nothing that a template makes is larger than a megabyte.
    expect(size).toBeLessThanOrEqual(2_000_000)
  })
})

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isPlain)
  if (typeof value === 'function' || typeof value === 'symbol') return false
  return typeof value !== 'object' || value === null || Object.values(value).every(isPlain)
}
