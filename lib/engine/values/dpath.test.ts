import { describe, expect, it } from 'vitest'
import { deleteAt, getAt, setAt, splitPath, valuesAt, walk } from './dpath'
import type { PathSegment } from './glob'
import type { Json } from './value'

describe('walk', () => {
  it('gives all members of a container before what is in them', () => {
    const value = { a: { b: 1, c: { d: 2 } }, e: [1, [2]] }
    expect([...walk(value)].map(([place]) => place.join('.'))).toEqual([
      'a',
      'e',
      'a.b',
      'a.c',
      'a.c.d',
      'e.0',
      'e.1',
      'e.1.0',
    ])
  })
})

describe('valuesAt', () => {
  it.each<[Json, PathSegment[], Json[]]>([
    [{ a: [1, { b: 2 }] }, ['a', '*'], [1, { b: 2 }]],
    [{ a: { b: 1 }, b: 2, c: [{ b: 3 }] }, ['**', 'b'], [2, 1, 3]],
    [{ a: [1, 2] }, ['a', '-1'], [2]],
    [{ '1': 2 }, [1], []],
    [{ a: { '0': 5 } }, ['a', '[0]'], [5]],
    [{ a: [1, 2, 3] }, ['a', '[01]'], [1, 2]],
    [{ A: 1, b: 2 }, ['a'], []],
    [{ a: 1, b: 2, c: 3 }, ['[!a]'], [2, 3]],
    [{ path: 1, path2: 2, x: 3 }, ['pa*'], [1, 2]],
    [{ a: { '': 1 } }, ['a', ''], [1]],
    [{ a: {} }, ['a', '**'], [{}]],
    [{}, ['constructor'], []],
  ])('finds in %j by %j', (value, path, found) => {
    expect(valuesAt(value, path)).toEqual(found)
  })

  it('refuses two double stars', () => {
    expect(() => valuesAt({}, ['**', 'a', '**'])).toThrow(/only once/)
  })
})

describe('getAt', () => {
  it('gives the value, the default, or fails for several', () => {
    expect(getAt({ a: { b: 1 } }, splitPath('/a/b'), undefined)).toBe(1)
    expect(getAt({ a: 1 }, ['b'], 'none')).toBe('none')
    expect(getAt({ a: 1 }, [], null)).toEqual({ a: 1 })
    expect(() => getAt({ a: [1, 2] }, ['a', '*'], null)).toThrow(/only one/)
  })
})

function set(root: Json, path: PathSegment[], value: Json): Json {
  setAt(root, path, value)
  return root
}

describe('setAt', () => {
  it.each<[Json, PathSegment[], Json]>([
    [{}, ['a', '0', 'b'], { a: [{ b: 9 }] }],
    [{ a: [] }, ['a', '2'], { a: [null, null, 9] }],
    [{ a: [1] }, ['a', '1', 'x'], { a: [1, { x: 9 }] }],
    [{}, ['*', 'a'], { '*': { a: 9 } }],
    [{ a: 1 }, ['a'], { a: 9 }],
  ])('sets in %j at %j', (root, path, result) => {
    expect(set(root, path, 9)).toEqual(result)
  })

  it.each<[Json, PathSegment[], string]>([
    [{ a: 5 }, ['a', 'x'], 'PathNotFound'],
    [{ a: null }, ['a', 'x'], 'PathNotFound'],
    [{ a: [1] }, ['a', 'x'], 'TypeError'],
  ])('cannot set in %j at %j', (root, path, kind) => {
    expect(() => set(root, path, 9)).toThrow(expect.objectContaining({ kind }))
  })

  it('keeps __proto__ as a key of its own', () => {
    const root = set({}, ['__proto__', 'polluted'], 1)
    expect(Object.keys(root as object)).toEqual(['__proto__'])
    expect(({} as { polluted?: number }).polluted).toBeUndefined()
  })
})

describe('deleteAt', () => {
  it.each<[Json, PathSegment[], number, Json]>([
    [{ a: [1, 2, 3] }, ['a', '0'], 1, { a: [null, 2, 3] }],
    [{ a: [1, 2, 3] }, ['a', '*'], 3, { a: [null, null] }],
    [{ a: { b: 1 } }, ['**'], 1, {}],
    [{ a: [1, [2, 3]] }, ['a', '*', '0'], 1, { a: [1, [null, 3]] }],
    [{ a: [{ b: { c: 1 } }, 2] }, ['a', '*', '**'], 2, { a: [null] }],
  ])('removes from %j at %j', (root, path, count, rest) => {
    expect(deleteAt(root, path)).toBe(count)
    expect(root).toEqual(rest)
  })

  it('removes every plain value for which a condition holds, whatever the path', () => {
    const root = { a: 1, b: { a: 2, c: [2, 3] } }
    expect(deleteAt(root, ['zzz'], (value) => value === 2)).toBe(2)
    expect(root).toEqual({ a: 1, b: { c: [null, 3] } })
  })

  it('refuses two double stars also where a condition decides', () => {
    expect(() => deleteAt({ a: 1 }, ['**', '**'], () => true)).toThrow(/only once/)
  })

  it('says when there was nothing to remove', () => {
    expect(() => deleteAt({ a: 1 }, ['z'])).toThrow(
      expect.objectContaining({ kind: 'PathNotFound' }),
    )
  })
})
