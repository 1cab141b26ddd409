import { describe, expect, it } from 'vitest'
import { CalendarDate } from '../engine/datetime/calendar-date'
import { DateTime } from '../engine/datetime/date-time'
import { Float } from '../engine/values/value'
import { loadManifest, loadYaml } from './load'

const read = (text: string) => (loadYaml(`a: ${text}`) as { a: unknown }).a

describe('loadYaml', () => {
  it.each<{ text: string; value: unknown }>([
    { text: 'yes', value: true },
    { text: 'Off', value: false },
    { text: 'y', value: 'y' },
    { text: 'tRue', value: 'tRue' },
    { text: '010', value: 8 },
    { text: '08', value: '08' },
    { text: '0o10', value: '0o10' },
    { text: '0x1F', value: 31 },
    { text: '0b101', value: 5 },
    { text: '1_000', value: 1000 },
    { text: '12:30:45', value: 45045 },
    { text: '1:30.5', value: 90.5 },
    { text: '1e3', value: '1e3' },
    { text: '1.0e+3', value: new Float(1000) },
    { text: '1.0', value: new Float(1) },
    { text: '.5', value: 0.5 },
    { text: '-.inf', value: Number.NEGATIVE_INFINITY },
    { text: '12345678901234567890', value: 12345678901234567890n },
    { text: '~', value: null },
    { text: 'Null', value: null },
    { text: '', value: null },
    { text: "'yes'", value: 'yes' },
    { text: '!!str 12', value: '12' },
    { text: '!!int "12"', value: 12 },
    { text: '2024-02-29', value: new CalendarDate(2024, 2, 29) },
    { text: '2024-2-29', value: '2024-2-29' },
    { text: '=', value: '=' },
    { text: '\t1', value: 1 },
  ])('reads $text as PyYAML does', ({ text, value }) => {
    expect(read(text)).toEqual(value)
  })

  it('reads instants with their offset', () => {
    const value = read('2001-12-14t21:59:43.10-05:00')
    expect(value).toBeInstanceOf(DateTime)
    expect((value as DateTime).toText()).toBe('2001-12-14 21:59:43.100000-05:00')
    expect((read('2001-12-14 21:59:43') as DateTime).offset).toBeNull()
  })

  it('merges keys: own keys win, and of several sources the first', () => {
    const text = 'a: &a {x: 1, y: 1}\nb: &b {x: 2, z: 2}\nc: {<<: [*a, *b], y: 3}\n'
    expect(loadYaml(text)).toMatchObject({ c: { x: 1, y: 3, z: 2 } })
  })

  it('lets the last of equal keys win and writes keys as JSON does', () => {
    expect(loadYaml('a: 1\na: 2\n200: x\non: y\n')).toEqual({ a: 2, '200': 'x', true: 'y' })
  })

  it('keeps __proto__ as a key', () => {
    const value = loadYaml('{"__proto__": {"x": 1}}') as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect((value as { x?: unknown }).x).toBeUndefined()
  })

  it('reads JSON', () => {
    expect(loadYaml('{"a": [1, "b", null, true], "c": {"d": 1.5}}')).toEqual({
      a: [1, 'b', null, true],
      c: { d: 1.5 },
    })
  })

  it.each<{ what: string; text: string; line: number }>([
    { what: 'an open bracket', text: 'a: 1\nb: [1\n', line: 3 },
    { what: 'a day that does not exist', text: 'a: 2024-02-31', line: 1 },
    { what: 'an alias without an anchor', text: 'a: 1\nb: *x', line: 2 },
    { what: 'an alias inside its anchor', text: 'a: &x\n  b: *x', line: 2 },
    { what: 'a tag of Python', text: 'a: !!python/object:os.system x', line: 1 },
    { what: 'a second document', text: 'a: 1\n---\nb: 2', line: 2 },
    { what: 'a merge of text', text: 'a: {<<: x}', line: 1 },
  ])('refuses $what and says where', ({ text, line }) => {
    expect(() => loadYaml(text)).toThrow(expect.objectContaining({ code: 'yaml_invalid', line }))
  })

  it.each<{ what: string; text: string }>([
    {
      what: 'aliases that multiply',
      text: Array.from({ length: 30 }, (_, at) =>
        at === 0 ? 'a0: &a0 [x, x]' : `a${at}: &a${at} [*a${at - 1}, *a${at - 1}]`,
      ).join('\n'),
    },
    {
      what: 'merge keys that multiply',
      text: `a0: &a0 {${Array.from({ length: 2000 }, (_, at) => `k${at}: 1`).join(', ')}}\n${Array.from(
        { length: 2000 },
        (_, at) => `b${at}: {<<: *a0}`,
      ).join('\n')}`,
    },
    { what: 'brackets nested deeply', text: '['.repeat(20_000) },
    { what: 'closed brackets nested deeply', text: '['.repeat(3000) + ']'.repeat(3000) },
    { what: 'dashes nested deeply', text: `${'- '.repeat(5000)}x` },
    {
      what: 'mappings nested deeply',
      text: Array.from({ length: 300 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'),
    },
  ])('refuses $what', { timeout: 30_000 }, ({ text }) => {
    expect(() => loadYaml(text)).toThrow(expect.objectContaining({ code: 'yaml_invalid' }))
  })

  it('refuses a text that is too long', () => {
    expect(() => loadYaml('x'.repeat(5_000_001))).toThrow(
      expect.objectContaining({ code: 'too_large' }),
    )
  })
})

describe('loadManifest', () => {
  it('refuses what is not a mapping', () => {
    expect(() => loadManifest('- a')).toThrow(expect.objectContaining({ code: 'yaml_invalid' }))
  })
})
