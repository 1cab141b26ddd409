import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../errors'
import { repr } from '../values/text'
import { Float, Tuple, type Value } from '../values/value'
import { withAttributes } from './attributes'
import { interpolate, templateVariables } from './interpolate'
import { InterpolatedBoolean } from './interpolated-boolean'
import { InterpolatedMapping } from './interpolated-mapping'
import { InterpolatedNestedMapping } from './interpolated-nested-mapping'
import { InterpolatedString } from './interpolated-string'

const host = { nowMicros: () => 1_705_408_496_000_000, uuid: () => crypto.randomUUID() }
const config = { s: 'abc', n: null, num: '123', l: [1, 2], d: { k: 'v' }, zero: 0 }

function evaluate(template: string, variables: { [key: string]: Value } = {}): Value {
  return interpolate(template, templateVariables(config, variables), { host })
}

describe('interpolate', () => {
  it.each<[string, Value]>([
    ['{{ 1 }}', 1],
    ['{{ 4 / 2 }}', new Float(2)],
    ['{{ -7 % 3 }}', 2],
    ["{{ config.l | join(',') }}", new Tuple([1, 2])],
    ['{{ config.num }}', 123],
    ["{{ '0123' }}", '0123'],
    ['{{ config.d }}', { k: 'v' }],
    ['a\n', 'a'],
    ['{{ 2 ** 70 }}', 1180591620717411303424n],
    ['{{ config.missing }}', null],
    ['{{ config.missing.deeper }}', null],
    ['{% for i in [1,2] %}{{ i }},{% endfor %}', new Tuple([1, 2])],
    ['{{ {"a": 1}.items() }}', "dict_items([('a', 1)])"],
    ['{{ config.n + 1 }}', '{{ config.n + 1 }}'],
    ["{% set a = '' %}{% if config.s %}{% set a = 'b' %}{% endif %}{{ a }}", 'b'],
  ])('evaluates %s', (template, value) => {
    expect(repr(evaluate(template))).toBe(repr(value))
  })

  it('refuses names that are not given, also where they are not reached', () => {
    const code = { code: 'template_names_unknown', names: ['nope'] }
    expect(() => evaluate('{{ 1 if true else nope }}')).toThrow(expect.objectContaining(code))
  })

  it('counts a name set in one branch of an if as taken from outside', () => {
    const template = '{% if config.s %}{% set a = 1 %}{% endif %}{{ a }}'
    expect(() => evaluate(template)).toThrow(
      expect.objectContaining({ code: 'template_names_unknown' }),
    )
  })

  it('refuses stream_state anywhere in the text', () => {
    expect(() => evaluate('my_stream_state')).toThrow(
      expect.objectContaining({ code: 'stream_state_removed', failureType: 'config_error' }),
    )
  })

  it('gives the slice two more names, which show its parts with a dot', () => {
    const slice = withAttributes({ partition: 'key', id: 7 }, { partition: { id: 7 } })
    const variables = { stream_slice: slice }
    expect(evaluate('{{ stream_partition.id }}', variables)).toBe(7)
    expect(evaluate('{{ stream_interval.partition }}', variables)).toEqual({ id: 7 })
    expect(evaluate("{{ stream_slice['partition'] }}", variables)).toBe('key')
  })

  it('tells where a template is not well written', () => {
    expect(() => evaluate('a\n{{ foo bar }}')).toThrow(
      expect.objectContaining({ code: 'template_syntax', line: 2, offset: 9 }),
    )
  })

  it('lets methods change lists and dicts in place', () => {
    const record = { tags: ['a'] }
    evaluate("{{ record.tags.append('b') }}", { record })
    expect(record.tags).toEqual(['a', 'b'])
  })

  it('ends with a value or a typed error for any text', () => {
    const piece = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      'config',
      '.',
      'a',
      "'",
      '"',
      '|',
      '(',
      ')',
      '[',
      ']',
      ' ',
      'if ',
      'for ',
      'in ',
      'set ',
      'endif',
      'join',
      '1',
      '+',
      '~',
      '{#',
      '-',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        try {
          evaluate(pieces.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gives JSON values back as they are when they are all a template says', () => {
    const integer = fc.integer()
    const leaf = fc.oneof(
      integer,
      fc.boolean(),
      fc.constant(null),
      fc.double({ noNaN: true, noInteger: true, noDefaultInfinity: true }),
      fc.string().map((text) => `x${text}`),
    )
    const { value } = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('value'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(value, (given) => {
        expect(evaluate('{{ record }}', { record: [given] })).toEqual([given])
      }),
    )
  })
})

describe('InterpolatedString', () => {
  it.each([
    ['{{ config.missing }}', undefined, ''],
    ['{{ config.missing.x }}', '5', 5],
    ['{{ config.missing.x }}', 'd', 'd'],
    ['{{ config.n }}', undefined, null],
    ['42', undefined, 42],
  ])('evaluates %s with the default %s', (text, fallback, value) => {
    expect(new InterpolatedString(text, { host, default: fallback }).evaluate(config)).toBe(value)
  })

  it('fails for a missing part of a missing value without a default', () => {
    const string = new InterpolatedString('{{ config.missing.x }}', { host })
    expect(() => string.evaluate(config)).toThrow(
      expect.objectContaining({ code: 'template_undefined' }),
    )
  })

  it('stays plain for good when the first evaluation gives the text itself', () => {
    const string = new InterpolatedString('{{ record.a + 1 }}', { host })
    expect(string.evaluate(config, { record: { a: null } })).toBe('{{ record.a + 1 }}')
    expect(string.evaluate(config, { record: { a: 1 } })).toBe('{{ record.a + 1 }}')
  })

  it('knows its parameters', () => {
    const string = new InterpolatedString('{{ parameters.p }}', { host, parameters: { p: 'x' } })
    expect(string.evaluate(config)).toBe('x')
  })
})

describe('InterpolatedBoolean', () => {
  it.each([
    ['', false],
    ['{{ config.missing.x }}', false],
    ['0', false],
    ['0.00', false],
    ["''", false],
    ['set()', false],
    ['{{ none }}', false],
    ['None', false],
    ['{{ config.n }}', false],
    ['none', true],
    ['null', true],
    ['no', true],
    ['FALSE', true],
    ['{{ [none] }}', true],
    ['{{ config.n + 1 }}', true],
    ['{{ config.zero == 0 }}', true],
  ])('takes %s as %s', (condition, value) => {
    expect(new InterpolatedBoolean(condition, { host }).evaluate(config)).toBe(value)
  })
})

describe('InterpolatedMapping', () => {
  const mapping = {
    a: '{{ config.missing }}',
    b: '{{ config.missing.x }}',
    c: 'None',
    d: '1',
    e: '[1,2]',
    f: "'q'",
    g: 1,
    k: '1,2',
    n: { z: '{{ config.s }}' },
  }

  it('evaluates one level and gives null where nothing is', () => {
    expect(new InterpolatedMapping(mapping, { host }).evaluate(config)).toEqual({
      a: null,
      b: null,
      c: null,
      d: 1,
      e: [1, 2],
      f: 'q',
      g: 1,
      k: new Tuple([1, 2]),
      n: { z: '{{ config.s }}' },
    })
  })

  it('keeps text where a literal would be of another type', () => {
    const types = { validValueTypes: ['str', 'list'] } as const
    expect(new InterpolatedMapping(mapping, { host }).evaluate(config, {}, types)).toMatchObject({
      c: 'None',
      d: '1',
      e: [1, 2],
      f: 'q',
      k: '1,2',
    })
  })
})

describe('InterpolatedNestedMapping', () => {
  it('evaluates all levels, drops null from dicts and keeps it in lists', () => {
    const mapping = { a: '', l: ['', '1'], d: { x: '{{ config.n }}', y: '{{ config.s }}' }, g: 2 }
    expect(new InterpolatedNestedMapping(mapping, { host }).evaluate(config)).toEqual({
      l: [null, 1],
      d: { y: 'abc' },
      g: 2,
    })
  })
})
