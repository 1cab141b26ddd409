import { describe, expect, it } from 'vitest'
import { aCallScope, fakeContext, fakeEngine } from '../testing/fake-context'
import type { Json } from '../values/value'
import { recordExtractorKind } from './record-extractor'

async function extracted(config: object, bodies: readonly Json[], context = fakeContext()) {
  return context.build(recordExtractorKind, config, 'extractor').extract(bodies, aCallScope)
}

const dpath = (...field_path: string[]) => ({ type: 'DpathExtractor', field_path })

describe('DpathExtractor', () => {
  it.each([
    [{ data: [{ id: 1 }, { id: 2 }] }, ['data'], [{ id: 1 }, { id: 2 }]],
    [{ data: { a: 1 } }, ['data'], [{ a: 1 }]],
    [{ data: {} }, ['data'], []],
    [{ data: null }, ['data'], []],
    [{ data: 0 }, ['data'], []],
    [{ data: false }, ['data'], []],
    [{}, ['data'], []],
    [{ data: 'hello' }, ['data'], ['hello']],
    [{ data: [1, 'a', null] }, ['data'], [1, 'a', null]],
    [{ data: [[{ a: 1 }], [{ a: 2 }]] }, ['data'], [[{ a: 1 }], [{ a: 2 }]]],
    [{ data: { x: { i: 1 }, y: { i: 2 } } }, ['data', '*'], [{ i: 1 }, { i: 2 }]],
    [{ data: [{ items: [1, 2] }, { items: [3] }] }, ['data', '*', 'items'], [[1, 2], [3]]],
    [
      { data: [{ r: { i: 1 } }, { r: { i: 2 } }, { q: 1 }] },
      ['data', '*', 'r'],
      [{ i: 1 }, { i: 2 }],
    ],
    [{ a: [{ b: 1 }] }, ['a', 'b'], []],
    [{ a: { items: [1] } }, ['**', 'items'], [1]],
    [{ abc: [1] }, ['a*'], [1]],
    [{ 'a[0]': [1] }, ['a[0]'], []],
    [{ 'a.b': [1] }, ['a.b'], [1]],
    [{ '2023': [1] }, ['2023'], []],
    [{ '01': [1] }, ['01'], [1]],
    [{ True: [1] }, ['True'], []],
  ] as [Json, string[], Json[]][])(
    'finds in %j at %j the records %j',
    async (body, path, records) => {
      const { records: found, foundCount } = await extracted(dpath(...path), [body])
      expect(found).toEqual(records)
      expect(foundCount).toBe(records.length)
    },
  )

  it('takes each body of a root list by itself', async () => {
    const bodies = [{ data: { i: 1 } }, { data: [{ i: 2 }, { i: 3 }] }, { z: 1 }]
    expect((await extracted(dpath('data'), bodies)).records).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }])
  })

  it('refuses a wildcard that fits twice', async () => {
    await expect(extracted(dpath('a*'), [{ ab: [1], ac: [2] }])).rejects.toThrow()
  })
})

describe('CombinedExtractor', () => {
  const body = { a: [{ i: 1 }, { i: 2 }], b: [{ i: 3 }], e: [], n: [null, {}], m: [null, { i: 9 }] }
  const combined = (mode: string, ...keys: string[]) => ({
    type: 'CombinedExtractor',
    mode,
    extractors: keys.map((key) => dpath(key)),
  })

  it.each([
    [combined('union', 'a', 'b'), [1, 2, 3]],
    [combined('union', 'b', 'a', 'zz'), [3, 1, 2]],
    [combined('first_match', 'zz', 'e', 'a', 'b'), [1, 2]],
    [combined('first_match', 'zz'), []],
  ])('takes %j', async (config, ids) => {
    const { records } = await extracted(config, [body])
    expect(records.map((record) => (record as { i: number }).i)).toEqual(ids)
  })

  it('skips empty records and still counts them', async () => {
    const config = { ...combined('first_match', 'n', 'm'), skip_empty_records: true }
    expect(await extracted(config, [body])).toEqual({ records: [{ i: 9 }], foundCount: 2 })
  })

  it('counts the sum of all places', async () => {
    expect((await extracted(combined('union', 'a', 'm'), [body])).foundCount).toBe(4)
  })
})

describe('RecordExpander', () => {
  const expand = (path: string[], more: object = {}) => ({
    ...dpath(),
    record_expander: { type: 'RecordExpander', expand_records_from_field: path, ...more },
  })

  it('makes a record of each item and skips parents without items', async () => {
    const bodies = [
      { id: 1, lines: { data: [{ l: 1 }, { l: 2 }, 5] } },
      { id: 2, lines: { data: [] } },
      { id: 3 },
      's',
    ]
    expect((await extracted(expand(['lines', 'data']), bodies)).records).toEqual([
      { l: 1 },
      { l: 2 },
      5,
      's',
    ])
    const emitting = expand(['lines', 'data'], { on_no_records: 'emit_parent' })
    expect((await extracted(emitting, bodies)).records).toEqual([
      { l: 1 },
      { l: 2 },
      5,
      { id: 2, lines: { data: [] } },
      { id: 3 },
      's',
    ])
  })

  it('copies fields of the parent', async () => {
    const parent = { id: 1, x: { y: [1, { z: 9 }] }, n: null, l: [{ id: 7 }, 5] }
    const parent_fields = [
      { parent_path: ['id'], record_path: ['pid'] },
      { parent_path: ['x', 'y', '1', 'z'], record_path: ['a', 'b'] },
      { parent_path: ['nope'], record_path: ['no'] },
      { parent_path: ['x', 'y', '-1'], record_path: ['last'] },
    ]
    expect((await extracted(expand(['l'], { parent_fields }), [parent])).records).toEqual([
      { id: 7, pid: 1, a: { b: 9 }, no: null, last: { z: 9 } },
      { value: 5, pid: 1, a: { b: 9 }, no: null, last: { z: 9 } },
    ])
  })

  it('merges the parent without its list; the item wins', async () => {
    const parent = { b: 1, l: [{ a: 1, b: 2 }], c: 3 }
    const { records } = await extracted(expand(['l'], { merge_parent: true }), [parent])
    expect(records).toEqual([{ b: 2, c: 3, a: 1 }])
    expect(Object.keys(records[0] as object)).toEqual(['b', 'c', 'a'])
  })

  it('keeps the parent beside the item', async () => {
    const parent = { id: 1, l: [{ id: 3 }] }
    const { records } = await extracted(expand(['l'], { remain_original_record: true }), [parent])
    expect(records).toEqual([{ id: 3, original_record: parent }])
  })

  it('warns once when lists are cut and nothing fetches the rest', async () => {
    const engine = fakeEngine()
    const config = expand(['l'], { truncation_indicator_path: ['more'] })
    const bodies = [
      { l: [{ i: 1 }], more: true },
      { l: [{ i: 2 }], more: true },
      { l: [], more: false },
    ]
    expect((await extracted(config, bodies, fakeContext({ engine }))).records).toEqual([
      { i: 1 },
      { i: 2 },
    ])
    expect(engine.events.filter(({ kind }) => kind === 'note')).toHaveLength(1)
  })
})
