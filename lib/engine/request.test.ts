import { describe, expect, it } from 'vitest'
import { mergePatches } from './request'

const collision = expect.objectContaining({ code: 'request_collision' })

describe('mergePatches', () => {
  it('keeps the order of what it merges', () => {
    const merged = mergePatches([
      { params: { z: '1' } },
      { params: { key: 't' } },
      { params: { page: 2 } },
    ])
    expect(Object.entries(merged.params ?? {})).toEqual([
      ['z', '1'],
      ['key', 't'],
      ['page', 2],
    ])
  })

  it.each(['params', 'headers', 'bodyData'] as const)(
    'refuses the same name twice in %s',
    (kind) => {
      expect(() => mergePatches([{ [kind]: { a: 1 } }, { [kind]: { a: 1 } }])).toThrow(collision)
    },
  )

  it('merges JSON objects deeply, and equal values agree', () => {
    const merged = mergePatches([
      { bodyJson: { data: { user: { id: 1 }, status: 'active' } } },
      { bodyJson: { data: { user: { name: 'test' }, status: 'active', type: 'admin' } } },
    ])
    expect(merged.bodyJson).toEqual({
      data: { user: { id: 1, name: 'test' }, status: 'active', type: 'admin' },
    })
  })

  it('refuses JSON values that differ', () => {
    expect(() => mergePatches([{ bodyJson: { a: 1 } }, { bodyJson: { a: { b: 2 } } }])).toThrow(
      collision,
    )
    expect(() => mergePatches([{ bodyJson: { a: 1 } }, { bodyJson: { a: 2 } }])).toThrow(collision)
  })

  it('lets text be the body when nothing else wants in', () => {
    expect(mergePatches([{ bodyData: 'option' }, { bodyData: {} }]).bodyData).toBe('option')
    expect(() => mergePatches([{ bodyData: 'option' }, { bodyData: { a: 1 } }])).toThrow(collision)
  })

  it('does not change what it was given', () => {
    const first = { bodyJson: { a: { b: 1 } } }
    mergePatches([first, { bodyJson: { a: { c: 2 } } }])
    expect(first).toEqual({ bodyJson: { a: { b: 1 } } })
  })
})
