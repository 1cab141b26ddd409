import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../engine/values/value'
import { migrateManifest } from './migrate'

const at = '2024-01-01T00:00:00+00:00'
const migrated = (requester: JsonObject) => {
  const manifest = { version: '6.0.0', streams: [{ r: { type: 'HttpRequester', ...requester } }] }
  return migrateManifest(manifest, at) as { streams: [{ r: JsonObject }]; metadata?: JsonObject }
}

describe('migrateManifest', () => {
  it.each<{ from: JsonObject; to: JsonObject }>([
    {
      from: { url_base: 'https://a.com', path: '/{{ x }}/y' },
      to: { url: 'https://a.com/{{ x }}/y' },
    },
    { from: { url_base: 'https://a.com/', path: '' }, to: { url: 'https://a.com/' } },
    { from: { url: 'https://a.com//', path: 'b' }, to: { url: 'https://a.com/b' } },
    {
      from: { request_body_json: { query: 'q' } },
      to: { request_body: { type: 'RequestBodyGraphQL', value: { query: 'q' } } },
    },
    {
      from: { request_body_json: { a: 1 } },
      to: { request_body: { type: 'RequestBodyJsonObject', value: { a: 1 } } },
    },
    { from: { request_body_json: '{{ x }}' }, to: { request_body_json: '{{ x }}' } },
    {
      from: { request_body_data: { a: 1 } },
      to: { request_body: { type: 'RequestBodyUrlEncodedForm', value: { a: 1 } } },
    },
  ])('turns $from into $to', ({ from, to }) => {
    expect(migrated(from).streams[0].r).toEqual({ type: 'HttpRequester', ...to })
  })

  it('notes what it applied', () => {
    expect(migrated({ url_base: 'https://a.com', path: '/b' }).metadata).toEqual({
      applied_migrations: ['HttpRequesterUrlBaseToUrl', 'HttpRequesterPathToUrl'].map(
        (migration) => ({
          from_version: '6.0.0',
          to_version: '6.0.0',
          migration,
          migrated_at: at,
        }),
      ),
    })
  })

  it('returns the manifest itself when nothing or not everything can be done', () => {
    const unchanged = { streams: [{ type: 'HttpRequester', url: 'x' }] }
    const withoutBase = {
      a: { type: 'HttpRequester', url_base: 'x' },
      b: { type: 'HttpRequester', path: 'y' },
    }
    const template = {
      type: 'DynamicDeclarativeStream',
      r: { type: 'HttpRequester', url_base: 'x' },
    }
    for (const manifest of [unchanged, withoutBase, template]) {
      expect(migrateManifest(manifest, at)).toBe(manifest)
    }
  })
})
