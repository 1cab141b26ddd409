import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseJson } from '../engine/values/json'
import type { Json, JsonObject } from '../engine/values/value'
import { loadManifest } from './load'
import { resolveReferences } from './references'
import { propagateParameters, resolveManifest } from './refs'

const resolveOf = (value: JsonObject) => resolveReferences(value).value

describe('resolveReferences', () => {
  it.each<{ given: JsonObject; r: Json }>([
    { given: { k: 1, r: '#/k' }, r: 1 },
    { given: { d: { a: 1 }, r: { $ref: '#/d', b: 2, a: 9 } }, r: { a: 9, b: 2 } },
    { given: { 'a/b': 1, a: { b: 2 }, r: '#/a/b' }, r: 1 },
    { given: { l: [1, { x: 5 }], r: '#/l/1/x' }, r: 5 },
    { given: { d: { p: { x: 1 } }, r: { $ref: '#/d', p: { z: 3 } } }, r: { p: { z: 3 } } },
    { given: { d: [1, 2], r: { $ref: '#/d', b: 2 } }, r: [1, 2] },
    { given: { k: 1, r: 'see #/k' }, r: 'see #/k' },
    { given: { r: { config_overrides: { a: '#/k' } } }, r: { config_overrides: { a: '#/k' } } },
    { given: { r: { $ref: 'no' } }, r: 'no' },
  ])('gives $r', ({ given, r }) => {
    expect((resolveOf(given) as JsonObject).r).toEqual(r)
  })

  it.each<{ given: JsonObject; code: string }>([
    { given: { '5': { a: 1 }, r: '#/5/a' }, code: 'reference_missing' },
    { given: { r: '#/x' }, code: 'reference_missing' },
    { given: { n: null, r: '#/n/x' }, code: 'reference_missing' },
    { given: { a: { x: { $ref: '#/a' } } }, code: 'reference_circular' },
    { given: { a: '#/' }, code: 'reference_circular' },
    { given: { a: '#/b', b: '#/a' }, code: 'reference_circular' },
  ])('refuses $given with $code', ({ given, code }) => {
    expect(() => resolveOf(given)).toThrow(expect.objectContaining({ code }))
  })

  it('refuses references that double at every step', { timeout: 60_000 }, () => {
    const bomb: Record<string, Json> = { a0: ['x'] }
    for (let index = 1; index < 60; index++)
      bomb[`a${index}`] = [`#/a${index - 1}`, `#/a${index - 1}`]
    expect(() => resolveOf(bomb)).toThrow(expect.objectContaining({ code: 'too_large' }))
  })
})

describe('propagateParameters', () => {
  const given = (component: JsonObject, useParent = false, parent: JsonObject = {}) =>
    propagateParameters('', component, parent, useParent)

  it('overwrites what is false and keeps the rest', () => {
    const $parameters = { z: 5, f: true, e: 'q', k: 1 }
    expect(given({ type: 'A', $parameters, z: 0, f: false, e: '', k: 2 })).toEqual({
      type: 'A',
      z: 5,
      f: true,
      e: 'q',
      k: 2,
      $parameters,
    })
  })

  it('leaves JSON schemas alone and takes a plain string type for a component', () => {
    const schema = { type: ['object', 'null'], properties: { a: { type: 'string' } } }
    expect(
      given({ type: 'A', $parameters: { z: 5 }, s: schema, t: { type: 'string' } }),
    ).toMatchObject({
      s: schema,
      t: { type: 'string', z: 5, $parameters: { z: 5 } },
    })
  })

  it('lets the given parameters win for templates only', () => {
    const component = { type: 'B', $parameters: { z: 9 } }
    expect(given(component, false, { z: 5 })).toMatchObject({ z: 9 })
    expect(given(component, true, { z: 5 })).toMatchObject({ z: 5 })
  })
})

describe('resolveManifest', () => {
  it('says where a place stands in the text', () => {
    const { resolved, originOf } = resolveManifest({
      definitions: { base: { type: 'HttpRequester', url_base: 'x' } },
      streams: [{ retriever: { requester: { $ref: '#/definitions/base', path: '/a' } } }],
    })
    const requester = ['streams', 0, 'retriever', 'requester']
    expect(resolved).toMatchObject({ streams: [{ type: 'DeclarativeStream' }] })
    expect(originOf([...requester, 'url_base'])).toEqual(['definitions', 'base', 'url_base'])
    expect(originOf([...requester, 'path'])).toEqual([...requester, 'path'])
    expect(originOf([...requester, 'type'])).toEqual(['definitions', 'base', 'type'])
  })
})

const corpus = join(process.env.PLUMBLINE_SHARED ?? '', 'corpus')
const folders = existsSync(join(corpus, 'dev'))
  ? ['dev', 'dev-code', 'handmade'].flatMap((group) =>
      readdirSync(join(corpus, group)).map((name) => `${group}/${name}`),
    )
  : []
const known = folders.filter((name) => existsSync(join(corpus, name, 'resolved.json')))

describe.skipIf(known.length === 0)('resolveManifest on real manifests', () => {
  it.each(known)('resolves %s as the reference does', { timeout: 60_000 }, (name) => {
    const manifest = loadManifest(readFileSync(join(corpus, name, 'manifest.yaml'), 'utf8'))
    const expected = parseJson(readFileSync(join(corpus, name, 'resolved.json'), 'utf8'))
    expect(asJson(resolveManifest(manifest).resolved)).toEqual(expected)
  })
})

/** Dates as the reference writes them into JSON. */
function asJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null || 'typeName' in value) {
    return typeof value === 'object' && value !== null && 'toText' in value
      ? String((value as { toText(): string }).toText())
      : value
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asJson(each)]))
}
