import { describe, expect, it } from 'vitest'
import { outlineOf } from './manifest-outline'

describe('the outline of a manifest', () => {
  it('names streams that stand elsewhere, in the order of the list', () => {
    const text = `
definitions:
  orders: { name: orders }
  again: { $ref: "#/definitions/orders" }
streams:
  - $ref: "#/definitions/orders"
  - name: customers
  - "#/definitions/again"
  - $ref: "#/definitions/orders"
    name: old_orders
`
    expect(outlineOf(text)?.streams).toEqual(['orders', 'customers', 'orders', 'old_orders'])
  })

  it('tells secrets from other inputs and gives suggested values', () => {
    const text = `
spec:
  connection_specification:
    properties:
      token: { airbyte_secret: true }
      limit: { default: 5 }
`
    const outline = outlineOf(text)
    expect(outline?.inputs).toEqual(
      new Map([
        ['token', { isSecret: true }],
        ['limit', { isSecret: false }],
      ]),
    )
    expect(outline?.defaults).toEqual({ limit: 5 })
  })

  it.each(['', 'a: [', '- 1', 'just text', '\t:', 'streams: 5'])('survives %j', (text) => {
    expect(outlineOf(text)?.streams ?? []).toEqual([])
  })

  it('ends references that go in a circle', () => {
    const text = 'streams: ["#/a"]\na: { $ref: "#/b" }\nb: { $ref: "#/a" }'
    expect(outlineOf(text)?.streams).toEqual([])
  })
})
