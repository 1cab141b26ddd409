import { describe, expect, it } from 'vitest'
import { StreamSlice } from '../slice'
import { fakeContext } from '../testing/fake-context'
import type { Json } from '../values/value'
import { transformationKind } from './transformation'

function transformed(config: object, record: { [key: string]: Json }, slice = new StreamSlice()) {
  const context = fakeContext({ config: { k: 'v' } })
  context.build(transformationKind, config, ['transformations', 0]).transform(record, slice)
  return record
}

describe('AddFields', () => {
  const add = (...fields: object[]) => ({ type: 'AddFields', fields })
  const record = () => ({ id: 1, num: '12', n: null, a: { b: 1 } })
  const added = (value: string, value_type?: string) =>
    transformed(add({ path: ['x'], value, value_type }), record()).x

  it.each([
    ["{{ record['num'] }}", 12, '12', 12, '12'],
    ['{{ 1.5 }}', 1.5, '1.5', '1.5', 1.5],
    ['{{ record.id }}', 1, '1', 1, '1'],
    ['{{ record.n }}', null, 'None', 'None', 'None'],
    ['{{ record.zz }}', '', '', '', ''],
    ["'q'", 'q', 'q', "'q'", "'q'"],
    ['{{ record.a }}', { b: 1 }, "{'b': 1}", "{'b': 1}", "{'b': 1}"],
  ])(
    'writes %s without a type as %j, as text, integer and number as %j, %j and %j',
    (value, plain, text, integer, number) => {
      expect(added(value)).toEqual(plain)
      expect(added(value, 'string')).toEqual(text)
      expect(added(value, 'integer')).toEqual(integer)
      expect(added(value, 'number')).toEqual(number)
    },
  )

  it('lets later fields see earlier ones and makes objects on the way', () => {
    const config = add(
      { path: ['c'], value: '{{ record.id + 1 }}' },
      { path: ['d', 'e'], value: '{{ record.c + 1 }}' },
    )
    expect(transformed(config, { id: 1 })).toEqual({ id: 1, c: 2, d: { e: 3 } })
  })

  it('knows the slice, and takes paths as they are written', () => {
    const slice = new StreamSlice({ p: 'x' }, { start_time: 's' })
    const config = add(
      { path: ['{{ config.k }}'], value: '{{ stream_partition.p }}' },
      { path: ['at'], value: '{{ stream_interval.start_time }}' },
    )
    expect(transformed(config, {}, slice)).toEqual({ '{{ config.k }}': 'x', at: 's' })
  })

  it('adds only where the condition holds', () => {
    const config = { ...add({ path: ['x'], value: 'y' }), condition: '{{ record.n }}' }
    expect(transformed(config, { n: null })).toEqual({ n: null })
    expect(transformed(config, { n: 1 })).toEqual({ n: 1, x: 'y' })
  })

  it('does not write below a plain value', () => {
    expect(() => transformed(add({ path: ['id', 'x'], value: 'y' }), { id: 1 })).toThrow()
  })
})

describe('FlattenFields', () => {
  it.each([
    [
      { a: { b: 1, c: { d: 2 } }, e: 3 },
      { e: 3, d: 2, b: 1 },
    ],
    [
      { a: { id: 1 }, id: 2 },
      { id: 2, 'a.id': 1 },
    ],
    [
      { id: 2, a: { id: 1 }, b: { id: 3 } },
      { id: 2, 'a.id': 1 },
    ],
    [
      { a: [1, 2], b: 1 },
      { b: 1, 'a.1': 2, 'a.0': 1 },
    ],
    [
      { b: { c: 1 }, a: [{ x: { y: 1 } }] },
      { 'a.0.x.y': 1, 'b.c': 1 },
    ],
  ])('lifts %j', (record, flat) => {
    expect(transformed({ type: 'FlattenFields' }, { ...record } as never)).toEqual(flat)
  })

  it('keeps lists when told to', () => {
    const config = { type: 'FlattenFields', flatten_lists: false }
    expect(transformed(config, { a: { b: [1, 2] } })).toEqual({ b: [1, 2] })
  })
})

describe('DpathFlattenFields', () => {
  const record = () => ({ id: 1, f: { a: 1, b: { c: 2 } } })
  it.each([
    [{ field_path: ['f'] }, { id: 1, f: { a: 1, b: { c: 2 } }, a: 1, b: { c: 2 } }],
    [
      { field_path: ['f'], delete_origin_value: true },
      { id: 1, a: 1, b: { c: 2 } },
    ],
    [
      { field_path: ['f'], replace_record: true },
      { a: 1, b: { c: 2 } },
    ],
    [
      { field_path: ['f', 'b'], delete_origin_value: true },
      { id: 1, f: { a: 1 }, c: 2 },
    ],
    [
      {
        field_path: ['f'],
        replace_record: true,
        key_transformation: { prefix: 'x_', suffix: '_y' },
      },
      { x_a_y: 1, x_b_y: { c: 2 } },
    ],
  ])('lifts with %j', (config, lifted) => {
    expect(transformed({ type: 'DpathFlattenFields', ...config }, record())).toEqual(lifted)
  })

  it('changes nothing when a name is taken', () => {
    const config = { type: 'DpathFlattenFields', field_path: ['f'], delete_origin_value: true }
    expect(transformed(config, { a: 0, f: { a: 1 } })).toEqual({ a: 0, f: { a: 1 } })
  })
})

describe('RemoveFields', () => {
  it.each([
    [[['d', '0']], { d: [1, 2] }, { d: [null, 2] }],
    [[['l', '*']], { l: [1, 2, 3] }, { l: [null, null] }],
    [[['a', '**']], { a: { b: 1 }, c: 1 }, { c: 1 }],
    [[['pa*']], { path: 1, path2: 2, x: 3 }, { x: 3 }],
    [[['**', 'e']], { e: 1, a: { e: 2, f: 3 } }, { a: { f: 3 } }],
    [[['missing']], { a: 1 }, { a: 1 }],
  ])('removes %j from %j', (field_pointers, record, rest) => {
    expect(transformed({ type: 'RemoveFields', field_pointers }, record as never)).toEqual(rest)
  })
})

describe('keys', () => {
  it('lowers the top level only', () => {
    expect(transformed({ type: 'KeysToLower' }, { Ab: { Cd: 1 } })).toEqual({ ab: { Cd: 1 } })
  })

  it('snakes nested objects and leaves lists alone', () => {
    const record = { FirstName: 1, subObj: { innerKey: 1 }, aList: [{ innerKey: 1 }] }
    expect(transformed({ type: 'KeysToSnakeCase' }, record)).toEqual({
      first_name: 1,
      sub_obj: { inner_key: 1 },
      a_list: [{ innerKey: 1 }],
    })
  })

  it('replaces text in keys; of keys that become one, the last wins', () => {
    expect(transformed({ type: 'KeysReplace', old: 'a', new: '' }, { ab: 1, b: 2 })).toEqual({
      b: 2,
    })
    expect(
      transformed({ type: 'KeysReplace', old: '.', new: '_' }, { 'x.y': { 'z.': 1 } }),
    ).toEqual({
      x_y: { z_: 1 },
    })
  })

  it('never reaches a prototype', () => {
    const record = JSON.parse('{"__PROTO__": {"polluted": true}}') as { [key: string]: Json }
    transformed({ type: 'KeysToLower' }, record)
    expect(Object.hasOwn(record, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})
