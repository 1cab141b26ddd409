import { describe, expect, it } from 'vitest'
import { compileTemplate } from './evaluate'

const host = { nowMicros: () => 0, uuid: () => crypto.randomUUID() }
const list = Array.from({ length: 1000 }, (_, index) => index)

function evaluate(template: string) {
  return compileTemplate(template).evaluate({ config: { l: list, s: 'x'.repeat(1000) } }, host)
}

const costly: readonly (readonly [what: string, template: string])[] = [
  ['text that is repeated', "{{ 'a' * 500000000 }}"],
  ['a list that is repeated', '{{ [0] * 500000000 }}'],
  ['a power', '{{ (9 ** 99) ** 99 }}'],
  ['a long power', '{{ 10 ** 5000 }}'],
  ['padding', "{{ 'a'.ljust(900000000) }}"],
  ['centering', "{{ 'a' | center(900000000) }}"],
  ['a format width', "{{ '{:900000000}'.format(1) }}"],
  ['a percent width', "{{ '%900000000d' % 1 }}"],
  ['zero filling', "{{ '1'.zfill(900000000) }}"],
  ['loops in loops', '{% for a in config.l %}{% for b in config.l %}{% endfor %}{% endfor %}'],
  [
    'a text that doubles',
    "{% set n = namespace(s='x' * 1000) %}{% for a in config.l %}{% set n.s = n.s ~ n.s %}{% endfor %}",
  ],
  [
    'a list that doubles',
    '{% set n = namespace(l=[1]) %}{% for a in config.l %}{% set n.l = n.l + n.l %}{% endfor %}',
  ],
  ['replacing nothing by much', "{{ config.s | replace('', config.s * 10) }}"],
  ['joining', '{{ config.l | map("string") | join(config.s * 100) }}'],
  ['a macro that calls itself', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}'],
  ['indenting', "{{ 'a\\nb' | indent(900000000) }}"],
  ['tabs', "{{ '\\t'.expandtabs(900000000) }}"],
  ['slices', '{{ [1] | slice(900000000) | list }}'],
  [
    'searching long text often',
    "{% set s = 'x' * 1000000 %}{% for a in config.l %}{% if 'y' in s %}{% endif %}{% endfor %}",
  ],
  [
    'picking from long text often',
    "{% set s = 'x' * 1000000 %}{% for a in config.l %}{% set c = s[a] %}{% endfor %}",
  ],
  [
    'cutting long text often',
    "{% set s = 'x' * 1000000 %}{% for a in config.l %}{% set c = s[::-1] %}{% endfor %}",
  ],
  [
    'adding to long text often',
    "{% set s = 'x' * 1000000 %}{% for a in config.l %}{% set c = s + 'y' %}{% endfor %}",
  ],
  [
    'comparing long text often',
    "{% set s = 'x' * 1000000 %}{% for a in config.l %}{% set c = s ~ '1' == s ~ '2' %}{% endfor %}",
  ],
  [
    'writing a long list often',
    '{% for a in config.l %}{% set c = (config.l | string | hash) ~ (config.l | tojson | hash) %}{% endfor %}',
  ],
  ['batches', "{{ [1] | batch(900000000, 'x') | list }}"],
]

describe('budgets', () => {
  it.each(costly)('ends %s before it costs much', (_what, template) => {
    expect(() => evaluate(template)).toThrow(
      expect.objectContaining({ code: 'template_too_costly' }),
    )
  })

  it('runs a pattern that would take others forever', () => {
    expect(evaluate("{{ ('a' * 5000 ~ '!') | regex_replace('^(a+)+$', 'x') | length }}")).toBe(5001)
  })

  it.each([
    ['brackets', `{{ ${'('.repeat(100)}1${')'.repeat(100)} }}`],
    ['blocks', `${'{% if 1 %}'.repeat(100)}${'{% endif %}'.repeat(100)}`],
    ['operators in a row', `{{ 1${' + 1'.repeat(1000)} }}`],
    ['parts', `{{ [${'1,'.repeat(20_000)}] }}`],
  ])('refuses too many %s when it reads the template', (_what, template) => {
    expect(() => compileTemplate(template)).toThrow(
      expect.objectContaining({ code: 'template_syntax' }),
    )
  })

  it('refuses text that is too long to be a template', () => {
    expect(() => compileTemplate(`{{ 1 }}${'x'.repeat(70_000)}`)).toThrow(
      expect.objectContaining({ code: 'template_too_long' }),
    )
  })

  it('never repeats a value in a message', () => {
    const secret = 'hunter2-hunter2'
    const templates = [
      '{{ config.secret | int(base=99) }}',
      "{{ format_datetime(config.secret, '%Y') }}",
      '{{ duration(config.secret) }}',
      '{{ config.secret | base64decode }}',
      '{{ config.secret.index("zz") }}',
      '{{ config.secret.nope.more }}',
      '{{ today_with_timezone(config.secret) }}',
    ]
    for (const template of templates) {
      try {
        compileTemplate(template).evaluate({ config: { secret } }, host)
        expect.unreachable(template)
      } catch (error) {
        expect(String(error)).not.toContain(secret)
      }
    }
  })
})
