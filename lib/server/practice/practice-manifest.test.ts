import { describe, expect, it } from 'vitest'
import { practiceStreams } from '../../practice-api/catalog'
import { outlineOf } from '../manifest-outline'
import { practiceManifest } from './practice-manifest'

const baseUrl = 'http://127.0.0.1:3001'

describe('a manifest for the practice API', () => {
  it.each(practiceStreams.map(({ name }) => name))('can be read for %s', (name) => {
    const outline = outlineOf(practiceManifest([name], baseUrl))
    expect(outline?.streams).toContain(name)
    expect(outline?.defaults).toEqual({ base_url: baseUrl })
  })

  it('brings a parent along, once and before its child', () => {
    expect(outlineOf(practiceManifest(['order_items', 'orders'], baseUrl))?.streams).toEqual([
      'orders',
      'order_items',
    ])
  })

  it('declares exactly the inputs that its streams use', () => {
    const text = practiceManifest(['products_basic', 'customers'], baseUrl)
    const inputs = outlineOf(text)?.inputs
    expect([...(inputs?.keys() ?? [])]).toEqual(['base_url', 'username', 'password', 'token'])
    expect(inputs?.get('password')).toEqual({ isSecret: true })
  })

  it('is refused for a stream that is not there', () => {
    expect(() => practiceManifest(['nothing'], baseUrl)).toThrow(/no stream nothing/)
  })
})

describe('a bare practice connector', () => {
  it('has requests, records and keys, and no sign-in, pages or increments', () => {
    const text = practiceManifest(['orders'], baseUrl, { isBare: true })
    expect(text).toContain('path: /v1/orders')
    expect(text).toContain('primary_key: id')
    expect(text).not.toMatch(/authenticator|paginator|incremental_sync|token/)
  })
})
